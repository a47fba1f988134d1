namespace Systemfel.Workflows.Running;

/// <summary>A move that is not allowed here and now. The message is a Swedish sentence for the user: what happened and what to do.</summary>
public class MoveRefusedException : Exception
{
    /// <param name="message">Swedish, for the user.</param>
    /// <param name="input">The input that is at fault, so that the form can point at it; null for the case as a whole.</param>
    public MoveRefusedException(string message, string? input = null) : base(message) => Input = input;

    /// <summary>The input at fault, by the name that the route uses; null for the case as a whole.</summary>
    public string? Input { get; }
}

/// <summary>Someone else has moved the case since the page was opened. Nothing was stored; both texts are shown.</summary>
public class StaleMoveException : MoveRefusedException
{
    /// <summary>A case has moved.</summary>
    public StaleMoveException()
        : base("Någon annan har hunnit före. Systemfelet har ändrats sedan du öppnade sidan, så ditt beslut har inte sparats. Läs vad som hänt och ta ställning igen.") { }

    /// <param name="message">Swedish, for the user: what else has changed.</param>
    protected StaleMoveException(string message) : base(message) { }
}

/// <summary>Someone else has written a meeting's notes since the page was opened.</summary>
/// <param name="current">How they read now.</param>
/// <param name="isDecision">Whether a decision came with them, which is not stored either.</param>
public sealed class StaleNotesException(string current, bool isDecision = false) : StaleMoveException(
    "Någon annan har hunnit före. " + (isDecision
        ? "Anteckningen har ändrats sedan du öppnade sidan, så varken beslutet eller din anteckning har sparats. Läs vad som står nu, lägg till det som fattas och besluta igen."
        : "Anteckningarna har ändrats sedan du öppnade sidan, så dina har inte sparats. Läs vad som står nu och lägg till det som fattas."))
{
    /// <summary>How they read now.</summary>
    public string Current { get; } = current;
}

/// <summary>There is no such case, or this person may not see it. Shown as 404.</summary>
public sealed class CaseNotFoundException() : Exception("There is no such case for this person.");
