using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Starting;

/// <summary>Whether anything names a party. A seat in a group does not count: it goes with the party.</summary>
internal sealed class PartyUse(SystemfelDb db)
{
    /// <param name="organisationId">Whose parties.</param>
    /// <param name="ids">The parties.</param>
    /// <param name="ct">Stops asking.</param>
    public async Task<bool> IsUsedAsync(long organisationId, IReadOnlyCollection<long> ids, CancellationToken ct) =>
        await IsReachedAsync(ids, ct) || await IsInCasesAsync(ids, ct) || await IsInMeetingsAsync(ids, ct) || await IsHostAsync(organisationId, ids, ct);

    private async Task<bool> IsReachedAsync(IReadOnlyCollection<long> ids, CancellationToken ct) =>
        await db.Contacts.AnyAsync(c => ids.Contains(c.PartyId), ct) || await db.Memberships.AnyAsync(m => m.PartyId != null && ids.Contains(m.PartyId.Value), ct)
        || await db.Letters.AnyAsync(l => ids.Contains(l.PartyId), ct);

    private async Task<bool> IsInCasesAsync(IReadOnlyCollection<long> ids, CancellationToken ct) =>
        await db.Bookmarks.AnyAsync(b => b.WaitsForPartyId != null && ids.Contains(b.WaitsForPartyId.Value), ct)
        || await db.Set<Addressee>().AnyAsync(a => a.PartyId != null && ids.Contains(a.PartyId.Value), ct)
        || await db.Set<Remark>().AnyAsync(r => ids.Contains(r.PartyId), ct) || await db.Set<Support>().AnyAsync(s => ids.Contains(s.PartyId), ct);

    private async Task<bool> IsInMeetingsAsync(IReadOnlyCollection<long> ids, CancellationToken ct) =>
        await db.Set<RaisedPoint>().AnyAsync(p => ids.Contains(p.PartyId), ct)
        || await db.Set<Attendance>().AnyAsync(a => a.PartyId != null && ids.Contains(a.PartyId.Value), ct)
        || await db.Set<Invitation>().AnyAsync(i => i.PartyId != null && ids.Contains(i.PartyId.Value), ct)
        || await db.Set<Adjustment>().AnyAsync(a => a.PartyId != null && ids.Contains(a.PartyId.Value), ct);

    private async Task<bool> IsHostAsync(long organisationId, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        if (await db.Groups.AnyAsync(g => g.InviterPartyId != null && ids.Contains(g.InviterPartyId.Value), ct) || await db.Meetings.AnyAsync(m => m.HostPartyId != null && ids.Contains(m.HostPartyId.Value), ct))
            return true;
        var turns = await db.MeetingSeries.Where(s => s.OrganisationId == organisationId && s.HostRotation != "").Select(s => s.HostRotation).ToListAsync(ct);
        return turns.SelectMany(t => t.Split(' ')).Any(t => long.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ids.Contains(id));
    }
}
