namespace Systemfel.Mail;

/// <summary>Thrown when a mail server refuses, breaks the protocol, goes away or takes too long.</summary>
public class MailProtocolException : Exception
{
    /// <summary>Creates the exception.</summary>
    public MailProtocolException()
    {
    }

    /// <summary>Creates the exception with a text.</summary>
    /// <param name="message">What happened; no address, password or text of a mail.</param>
    public MailProtocolException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a text and what caused it.</summary>
    /// <param name="message">What happened; no address, password or text of a mail.</param>
    /// <param name="innerException">What caused it.</param>
    public MailProtocolException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether trying again later can help: time-outs, lost connections, 4xx answers.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether the mail may have been taken all the same: the connection broke after the last byte, before the answer.
    /// Sent again, it must bear the same Message-ID.</summary>
    public bool MayHaveBeenSent { get; init; }

    /// <summary>The SMTP reply code, or 0.</summary>
    public int Code { get; init; }
}

/// <summary>Thrown when the connection cannot be protected as asked: no STARTTLS, a bad certificate, a password about to go in the clear.</summary>
public sealed class MailSecurityException : MailProtocolException
{
    /// <summary>Creates the exception.</summary>
    public MailSecurityException()
    {
    }

    /// <summary>Creates the exception with a text.</summary>
    /// <param name="message">What was wrong.</param>
    public MailSecurityException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a text and what caused it.</summary>
    /// <param name="message">What was wrong.</param>
    /// <param name="innerException">What caused it.</param>
    public MailSecurityException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Thrown when a server does not accept the user name and password, or offers no way to sign in that is known here.</summary>
public sealed class MailAuthenticationException : MailProtocolException
{
    /// <summary>Creates the exception.</summary>
    public MailAuthenticationException()
    {
    }

    /// <summary>Creates the exception with a text.</summary>
    /// <param name="message">What was wrong; never the password.</param>
    public MailAuthenticationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a text and what caused it.</summary>
    /// <param name="message">What was wrong; never the password.</param>
    /// <param name="innerException">What caused it.</param>
    public MailAuthenticationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the mail server refused an access token, so that a new one may help.</summary>
    internal bool TokenWasRefused { get; init; }
}
