using Systemfel.Data.Yearly;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Yearly;

/// <summary>What is done with a document of the year, as its log names it.</summary>
public static class YearSteps
{
#pragma warning disable CS1591 // Words of the log; YearStep says what it is.
    public const string Begun = "begun", Written = "written", Drafted = "drafted", ToManager = "to-manager", Approved = "approved", Returned = "returned", Signed = "signed", Sent = "sent",
        FileAdded = "file-added", FileRemoved = "file-removed", CompletionAsked = "completion-asked", Opened = "opened";
#pragma warning restore CS1591

    private const string NumberPrefix = "Dnr ";

    /// <summary>What is noted of a return that is sent: its number, or nothing.</summary>
    internal static string NumberNote(string number) => number.Length == 0 ? "" : NumberPrefix + number;

    /// <summary>The number under which a return was sent; empty when it had none, and for a report, which notes how it was handed out.</summary>
    /// <param name="step">A step of sending.</param>
    public static string NumberOf(YearStep step) => step.Note.StartsWith(NumberPrefix, StringComparison.Ordinal) ? step.Note[NumberPrefix.Length..] : "";

    /// <summary>Notes a step, under the document's next version.</summary>
    internal static void Add(YearDocument document, string kind, Actor actor, DateTimeOffset now, string note = "")
    {
        document.ChangedAt = now;
        document.Version++;
        document.Steps.Add(new YearStep { Kind = kind, Note = note, AccountId = actor.AccountId!.Value, At = now });
    }

    /// <summary>Somebody has written in it: said once for each time that another than the last one writes, or after another step.</summary>
    internal static void Wrote(YearDocument document, Actor actor, DateTimeOffset now)
    {
        document.ChangedAt = now;
        document.Version++;
        var last = document.Steps.MaxBy(s => (s.At, s.Id));
        if (last is { Kind: Written } && last.AccountId == actor.AccountId) last.At = now;
        else document.Steps.Add(new YearStep { Kind = Written, AccountId = actor.AccountId!.Value, At = now });
    }
}
