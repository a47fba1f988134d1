using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Meetings;

/// <summary>A version of the minutes in the list.</summary>
public sealed record VersionRow(int Number, DateTimeOffset At, string By, string Reason);

/// <summary>Somebody who is asked to confirm.</summary>
public sealed record AdjusterRow(string Name, long? AccountId, bool IsConfirmed, DateTimeOffset? AdjustedAt, string Objection);

/// <summary>A mail about the minutes.</summary>
public sealed record MinutesMailRow(string To, string Subject, OutboxState State, DateTimeOffset? SentAt);

/// <summary>What was typed into one of the panel's forms and refused.</summary>
/// <param name="Form">godkann, justerare, andra or skicka.</param>
/// <param name="Finds">What is left to answer.</param>
/// <param name="Accepted">What has been answered.</param>
public sealed record TypedMinutes(string Form, IReadOnlyList<MinutesFind> Finds, IReadOnlyList<string> Accepted)
{
    public string Name { get; init; } = "";
    public string Address { get; init; } = "";
    public IReadOnlyList<long> Accounts { get; init; } = [];
    public string Others { get; init; } = "";
    public string Reason { get; init; } = "";
    public string Notes { get; init; } = "";
    public IReadOnlyDictionary<long, string> ItemNotes { get; init; } = new Dictionary<long, string>();
}

/// <summary>Versions, adjusters and mails of a meeting's minutes.</summary>
public sealed record MinutesPanel(
    IReadOnlyList<VersionRow> Versions, IReadOnlyList<AdjusterRow> Adjusters, IReadOnlyList<GroupMember> Members, IReadOnlyList<MinutesMailRow> Mails, bool MayAdjustOwn)
{
    public static MinutesPanel None { get; } = new([], [], [], [], false);

    /// <summary>The head of the latest version of approved minutes; else null.</summary>
    public MinutesHead? Approved { get; init; }
    /// <summary>Where what was not decided follows to, as the minutes say it.</summary>
    public string FollowsTo { get; init; } = "";

    /// <summary>0: none is stored.</summary>
    public int Latest => Versions.Count == 0 ? 0 : Versions.Max(v => v.Number);
    public IReadOnlyList<AdjusterRow> Waiting => [.. Adjusters.Where(a => !a.IsConfirmed)];
    public bool IsSent => Mails.Count > 0;
}

/// <summary>Reads the panel. Addresses are shown to nobody.</summary>
public sealed class MinutesPanelReader(SystemfelReader reader, TimeProvider time)
{
    public async Task<MinutesPanel> ReadAsync(MeetingRights rights, CancellationToken ct)
    {
        var meeting = rights.Meeting;
        if (meeting.State is not (MeetingState.Open or MeetingState.Approved)) return MinutesPanel.None;
        var versions = await reader.MinutesVersions.Where(v => v.MeetingId == meeting.Id).OrderByDescending(v => v.Number)
            .Include(v => v.By).ToListAsync(ct);
        var latest = versions.Count == 0 ? 0 : versions[0].Number;
        var adjusters = await reader.Adjustments.Where(a => a.MeetingId == meeting.Id).OrderBy(a => a.Id).ToListAsync(ct);
        var approved = meeting.State == MeetingState.Approved && versions.Count > 0 ? MinutesHead.Of(versions[0]) : null;
        var panel = MinutesPanel.None with
        {
            Versions = versions.ConvertAll(v => new VersionRow(v.Number, v.At, v.By.DisplayName, v.Reason)),
            Adjusters = adjusters.ConvertAll(a => new AdjusterRow(a.Name, a.AccountId, a.AdjustedVersion == latest, a.AdjustedVersion == latest ? a.AdjustedAt : null, rights.MayRun ? a.Objection : "")),
            Approved = approved,
            FollowsTo = approved?.FollowsTo ?? await Undecided.FollowsToAsync(reader.Meetings, meeting, time.Today(), ct),
        };
        if (!rights.MayRun) return panel;
        // Those who are known; what went to other addresses stands on the page E-post.
        var members = await GroupMembers.ReadAsync(reader.Memberships, meeting.Group, ct);
        var known = members.Select(m => m.Address).Concat(adjusters.Select(a => a.Address)).Where(a => a.Length > 0).Distinct().ToList();
        var keys = versions.SelectMany(v => known.Select(a => MinutesKeys.OfMinutes(v.Id, a)))
            .Concat(adjusters.SelectMany(a => versions.Select(v => MinutesKeys.OfAdjuster(a.Id, v.Number)))).ToList();
        var mails = keys.Count == 0 ? [] : await reader.OutboxItems.Where(o => keys.Contains(o.UniqueKey)).OrderBy(o => o.Id)
            .Select(o => new MinutesMailRow(o.ToName, o.Subject, o.State, o.SentAt)).ToListAsync(ct);
        return panel with
        {
            Mails = mails,
            Members = meeting.Group.Kind == GroupKind.Team ? [] : [.. members.Where(m => m.Address.Length > 0)],
            MayAdjustOwn = await reader.Organisations.Where(o => o.Id == meeting.OrganisationId).Select(o => o.IsTwoPerson).SingleAsync(ct),
        };
    }
}
