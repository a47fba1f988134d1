using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Skicka in': the report becomes visible to the team. Its text has gone through the check of personal data.</summary>
/// <param name="Report">What the author wrote.</param>
/// <param name="Check">The check's result for exactly this text.</param>
public sealed record Submit(ReportText Report, CheckedText Check) : Move
{
    /// <summary>Made by the start guide, to show how it looks.</summary>
    public bool IsExample { get; init; }

    /// <inheritdoc/>
    public override string Id => "submit";

    internal override bool Gives(string input) => input != "anonymisation" || Check.CoversAndAllows(Report.AllText());

    internal override void Guard(MoveScope scope)
    {
        if (!Has(Report.Title)) throw new MoveRefusedException("Skriv en rubrik.", "title");
        if (!Has(Report.Pattern)) throw new MoveRefusedException("Skriv vad som brister.", "pattern");
        if (Report.Addressees.Any(a => !scope.Facts.Authorities.ContainsKey(a.AuthorityId)))
            throw new MoveRefusedException("Den myndigheten finns inte. Välj en annan.", "addressees");
        if (Report.MunicipalityId is { } id && !scope.Facts.Municipalities.ContainsKey(id))
            throw new MoveRefusedException("Den kommunen finns inte. Välj en annan.", "municipality");
    }

    internal override void Apply(MoveScope scope)
    {
        Report.WriteTo(scope.Case);
        var first = scope.Case.ChainLength == 0;
        scope.Case.IsDraft = false;
        if (IsExample) scope.Case.IsExample = true;
        scope.Case.SubmittedAt = scope.Now;
        foreach (var bookmark in scope.Targets) scope.GoTo(bookmark, Stages.Submitted);
        scope.Case.AcceptedFinds = RememberedFinds.Of(Check);
        scope.Record("submitted", new { again = first ? null : "ja", municipality = Report.MunicipalityName });
        FourEyes.Fall(scope);
    }
}
