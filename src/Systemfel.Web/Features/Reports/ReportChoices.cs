using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;

namespace Systemfel.Web.Features.Reports;

/// <summary>What the report form offers to choose among, in the reporter's organisation.</summary>
public sealed record ReportChoices(
    long OrganisationId, IReadOnlyList<Authority> Authorities, IReadOnlyList<Term> Themes, IReadOnlyList<Municipality> Municipalities,
    long? OwnMunicipalityId)
{
    /// <summary>The authority that has no name of its own: the reporter writes it.</summary>
    public const string OtherCode = "AN";

    public static async Task<ReportChoices> ReadAsync(SystemfelReader reader, Viewer viewer, CancellationToken ct)
    {
        var organisation = viewer.OrganisationsWith([Role.Ombud, Role.Coordinator])[0];
        return new ReportChoices(
            organisation,
            await reader.Authorities.Include(a => a.SubAreas.OrderBy(s => s.SortOrder))
                .Where(a => a.OrganisationId == organisation).OrderBy(a => a.SortOrder).ToListAsync(ct),
            await reader.Terms.Where(t => t.OrganisationId == organisation && t.Kind == TermKind.Theme).OrderBy(t => t.SortOrder).ToListAsync(ct),
            await MunicipalitiesAsync(reader, organisation, ct),
            await reader.Accounts.Where(a => a.Id == viewer.AccountId).Select(a => a.MunicipalityId).SingleOrDefaultAsync(ct));
    }

    /// <param name="id">The id as the form holds it.</param>
    /// <returns>Null for several, or none.</returns>
    public string? MunicipalityName(string id) =>
        Municipalities.FirstOrDefault(m => m.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == id)?.Name;

    /// <summary>In Swedish order, whatever the database's own is.</summary>
    public static async Task<List<Municipality>> MunicipalitiesAsync(SystemfelReader reader, long organisation, CancellationToken ct) =>
        [.. (await reader.Municipalities.Where(m => m.OrganisationId == organisation).ToListAsync(ct))
            .OrderBy(m => m.Name, StringComparer.Create(System.Globalization.CultureInfo.GetCultureInfo("sv-SE"), ignoreCase: true))];
}
