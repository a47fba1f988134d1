using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Incidents;

/// <summary>
/// Takes the words of a point that a user organisation raised out of the database: the point's own row, and every version of the minutes that
/// carries it. That it was raised, by whom and what the meeting said of it stays.
/// </summary>
internal static class RaisedErasing
{
    /// <summary>Tables whose earlier rows hold the words.</summary>
    public static readonly IReadOnlyList<string> Tables = ["RaisedPoints", "MinutesVersions"];

    /// <summary>A point whose words stand somewhere: in its row, or in minutes from before it was taken back.</summary>
    /// <exception cref="CaseNotFoundException">No such point for this person: only the party that raised it and the coordinator may do this.</exception>
    public static async Task<RaisedPoint> FindAsync(SystemfelDb db, long id, Actor actor, CancellationToken ct)
    {
        var point = await db.RaisedPoints.Include(r => r.Party).SingleOrDefaultAsync(r => r.Id == id, ct);
        var may = point != null && (actor.Has(point.OrganisationId, Role.Coordinator)
            || actor.Memberships.Any(m => m.GroupId == point.GroupId && m.PartyId == point.PartyId && m.Role == Role.UserOrganisation));
        if (!may) throw new CaseNotFoundException();
        var stands = RaisedInMinutes.IsWords(point!.Text) || (await RaisedInMinutes.ReadAsync(db.MinutesVersions, point.GroupId, ct)).Contains(id);
        return stands ? point : throw new CaseNotFoundException();
    }

    /// <summary>Writes over the words, inside the caller's transaction; not stored yet.</summary>
    /// <param name="db">Where.</param>
    /// <param name="point">Loaded with its party.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task EraseAsync(SystemfelDb db, RaisedPoint point, CancellationToken ct)
    {
        // Minutes that are being kept at this moment come before or after.
        var held = db.Meetings.Where(m => m.GroupId == point.GroupId && (m.State == MeetingState.Open || m.State == MeetingState.Approved));
        foreach (var id in await held.OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(ct)) await CaseLocks.MeetingAsync(db, id, ct);
        await CaseLocks.RaisedAsync(db, point.Id, ct);
        await db.Entry(point).ReloadAsync(ct);
        var meetings = await db.Meetings.Include(m => m.MinutesVersions).Where(m => m.GroupId == point.GroupId && m.MinutesVersions.Count > 0).ToListAsync(ct);
        foreach (var version in meetings.SelectMany(m => m.MinutesVersions).Where(v => v.HeadJson.Length > 0))
        {
            var head = JsonNode.Parse(version.HeadJson);
            // An earlier version may have it in other words; a later one has none of a point that was taken back.
            var lines = RaisedInMinutes.Lines(head).Where(l => RaisedInMinutes.HasWords(l) && (RaisedInMinutes.IdOf(l) == point.Id || RaisedInMinutes.TextOf(l) == point.Text)).ToList();
            foreach (var line in lines) line[nameof(RaisedLine.Text)] = TextPlaces.ErasedTitle;
            if (lines.Count > 0) version.HeadJson = head!.ToJsonString();
        }
        if (point.Text.Length > 0) point.Text = TextPlaces.ErasedTitle;
        // Pages of the meeting that are open show it no longer.
        if (await db.Meetings.SingleOrDefaultAsync(m => m.GroupId == point.GroupId && m.State == MeetingState.Open, ct) is { } open) open.Version++;
    }

    /// <summary>Names a point in each copy of its database, and in no other. No content.</summary>
    public static async Task<string> IdentityAsync(SystemfelDb db, RaisedPoint point, CancellationToken ct)
    {
        var database = await SubjectIdentity.DatabaseAsync(db, ct);
        return string.Create(CultureInfo.InvariantCulture, $"{database}:{point.Id}:{point.At.UtcTicks}");
    }

    /// <summary>The point of a stored incident; null when there is none, or its number has been given to one that was raised later.</summary>
    public static async Task<RaisedPoint?> FindAsync(SystemfelDb db, Incident incident, CancellationToken ct) =>
        long.TryParse(incident.SubjectNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await db.RaisedPoints.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.OrganisationId == incident.OrganisationId && r.At <= incident.At, ct)
            : null;

    /// <summary>The point of a line of the log, in a database that has been restored; null when it is not there, or not with its words.</summary>
    public static async Task<RaisedPoint?> FindAsync(SystemfelDb db, LoggedIncident logged, CancellationToken ct)
    {
        var parts = logged.Identity.Split(':');
        if (parts.Length != 3 || parts[0] != await SubjectIdentity.DatabaseAsync(db, ct)) return null;
        var (id, at) = (long.Parse(parts[1], CultureInfo.InvariantCulture), new DateTimeOffset(long.Parse(parts[2], CultureInfo.InvariantCulture), TimeSpan.Zero));
        return await db.RaisedPoints.Include(r => r.Party).SingleOrDefaultAsync(r => r.Id == id && r.At == at && r.OrganisationId == logged.OrganisationId, ct);
    }
}
