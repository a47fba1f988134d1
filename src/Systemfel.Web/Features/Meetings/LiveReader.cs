using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Meetings;

/// <summary>What a stream says of a meeting.</summary>
/// <param name="Version">Grows with all that is decided and written.</param>
/// <param name="Item">The item on screen; null before the first.</param>
/// <param name="Open">Whether it still goes on.</param>
public sealed record LiveState(int Version, long? Item, bool Open);

/// <summary>Reads how a meeting stands for somebody who has been looking at it for a while, as of now: session, account and memberships too.</summary>
public sealed class LiveReader(DbFactory factory, SessionStore sessions)
{
    /// <returns>Null when the session has ended, the account is closed or the meeting is no longer theirs to see.</returns>
    public async Task<LiveState?> ReadAsync(long meetingId, long accountId, string session, CancellationToken ct)
    {
        if (!await sessions.GoesOnAsync(session, ct)) return null;
        await using var reader = factory.OpenReader();
        var memberships = await reader.Memberships.Where(m => m.AccountId == accountId && m.Account.DisabledAt == null).ToListAsync(ct);
        return await reader.Meetings.VisibleTo(new Viewer(accountId, "", memberships)).Where(m => m.Id == meetingId)
            .Select(m => new LiveState(m.Version, m.CurrentItemId, m.State == MeetingState.Open)).SingleOrDefaultAsync(ct);
    }
}
