using Systemfel.Data.Cases;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Svara myndigheten': the team answers what the authority asked, and waits for its answer again.</summary>
/// <param name="Text">The answer; points at no person.</param>
/// <param name="Date">The new last day to answer.</param>
/// <param name="Check">The check's result for exactly this text: it leaves by mail.</param>
public sealed record ReplyToAuthority(string Text, DateOnly? Date, CheckedText Check) : Move
{
    /// <inheritdoc/>
    public override string Id => "reply-to-authority";

    internal override bool Gives(string input) => input switch { "note" => Has(Text), "date" => Date != null, _ => true };

    internal override bool TakesTextOut(MoveScope scope) => true;

    internal override void Guard(MoveScope scope)
    {
        if (!Check.CoversAndAllows(Text)) throw new MoveRefusedException(Inputs.Known["anonymisation"], "note");
        if (scope.Targets.Any(b => b.Mark != BookmarkMark.AuthorityAsks))
            throw new MoveRefusedException("Myndigheten har inte ställt någon fråga om det här systemfelet.");
        if (Date <= scope.Today) throw new MoveRefusedException("Svarsdagen har redan varit. Välj en dag framåt.", "date");
        if (scope.Targets.Any(b => LetterMail.LastItemOf(scope, b) == null))
            throw new MoveRefusedException("Det finns inget skickat brev att svara i. Ta kontakt på annat sätt och för frågan till gruppen igen.");
    }

    internal override void Apply(MoveScope scope)
    {
        foreach (var bookmark in scope.Targets)
        {
            var item = LetterMail.LastItemOf(scope, bookmark)!;
            scope.GoTo(bookmark, Stages.AwaitingAnswer);
            bookmark.LetterItem = item;
            bookmark.WaitsForPartyId = item.Letter.PartyId;
            bookmark.Due = Date;
            scope.Outgoing.Add(LetterMail.Reply(scope, bookmark, item, Text));
            scope.Record("authority-answered", new { text = Text.Trim(), due = Date }, bookmark.Addressee);
        }
    }
}
