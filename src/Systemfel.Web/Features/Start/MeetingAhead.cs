using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Start;

/// <summary>A meeting to come and how much waits for it.</summary>
public sealed record MeetingAhead(long Id, long GroupId, DateOnly Date, string Name, bool IsReview, string? Inviter, int Waiting)
{
    /// <summary>The next meeting of each group, the nearest first.</summary>
    public static async Task<List<MeetingAhead>> ReadAsync(SystemfelReader reader, long organisationId, DateOnly today, CancellationToken ct)
    {
        var meetings = await reader.Meetings.Include(m => m.Group.Inviter)
            .Where(m => m.OrganisationId == organisationId && (m.State == MeetingState.Planned || m.State == MeetingState.Open) && m.Date >= today)
            .OrderBy(m => m.Date).ToListAsync(ct);
        var waiting = await WaitingAsync(reader, organisationId, ct);
        return
        [
            .. meetings.DistinctBy(m => m.GroupId).Select(m => new MeetingAhead(
                m.Id, m.GroupId, m.Date, m.Group.Kind == GroupKind.Team ? RouteWords.Stage(Stages.Review) : m.Group.Name, m.Group.Kind == GroupKind.Team,
                m.IsCalledElsewhere ? m.Group.Inviter?.Name ?? "Någon annan" : null, waiting.GetValueOrDefault(m.Group.Kind == GroupKind.Team ? 0 : m.GroupId))),
        ];
    }

    /// <summary>How many cases wait for each group; those of the monthly review under 0. One on hold, or with its author, waits for none; examples are not counted.</summary>
    private static async Task<Dictionary<long, int>> WaitingAsync(SystemfelReader reader, long organisationId, CancellationToken ct)
    {
        var lines = await reader.Bookmarks
            .Where(b => b.Deficiency.OrganisationId == organisationId && !b.Deficiency.IsExample && (b.Stage == Stages.Submitted || b.Stage == Stages.Review || b.Stage == Stages.Group)
                && b.Mark != BookmarkMark.AuthorAsked && b.HiddenUntil == null && b.HiddenUntilSeen == null)
            .Select(b => new { b.DeficiencyId, Group = b.Stage == Stages.Group ? b.GroupId ?? 0 : 0 })
            .Distinct().ToListAsync(ct);
        return lines.GroupBy(l => l.Group).ToDictionary(g => g.Key, g => g.Count());
    }
}
