namespace Systemfel.Mail;

/// <summary>Thrown when bytes hold nothing that can be read as a mail: no bytes, or not one header line.</summary>
public sealed class UnreadableMailException : Exception
{
    /// <summary>Creates the exception with a standard text.</summary>
    public UnreadableMailException()
        : base("The bytes hold no readable mail.")
    {
    }

    /// <summary>Creates the exception with a text that says what was missing.</summary>
    /// <param name="message">What was missing; never a part of the mail.</param>
    public UnreadableMailException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a text and what caused it.</summary>
    /// <param name="message">What was missing; never a part of the mail.</param>
    /// <param name="innerException">What caused it.</param>
    public UnreadableMailException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
