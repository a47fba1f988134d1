using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;

namespace Systemfel.Web.Features.Incidents;

/// <summary>Reads incidents for those who answer for them. No content: there is none in them.</summary>
public sealed class IncidentReader(SystemfelReader reader)
{
    /// <summary>An administrator runs the service and has no part in what is written in it.</summary>
    public static readonly IReadOnlyList<Role> Roles = [Role.Coordinator, Role.UnitManager, Role.Registrar];

    /// <summary>All of the viewer's organisations, the newest first.</summary>
    public Task<List<Incident>> ListAsync(Viewer viewer, CancellationToken ct) => Mine(viewer).OrderByDescending(i => i.At).ThenByDescending(i => i.Id).ToListAsync(ct);

    public Task<Incident?> FindAsync(Viewer viewer, long id, CancellationToken ct) => Mine(viewer).SingleOrDefaultAsync(i => i.Id == id, ct);

    /// <summary>How many wait for this registrator's decision.</summary>
    public Task<int> UndecidedAsync(Viewer viewer, CancellationToken ct)
    {
        var organisations = viewer.OrganisationsWith([Role.Registrar]);
        return reader.Incidents.CountAsync(i => organisations.Contains(i.OrganisationId) && i.Action == IncidentAction.Masked && i.Decision == null, ct);
    }

    private IQueryable<Incident> Mine(Viewer viewer)
    {
        var organisations = viewer.OrganisationsWith(Roles);
        return reader.Incidents.Include(i => i.ReportedBy).Include(i => i.DecidedBy).Where(i => organisations.Contains(i.OrganisationId));
    }
}
