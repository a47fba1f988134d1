using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
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

    /// <summary>Ends what has become unused in every organisation since it was last asked: cases close and meetings pass by themselves.</summary>
    public async Task EndUnusedEverywhereAsync(CancellationToken ct)
    {
        foreach (var id in await db.Organisations.Where(o => o.CurrentRouteId != null).Select(o => o.Id).Order().ToListAsync(ct))
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await CaseLocks.OrganisationAsync(db, id, ct);
            await EndUnusedAsync(id, ct);
            await transaction.CommitAsync(ct);
        }

        db.ChangeTracker.Clear();
    }

    /// <summary>
    /// A group that the route in use does not name ends, as soon as no open case is on a version that does, and no meeting of it is open, or to
    /// come with people called to it.
    /// </summary>
    public async Task EndUnusedAsync(long organisationId, CancellationToken ct)
    {
        var current = await db.Organisations.Where(o => o.Id == organisationId).Select(o => o.CurrentRoute!.Id).SingleAsync(ct);
        var used = await db.RouteVersions.Where(r => r.OrganisationId == organisationId
            && (r.Id == current || db.Deficiencies.Any(d => d.Instance.RouteVersionId == r.Id && d.Instance.ClosedAt == null))).Select(r => r.Json).ToListAsync(ct);
        var named = used.SelectMany(j => RouteReader.Parse(j).Groups.Select(g => g.Id)).ToHashSet();
        var today = calendar.Today;
        var meets = await db.Meetings.Where(m => m.OrganisationId == organisationId && (m.State == MeetingState.Open || (m.State == MeetingState.Planned && m.InvitedAt != null && m.Date >= today)))
            .Select(m => m.GroupId).Distinct().ToListAsync(ct);
        var ever = await EverNamedAsync(organisationId, ct);
        foreach (var group in await db.Groups.Where(g => g.OrganisationId == organisationId && g.EndedAt == null && !meets.Contains(g.Id)).ToListAsync(ct))
            if (!named.Contains(group.Code) && ever.Contains(group.Code)) group.EndedAt = calendar.Now;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Whether a group is on its way out: an earlier version of the route named it, and the one in use does not.</summary>
    public async Task<bool> IsLeavingAsync(Group group, CancellationToken ct)
    {
        var json = await db.Organisations.Where(o => o.Id == group.OrganisationId && o.CurrentRouteId != null).Select(o => o.CurrentRoute!.Json).SingleOrDefaultAsync(ct);
        return json != null && RouteReader.Parse(json).Groups.All(g => g.Id != group.Code) && (await EverNamedAsync(group.OrganisationId, ct)).Contains(group.Code);
    }

    private async Task<HashSet<string>> EverNamedAsync(long organisationId, CancellationToken ct) =>
        [.. (await db.RouteVersions.Where(r => r.OrganisationId == organisationId && r.Version > 0).Select(r => r.Json).ToListAsync(ct)).SelectMany(j => RouteReader.Parse(j).Groups.Select(g => g.Id))];

    private static GroupKind KindOf(string kind) => kind switch { "team" => GroupKind.Team, "reference" => GroupKind.Reference, _ => GroupKind.Steering };
}
