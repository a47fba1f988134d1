using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;

namespace Systemfel.Workflows.Yearly;

/// <summary>Whom a report of the year can be for.</summary>
/// <param name="Code">A group's code, 'county' or 'committee'.</param>
/// <param name="Name">Swedish: what it is called.</param>
/// <param name="GroupId">The group; null for the others.</param>
public sealed record YearRecipient(string Code, string Name, long? GroupId);

/// <summary>Who gets the year's report of deficiencies: each group that meets, the County Administrative Board and the committee.</summary>
public static class YearRecipients
{
    /// <summary>The County Administrative Board.</summary>
    public const string County = "county";

    /// <summary>The committee that answers for the service.</summary>
    public const string Committee = "committee";

    /// <summary>Whether a document is for a group.</summary>
    public static bool IsGroup(YearDocument document) => document.Kind == YearDocumentKind.Report && document.Recipient is not (County or Committee);

    /// <summary>What a recipient is called: also a group that has ended.</summary>
    /// <param name="code">A group's code, 'county' or 'committee'.</param>
    /// <param name="county">The organisation's county.</param>
    /// <param name="group">The group's name, when it is one.</param>
    public static string NameOf(string code, string county, string? group = null) => code switch
    {
        County => $"Länsstyrelsen i {county}",
        Committee => "Nämnden",
        _ => group ?? code,
    };

    /// <summary>The same, and behind them those whose report has been begun although their group has ended.</summary>
    /// <param name="reader">The database.</param>
    /// <param name="organisationId">Whose.</param>
    /// <param name="begun">Recipients of reports that are there.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<IReadOnlyList<YearRecipient>> ReadAsync(SystemfelReader reader, long organisationId, IReadOnlyCollection<string> begun, CancellationToken ct = default)
    {
        var now = await ReadAsync(reader, organisationId, ct);
        var ended = begun.Where(b => now.All(r => r.Code != b)).Distinct().Order(StringComparer.Ordinal).ToList();
        if (ended.Count == 0) return now;
        var groups = await reader.Groups.Where(g => g.OrganisationId == organisationId && ended.Contains(g.Code)).Select(g => new { g.Code, g.Name, g.Id }).ToListAsync(ct);
        return [.. now, .. ended.Select(e => new YearRecipient(e, NameOf(e, "", groups.Find(g => g.Code == e)?.Name), groups.Find(g => g.Code == e)?.Id))];
    }

    /// <summary>All of an organisation's, groups first.</summary>
    public static async Task<IReadOnlyList<YearRecipient>> ReadAsync(SystemfelReader reader, long organisationId, CancellationToken ct = default)
    {
        var groups = await reader.Groups.Where(g => g.OrganisationId == organisationId && g.Kind != GroupKind.Team && g.EndedAt == null).OrderBy(g => g.SortOrder).ThenBy(g => g.Id)
            .Select(g => new YearRecipient(g.Code, g.Name, g.Id)).ToListAsync(ct);
        var county = await reader.Organisations.Where(o => o.Id == organisationId).Select(o => o.County).SingleAsync(ct);
        return [.. groups.Where(g => g.Code is not (County or Committee)), new(County, NameOf(County, county), null), new(Committee, NameOf(Committee, county), null)];
    }
}
