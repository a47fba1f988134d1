using Systemfel.Data.Meetings;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>
/// 'Dela upp': a case that holds two faults becomes two. The new one stands before the PO team with a text of its own; nothing else
/// of the old one changes but the counts that are said to belong to the new.
/// </summary>
/// <param name="Title">Of the new case.</param>
/// <param name="Pattern">What fails.</param>
/// <param name="Consequence">May be empty.</param>
/// <param name="Proposal">May be empty.</param>
/// <param name="Authorities">Whom it concerns: kinds of authority.</param>
/// <param name="Occurrences">The counts that go with it; those that are not named stay.</param>
/// <param name="Check">The personal-data check's result for exactly this text.</param>
public sealed record Split(
    string Title, string Pattern, string Consequence, string Proposal, IReadOnlyList<long> Authorities, IReadOnlyList<long> Occurrences, CheckedText Check) : Move
{
    /// <inheritdoc/>
    public override string Id => "split";

    internal override bool IsForWholeCase => true;

    /// <summary>All that was written, as the check reads it.</summary>
    public static string AllText(string title, string pattern, string consequence, string proposal) => ReportText.AllText(title, pattern, consequence, proposal, []);

    internal override bool Gives(string input) => input != "anonymisation" || Check.CoversAndAllows(AllText(Title, Pattern, Consequence, Proposal));

    internal override void Guard(MoveScope scope)
    {
        if (!Has(Title)) throw new MoveRefusedException("Skriv en rubrik.", "title");
        if (!Has(Pattern)) throw new MoveRefusedException("Skriv vad som brister.", "pattern");
        if (Authorities.Count == 0 || Authorities.Any(a => !scope.Facts.Authorities.ContainsKey(a)))
            throw new MoveRefusedException("Välj vilken myndighet det nya systemfelet gäller.", "authority");
        if (Occurrences.Any(o => scope.Case.Occurrences.All(c => c.Id != o)))
            throw new MoveRefusedException("En av gångerna räknas inte längre här. Läs om sidan och välj igen.", "occurrences");
        if (scope.Actor.AccountId == null) throw new MoveRefusedException("Det nya systemfelet behöver någon som har skrivit det. Logga in och försök igen.");
    }

    internal override DecisionText Describe(MoveScope scope) => new($"Delas upp: {scope.Other!.Number} står för sig");

    internal override void Apply(MoveScope scope)
    {
        var part = scope.Other!;
        new ReportText
        {
            Kind = scope.Case.Kind,
            Title = Title,
            Pattern = Pattern,
            Consequence = Consequence,
            Proposal = Proposal,
            Level = scope.Case.Level,
            ThemeId = scope.Case.ThemeId,
            CauseTypeId = scope.Case.CauseTypeId,
            LifeDomainId = scope.Case.LifeDomainId,
            MunicipalityId = scope.Case.MunicipalityId,
            PeriodFrom = scope.Case.PeriodFrom,
            PeriodTo = scope.Case.PeriodTo,
            Addressees = [.. Authorities.Distinct().Select(a => new ReportAddressee(a, null))],
        }.WriteTo(part);
        part.SubmittedAt = scope.Now;
        part.AcceptedFinds = RememberedFinds.Of(Check);
        foreach (var occurrence in scope.Case.Occurrences.Where(o => Occurrences.Contains(o.Id)).ToList())
        {
            scope.Case.Occurrences.Remove(occurrence);
            part.Occurrences.Add(occurrence);
        }
        scope.NewLinks.Add((part, scope.Case, CaseLinkKind.SplitFrom));
        var moved = part.Occurrences.Count;
        scope.Record("split", new { into = part.Number, occurrences = moved });
        scope.RecordOn(part, "split-from", new { from = scope.Case.Number, fromId = scope.Case.Id, occurrences = moved });
    }
}
