using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Features.Meetings;

/// <summary>What a person may decide in meetings, as the routes of their organisations have it: the same rows as the buttons.</summary>
public sealed class KeyScreenReader(SystemfelReader reader, RouteCache routes)
{
    public async Task<IReadOnlyList<KeyScreen>> ReadAsync(Viewer viewer, CancellationToken ct)
    {
        var ids = viewer.OrganisationsWith([.. Viewer.TeamRoles, .. Viewer.GroupRoles]);
        var organisations = await reader.Organisations.Include(o => o.CurrentRoute).Where(o => ids.Contains(o.Id) && o.CurrentRoute != null).OrderBy(o => o.Id).ToListAsync(ct);
        var groups = await reader.Groups.Where(g => ids.Contains(g.OrganisationId)).OrderBy(g => g.Code).ToListAsync(ct);
        var screens = new List<KeyScreen>();
        foreach (var organisation in organisations)
        {
            var route = routes.Of(organisation.CurrentRoute!);
            foreach (var (stage, name) in new[] { (Stages.Review, "Månadsgenomgång"), (Stages.Group, "Samverkansgruppens möte") })
            {
                var choices = Choices.Of(route, stage, null, m => May(viewer, organisation.Id, m), [.. groups.Where(g => g.OrganisationId == organisation.Id)], _ => null, null, []);
                if (choices.Count > 0) screens.Add(new KeyScreen(organisations.Count == 1 ? name : $"{name}, {organisation.Name}", Choices.Actions(choices)));
            }
        }
        return screens.Count > 0 ? screens : [new KeyScreen("", [])];
    }

    private static bool May(Viewer viewer, long organisation, RouteMove move) =>
        move.Roles.Select(RoleNames.Find).OfType<Role>().Any(r => viewer.Has(organisation, r));
}
