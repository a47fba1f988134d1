using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.County;

/// <summary>
/// Which counties somebody works for: those of the organisations that they read for the County Administrative Board. Each organisation gives that right
/// for itself alone: its return is read, and bound by what is published, by nobody else's.
/// </summary>
public static class CountyRights
{
    /// <summary>The counties by name.</summary>
    /// <param name="organisations">All.</param>
    /// <param name="memberships">Of the account.</param>
    /// <param name="ct">Stops the reading.</param>
    public static Task<List<string>> CountiesOfAsync(IQueryable<Organisation> organisations, IReadOnlyList<Membership> memberships, CancellationToken ct = default)
    {
        var ids = ReadBy(memberships);
        return organisations.Where(o => ids.Contains(o.Id) && o.County != "").Select(o => o.County).Distinct().OrderBy(c => c).ToListAsync(ct);
    }

    /// <summary>The organisations whose returns in the product somebody may read.</summary>
    public static IReadOnlySet<long> ReadBy(IReadOnlyList<Membership> memberships) => memberships.Where(m => m.Role == Role.CountyBoard).Select(m => m.OrganisationId).ToHashSet();

    /// <summary>Whether a return that is sent stands on a list of the county's where an account may read it: then it is the county that opens it again.</summary>
    /// <param name="memberships">All.</param>
    /// <param name="services">All.</param>
    /// <param name="document">The return, loaded with its organisation.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<bool> IsReadAsync(IQueryable<Membership> memberships, IQueryable<CountyService> services, YearDocument document, CancellationToken ct = default) =>
        !ReturnSending.IsMaterial(ReturnValues.FromJson(document.ValuesJson))
        && await memberships.AnyAsync(m => m.OrganisationId == document.OrganisationId && m.Role == Role.CountyBoard && m.Account.DisabledAt == null, ct)
        && await services.AnyAsync(s => s.OrganisationId == document.OrganisationId && s.CountyYear.Year == document.Year && s.CountyYear.County == document.Organisation.County, ct);

    /// <summary>What has been published for an organisation by a county account that it has let read: its form, its last day and what is said beside.</summary>
    /// <param name="years">All.</param>
    /// <param name="organisations">All.</param>
    /// <param name="organisationId">Whose.</param>
    public static IQueryable<CountyYear> Binding(IQueryable<CountyYear> years, IQueryable<Organisation> organisations, long organisationId) =>
        // From the organisation to its county's years, by their index.
        organisations.Where(o => o.Id == organisationId && o.County != "").Join(years, o => o.County, y => y.County, (o, y) => y)
            .Where(y => y.PublishedBy.Memberships.Any(m => m.OrganisationId == organisationId && m.Role == Role.CountyBoard));
}
