using Systemfel.Data.Cases;

namespace Systemfel.Workflows.Moves;

/// <summary>Whom a report concerns.</summary>
/// <param name="AuthorityId">The kind of authority.</param>
/// <param name="SubAreaId">Where in it; null when the author did not say.</param>
/// <param name="OtherName">What was written for 'Annan'.</param>
public sealed record ReportAddressee(long AuthorityId, long? SubAreaId, string OtherName = "");

/// <summary>What an ombud writes in a report.</summary>
public sealed record ReportText
{
#pragma warning disable CS1591 // The fields are those of Deficiency, explained there.
    public DeficiencyKind Kind { get; init; }
    public required string Title { get; init; }
    public required string Pattern { get; init; }
    public string Consequence { get; init; } = "";
    public string Proposal { get; init; } = "";
    public Level? Level { get; init; }
    public long? ThemeId { get; init; }
    public long? CauseTypeId { get; init; }
    public long? LifeDomainId { get; init; }
    public long? MunicipalityId { get; init; }
    public string? MunicipalityName { get; init; }
    public DateOnly? PeriodFrom { get; init; }
    public DateOnly? PeriodTo { get; init; }
    public Frequency? Frequency { get; init; }
    public AffectedBand? Band { get; init; }
    public required IReadOnlyList<ReportAddressee> Addressees { get; init; }
#pragma warning restore CS1591

    /// <summary>All that was written in free text, as the check of personal data reads it.</summary>
    public string AllText() => AllText(Title, Pattern, Consequence, Proposal, [.. Addressees.Select(a => a.OtherName)]);

    /// <summary>The same for fields that are not yet a report.</summary>
    public static string AllText(string title, string pattern, string consequence, string proposal, IEnumerable<string> others) =>
        string.Join("\n\n", others.Prepend(proposal).Prepend(consequence).Prepend(pattern).Prepend(title));

    internal void WriteTo(Deficiency subject)
    {
        subject.Kind = Kind;
        subject.Title = Title.Trim();
        subject.Pattern = Pattern.Trim();
        subject.Consequence = Consequence.Trim();
        subject.Proposal = Proposal.Trim();
        subject.Level = Level;
        subject.ThemeId = ThemeId;
        subject.CauseTypeId = CauseTypeId;
        subject.LifeDomainId = LifeDomainId;
        subject.MunicipalityId = MunicipalityId;
        subject.PeriodFrom = PeriodFrom;
        subject.PeriodTo = PeriodTo;
        subject.Frequency = Frequency;
        subject.Band = Band;
        subject.Addressees.Clear();
        for (var i = 0; i < Addressees.Count; i++)
        {
            var a = Addressees[i];
            subject.Addressees.Add(new Addressee { AuthorityId = a.AuthorityId, SubAreaId = a.SubAreaId, OtherName = a.OtherName.Trim(), SortOrder = i });
        }
    }
}
