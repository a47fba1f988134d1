using Systemfel.Data.Cases;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Skicka påminnelse': by mail to whoever got the letter, or to the contact of the party that took the question home.</summary>
/// <param name="Kind">before, due or late for the system's own; by-hand for a coordinator's.</param>
/// <param name="On">The day that the reminder belongs to: with the kind and the line it is sent once.</param>
public sealed record Remind(string Kind = "by-hand", DateOnly? On = null) : Move
{
    /// <summary>The mail is written by the caller: one for all the points that one recipient has left.</summary>
    internal bool MailIsWritten { get; init; }

    /// <inheritdoc/>
    public override string Id => "remind";

    internal override bool TakesTextOut(MoveScope scope) => true;

    internal override void Guard(MoveScope scope)
    {
        if (scope.Targets.Any(b => b.LetterItem is { Letter.State: Data.Letters.LetterState.Draft }))
            throw new MoveRefusedException("Brevet är inte skickat än. Skicka brevet först.");
        if (scope.Targets.Any(b => LetterMail.ReminderAddress(scope, b) == null))
            throw new MoveRefusedException("Det finns ingen adress att påminna. Lägg till en kontakt för mottagaren, eller påminn på annat sätt.");
    }

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            if (!MailIsWritten) scope.Outgoing.Add(LetterMail.Reminder(scope, bookmark, Kind, On ?? scope.Today));
            scope.Record("reminded", new { kind = Kind, due = bookmark.Due, party = PartyName(scope, bookmark) }, bookmark.Addressee);
            scope.Touch(bookmark);
        }
    }

    private static string? PartyName(MoveScope scope, Bookmark bookmark) =>
        scope.Facts.Parties.GetValueOrDefault(bookmark.WaitsForPartyId ?? 0)?.Name;
}
