using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>Keeps the versions of a meeting's minutes. None is written over: what differs from the latest is a new one.</summary>
internal sealed class MinutesKeeper(SystemfelDb db, SwedishCalendar calendar, RouteCache routes, TextCheck check)
{
    public DateTimeOffset Now => calendar.Now;

    /// <summary>Takes the meeting and reads all that its minutes say.</summary>
    /// <exception cref="CaseNotFoundException">No such meeting, or this person does not run it.</exception>
    public async Task<Meeting> TakeAsync(long id, Actor actor, CancellationToken ct)
    {
        await CaseLocks.MeetingAsync(db, id, ct);
        var meeting = await LoadAsync(id, ct) ?? throw new CaseNotFoundException();
        return MeetingService.MayRun(meeting, actor) ? meeting : throw new CaseNotFoundException();
    }

    public Task<Meeting?> LoadAsync(long id, CancellationToken ct) => db.Meetings.Include(m => m.Group).Include(m => m.ApprovedBy)
        .Include(m => m.Attendances).ThenInclude(a => a.Party)
        .Include(m => m.Items).ThenInclude(i => i.Decisions).Include(m => m.Items).ThenInclude(i => i.Deficiency.Instance)
        .Include(m => m.Items).ThenInclude(i => i.Supports).ThenInclude(s => s.Party)
        .Include(m => m.MinutesVersions).ThenInclude(v => v.Parts).Include(m => m.Adjustments)
        .AsSplitQuery().SingleOrDefaultAsync(m => m.Id == id, ct);

    /// <summary>What the meeting is called.</summary>
    public async Task<string> NameAsync(Meeting meeting, CancellationToken ct) =>
        MeetingNames.Of(meeting.Group, await ReviewNames.ReadAsync(db.Organisations, routes, [meeting.OrganisationId], ct));

    /// <summary>The minutes as they read now; not stored. What was raised, and what follows along and where, stays as it was approved.</summary>
    public async Task<MinutesVersion> DraftAsync(Meeting meeting, CancellationToken ct)
    {
        var organisation = await db.Organisations.SingleAsync(o => o.Id == meeting.OrganisationId, ct);
        var approved = meeting.State == MeetingState.Approved && Latest(meeting) is { } latest ? MinutesHead.Of(latest) : null;
        var around = new AroundMinutes(
            approved?.Raised ?? await RaisedAsync(meeting, ct),
            await DecisionReasons.ReadAsync(db.CaseEvents, meeting.Items.SelectMany(i => i.Decisions), ct),
            approved?.FollowsTo ?? await Undecided.FollowsToAsync(db.Meetings, meeting, calendar.Today, ct),
            await Undecided.WaitingAsync(db.Bookmarks, meeting, approved, ct))
        {
            NamesWhatFollows = approved is not { Follows: null },
        };
        return MinutesText.Draft(meeting, await NameAsync(meeting, ct), organisation, around);
    }

    /// <summary>The latest version when it says what stands now; else a new one, after the check.</summary>
    /// <param name="meeting">From <see cref="TakeAsync"/>.</param>
    /// <param name="by">Who made it.</param>
    /// <param name="accepted">Keys of likely finds that somebody has said are no person.</param>
    /// <param name="reason">Why it was changed after approval; else empty.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="MoveRefusedException">Something may point at a person.</exception>
    public async Task<MinutesVersion> KeepAsync(Meeting meeting, long by, IReadOnlyCollection<string> accepted, string reason, CancellationToken ct)
    {
        var draft = await DraftAsync(meeting, ct);
        draft.Reason = reason;
        MinutesCheck.Refuse(check, draft, accepted);
        if (Latest(meeting) is { } latest && MinutesText.IsSame(latest, draft)) return latest;
        return Add(meeting, draft, by, calendar.Now);
    }

    /// <summary>Stores what stood before a first change of minutes that were approved without versions.</summary>
    public async Task KeepApprovedAsync(Meeting meeting, long by, CancellationToken ct)
    {
        if (meeting.MinutesVersions.Count == 0) Add(meeting, await DraftAsync(meeting, ct), meeting.ApprovedById ?? by, meeting.ApprovedAt ?? calendar.Now);
    }

    /// <exception cref="MoveRefusedException">Something may point at a person.</exception>
    public void Refuse(MinutesVersion version, IReadOnlyCollection<string> accepted) => MinutesCheck.Refuse(check, version, accepted);

    /// <summary>Stops what is certain before it is kept at all; what is likely is asked about when the minutes are approved.</summary>
    /// <exception cref="MoveRefusedException">A certain find.</exception>
    public void RefuseCertain(string text, string input)
    {
        var certain = check.Check(text).Finds.Where(f => f.Certainty == Certainty.Certain).DistinctBy(f => f.Key).ToList();
        if (certain.Count == 0) return;
        throw new MoveRefusedException(
            $"Texten kan peka ut en person, så den är inte sparad: {string.Join(", ", certain.Select(f => $"”{f.Text}” {f.Reason}"))}. Ta bort det och spara igen.", input);
    }

    /// <returns>What a party says, as it is kept.</returns>
    /// <exception cref="MoveRefusedException">It is too long, or may point at a person.</exception>
    public string Said(string text, IReadOnlyCollection<string> accepted) => SaidText.Checked(check, text, accepted);

    public static MinutesVersion? Latest(Meeting meeting) => meeting.MinutesVersions.MaxBy(v => v.Number);

    /// <summary>Those who have not confirmed the latest version.</summary>
    public static IReadOnlyList<Adjustment> Waiting(Meeting meeting)
    {
        var number = Latest(meeting)?.Number ?? 0;
        return [.. meeting.Adjustments.Where(a => a.AdjustedVersion != number).OrderBy(a => a.Id)];
    }

    /// <summary>From now on decisions can no longer be undone.</summary>
    public void Approve(Meeting meeting, long? by)
    {
        foreach (var (_, decision, paragraph) in MinutesText.Decisions(meeting).ToList()) decision.Paragraph = paragraph;
        (meeting.State, meeting.ApprovedAt, meeting.ApprovedById) = (MeetingState.Approved, calendar.Now, by);
        meeting.Version++;
    }

    private async Task<IReadOnlyList<RaisedLine>> RaisedAsync(Meeting meeting, CancellationToken ct) =>
    [
        .. (await db.RaisedPoints.At(meeting).Include(r => r.Party).OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(ct))
            .Select(r => new RaisedLine(r.Party.Name, r.Text, RaisedPoints.OutcomeAt(r, meeting.Id) is { } said ? RaisedPoints.Labels[said] : "", r.Id)),
    ];

    private static MinutesVersion Add(Meeting meeting, MinutesVersion version, long by, DateTimeOffset at)
    {
        (version.Number, version.ById, version.At) = ((Latest(meeting)?.Number ?? 0) + 1, by, at);
        meeting.MinutesVersions.Add(version);
        return version;
    }
}
