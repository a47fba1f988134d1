using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Reports;

namespace Systemfel.Web.Features.Reports;

/// <summary>Which form this is: its key, the draft it is kept in and the withdrawn case it is about.</summary>
public sealed record ReportIdentity(Guid Key, long? DraftId = null, long? CaseId = null)
{
    public string? CaseNumber { get; init; }
    public DateTimeOffset? SavedAt { get; init; }
}

/// <summary>The report form as it is shown.</summary>
public sealed record ReportPage(
    ReportIdentity Identity, ReportFields Fields, ReportChoices Choices, CheckedReport Checked, SimilarPart Similar,
    DateOnly? NextReview, DateOnly Today)
{
    /// <summary>Whether the page shows what a check that was asked for found.</summary>
    public bool IsCheckShown { get; init; }

    /// <summary>Område inom Försäkringskassan, Område inom kommunen.</summary>
    public static string AreaLegend(string name, string code) =>
        code == ReportChoices.OtherCode ? "Område" : $"Område inom {(name == "Kommun" ? "kommunen" : name.StartsWith("Region,", StringComparison.Ordinal) ? "r" + name[1..] : name)}";
}

/// <summary>Cases like the one that is being written.</summary>
public sealed record SimilarPart(IReadOnlyList<CaseHit> Hits, CountInput Count);

/// <summary>Puts the form's page together from what was typed.</summary>
public sealed class ReportPages(SystemfelReader reader, CurrentViewer current, TextCheck check, TimeProvider time)
{
    public Task<ReportChoices> ChoicesAsync(CancellationToken ct) => ReportChoices.ReadAsync(reader, current.Viewer, ct);

    public async Task<ReportPage> ShowAsync(ReportIdentity identity, ReportFields fields, ReportChoices choices, CancellationToken ct) => new(
        identity,
        fields,
        choices,
        Check(fields, choices),
        await SimilarAsync(fields.Title, fields.Authorities, identity.CaseId, choices, ct),
        await NextReviewAsync(reader, choices.OrganisationId, time.Today(), ct),
        time.Today());

    /// <summary>Reads the whole form: its texts, its municipality and its number of persons.</summary>
    public CheckedReport Check(ReportFields fields, ReportChoices choices) => ReportCheck.Read(check, fields, choices.MunicipalityName(fields.Municipality));

    public async Task<SimilarPart> SimilarAsync(
        string title, IReadOnlyCollection<string> authorities, long? except, ReportChoices choices, CancellationToken ct) => new(
        await new CaseSearch(reader, current.Viewer, time.GetUtcNow()).SimilarAsync(title, authorities, except, 3, ct),
        new CountInput(choices.Municipalities, choices.OwnMunicipalityId, time.Today()));

    /// <summary>An empty form for this person: own municipality, a systemfel.</summary>
    public static ReportFields Blank(ReportChoices choices) => new()
    {
        Kind = nameof(Data.Cases.DeficiencyKind.Deficiency),
        Municipality = choices.OwnMunicipalityId is { } own && choices.Municipalities.Any(m => m.Id == own)
            ? own.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : "",
    };

    /// <summary>The day of the team's next monthly review; null when none is planned.</summary>
    public static async Task<DateOnly?> NextReviewAsync(SystemfelReader reader, long organisationId, DateOnly today, CancellationToken ct) =>
        await reader.Meetings
            .Where(m => m.OrganisationId == organisationId && m.Group.Kind == GroupKind.Team && m.State == MeetingState.Planned && m.Date >= today)
            .OrderBy(m => m.Date).Select(m => (DateOnly?)m.Date).FirstOrDefaultAsync(ct);
}
