using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;

namespace Systemfel.Data.Meetings;

/// <summary>How often the meetings of a series come. What is stored is the number: a new one goes last.</summary>
public enum Recurrence { Monthly, Quarterly, TwiceAYear, Yearly, MonthlyButJuly }

/// <summary>Which of a month's days of the week a series keeps to: the second Thursday.</summary>
public enum WeekOfMonth { First = 1, Second, Third, Fourth, Last }

/// <summary>The meetings of one group as they come again and again.</summary>
public sealed class MeetingSeries
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public long GroupId { get; internal set; }
    public Group Group { get; internal set; } = null!;
    public Recurrence Recurrence { get; internal set; }
    /// <summary>First day of the first month that has a meeting.</summary>
    public DateOnly From { get; internal set; }
    public WeekOfMonth Week { get; internal set; }
    public DayOfWeek Weekday { get; internal set; }
    public TimeOnly? StartsAt { get; internal set; }
    public int? Minutes { get; internal set; }
    public string Place { get; internal set; } = "";
    public string VideoLink { get; internal set; } = "";
    /// <summary>Ids of the parties that take turns as host, in their order, separated by blanks; empty: always the same place.</summary>
    public string HostRotation { get; internal set; } = "";
    public bool IsCalledElsewhere { get; internal set; }
    public DateTimeOffset? EndedAt { get; internal set; }
    public int Version { get; internal set; }
}

/// <summary>What an invited person has answered (RFC 5545 PARTSTAT).</summary>
public enum InvitationAnswer { None, Accepted, Declined, Tentative }

/// <summary>Someone who was invited to a meeting: an account, or an address of the group.</summary>
public sealed class Invitation
{
    public long Id { get; internal set; }
    public long MeetingId { get; internal set; }
    public long? AccountId { get; internal set; }
    public Account? Account { get; internal set; }
    public long? PartyId { get; internal set; }
    public Party? Party { get; internal set; }
    public string Address { get; internal set; } = "";
    public string Name { get; internal set; } = "";
    /// <summary>The sequence that was last sent: less than the meeting's means that an update is owed.</summary>
    public int SentSequence { get; internal set; }
    public InvitationAnswer Answer { get; internal set; }
    public DateTimeOffset? AnsweredAt { get; internal set; }
    /// <summary>Who comes instead, as they wrote it.</summary>
    public string Substitute { get; internal set; } = "";
}

/// <summary>Something that a party has said about a case before its group meets.</summary>
public enum RemarkKind
{
    /// <summary>'Viktig för oss': counts in the open order of the agenda.</summary>
    ImportantToUs,
    /// <summary>The addressed unit's comment: it sees its points before the meeting.</summary>
    Comment,
}

/// <summary>A party's mark or comment on a case of a group's coming meeting.</summary>
public sealed class Remark
{
    public long Id { get; internal set; }
    public long GroupId { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public Deficiency Deficiency { get; internal set; } = null!;
    public long PartyId { get; internal set; }
    public Party Party { get; internal set; } = null!;
    public RemarkKind Kind { get; internal set; }
    public string Text { get; internal set; } = "";
    public DateTimeOffset At { get; internal set; }
    public long ById { get; internal set; }
}

/// <summary>A point that a user organisation wants on the agenda: a question of its own, not a case until the team makes it one.</summary>
public sealed class RaisedPoint
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public long GroupId { get; internal set; }
    public Group Group { get; internal set; } = null!;
    public long PartyId { get; internal set; }
    public Party Party { get; internal set; } = null!;
    public long ById { get; internal set; }
    public string Text { get; internal set; } = "";
    public DateTimeOffset At { get; internal set; }
    /// <summary>The meeting that took it up, and what it said.</summary>
    public long? MeetingId { get; internal set; }
    public string Outcome { get; internal set; } = "";
    public DateTimeOffset? ClosedAt { get; internal set; }
}

/// <summary>Two cases that belong together, or of which one was split from the other.</summary>
public enum CaseLinkKind { Related, SplitFrom }

public sealed class CaseLink
{
    public long Id { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public long OtherId { get; internal set; }
    public CaseLinkKind Kind { get; internal set; }
    public DateTimeOffset At { get; internal set; }
}
