using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Routes.Editing;

/// <summary>The organisation's groups follow its route: made, named and ended, inside the caller's transaction.</summary>
internal sealed class RouteGroups(SystemfelDb db, SwedishCalendar calendar)
{
    /// <summary>A group in which questions wait does not change what it may do with them.</summary>
    public async Task<List<RouteFault>> FaultsAsync(long organisationId, RouteDefinition route, CancellationToken ct)
    {
        var faults = new List<RouteFault>();
        foreach (var group in await db.Groups.Where(g => g.OrganisationId == organisationId).ToListAsync(ct))
        {
            if (route.Groups.FirstOrDefault(g => g.Id == group.Code) is not { } part || KindOf(part.Kind) == group.Kind) continue;
            var waiting = await db.Bookmarks.CountAsync(b => b.GroupId == group.Id && b.Stage == Stages.Group, ct);
            if (waiting > 0)
                faults.Add(new RouteFault(RouteFields.GroupKind(group.Code), $"{waiting} systemfel väntar i gruppen, så vad den får göra kan inte ändras nu. Ta upp dem först, eller lägg till en ny grupp."));
        }
        return faults;
    }

    /// <summary>Those that the route names are there, with its names; one that had ended meets again.</summary>
    public async Task TakeIntoUseAsync(long organisationId, RouteDefinition route, CancellationToken ct)
    {
        var stored = await db.Groups.Where(g => g.OrganisationId == organisationId).ToListAsync(ct);
        for (var i = 0; i < route.Groups.Count; i++)
        {
            var part = route.Groups[i];
            var group = stored.Find(g => g.Code == part.Id);
            if (group == null) db.Add(group = new Group { OrganisationId = organisationId, Code = part.Id });
            (group.Name, group.Kind, group.SortOrder, group.EndedAt) = (part.Label, KindOf(part.Kind), i, null);
            group.MeetingsPerYear = part.MeetingsPerYear ?? group.MeetingsPerYear;
        }
    }

    /// <summary>A group that the route in use does not name ends, as soon as no open case is on a version that does.</summary>
    public async Task EndUnusedAsync(long organisationId, CancellationToken ct)
    {
        var current = await db.Organisations.Where(o => o.Id == organisationId).Select(o => o.CurrentRoute!.Id).SingleAsync(ct);
        var used = await db.RouteVersions.Where(r => r.OrganisationId == organisationId
            && (r.Id == current || db.Deficiencies.Any(d => d.Instance.RouteVersionId == r.Id && d.Instance.ClosedAt == null))).Select(r => r.Json).ToListAsync(ct);
        var named = used.SelectMany(j => RouteReader.Parse(j).Groups.Select(g => g.Id)).ToHashSet();
        foreach (var group in await db.Groups.Where(g => g.OrganisationId == organisationId && g.EndedAt == null).ToListAsync(ct))
            if (!named.Contains(group.Code)) group.EndedAt = calendar.Now;
        await db.SaveChangesAsync(ct);
    }

    private static GroupKind KindOf(string kind) => kind switch { "team" => GroupKind.Team, "reference" => GroupKind.Reference, _ => GroupKind.Steering };
}
