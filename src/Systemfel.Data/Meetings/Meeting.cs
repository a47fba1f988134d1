using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;

namespace Systemfel.Data.Meetings;

/// <summary>Cancelled: it will not be; its day stays in the list, so that nobody waits for it.</summary>
public enum MeetingState { Planned, Open, Approved, Cancelled }

public sealed class Meeting
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public long GroupId { get; internal set; }
    public Group Group { get; internal set; } = null!;
    public DateOnly Date { get; internal set; }
    /// <summary>Local time (Europe/Stockholm); null when only the day is known.</summary>
    public TimeOnly? StartsAt { get; internal set; }
    public int? Minutes { get; internal set; }
    public string Place { get; internal set; } = "";
    /// <summary>https; shown to all who see the meeting.</summary>
    public string VideoLink { get; internal set; } = "";
    /// <summary>Whose turn it is to be host.</summary>
    public long? HostPartyId { get; internal set; }
    public Party? HostParty { get; internal set; }
    /// <summary>Someone else calls it: the date is registered, nobody is invited from here.</summary>
    public bool IsCalledElsewhere { get; internal set; }
    public long? SeriesId { get; internal set; }
    public MeetingSeries? Series { get; internal set; }
    /// <summary>Grows with each change that the invited must hear of (RFC 5545 SEQUENCE).</summary>
    public int CalendarSequence { get; internal set; }
    public DateTimeOffset? InvitedAt { get; internal set; }
    public DateTimeOffset? CancelledAt { get; internal set; }
    /// <summary>The registry's number of the minutes; empty until it is given.</summary>
    public string RegistryNumber { get; internal set; } = "";
    /// <summary>The item that the chair has, or had last, on screen; null before the first.</summary>
    public long? CurrentItemId { get; internal set; }
    public MeetingState State { get; internal set; }
    public DateTimeOffset? OpenedAt { get; internal set; }
    public DateTimeOffset? ApprovedAt { get; internal set; }
    public long? ApprovedById { get; internal set; }
    public Account? ApprovedBy { get; internal set; }
    /// <summary>Written for the whole meeting, beside the notes of each item.</summary>
    public string Notes { get; internal set; } = "";
    /// <summary>The group's running paragraph number at the meeting's first decision.</summary>
    public int FirstParagraph { get; internal set; } = 1;
    public int Version { get; internal set; }
    public List<AgendaItem> Items { get; internal set; } = [];
    public List<Attendance> Attendances { get; internal set; } = [];
    public List<Invitation> Invitations { get; internal set; } = [];
    public List<MinutesVersion> MinutesVersions { get; internal set; } = [];
    public List<Adjustment> Adjustments { get; internal set; } = [];
}

/// <summary>Why an item stands on the agenda. What is stored is the number: a new one goes last.</summary>
public enum AgendaSection { SinceLast, AnswerToAssess, Overdue, HoldDue, Tabled, Returning, New, ProposedMerge, Raised }

/// <summary>One deficiency before one group: two addressees that belong to the same group are one item.</summary>
public sealed class AgendaItem
{
    public long Id { get; internal set; }
    public long MeetingId { get; internal set; }
    public Meeting Meeting { get; internal set; } = null!;
    public long DeficiencyId { get; internal set; }
    public Deficiency Deficiency { get; internal set; } = null!;
    public AgendaSection Section { get; internal set; }
    public int SortOrder { get; internal set; }
    public string Note { get; internal set; } = "";
    public List<Decision> Decisions { get; internal set; } = [];
    public List<Support> Supports { get; internal set; } = [];
}

/// <summary>What the meeting decided. In force at once; may be undone until the minutes are approved or something was sent.</summary>
public sealed class Decision
{
    public long Id { get; internal set; }
    public long AgendaItemId { get; internal set; }
    public AgendaItem AgendaItem { get; internal set; } = null!;
    public long DeficiencyId { get; internal set; }
    public string MoveId { get; internal set; } = "";
    /// <summary>How it reads in the minutes.</summary>
    public string Text { get; internal set; } = "";
    public string Who { get; internal set; } = "";
    public DateOnly? AnswerBy { get; internal set; }
    public DateTimeOffset DecidedAt { get; internal set; }
    public long DecidedById { get; internal set; }
    public int Paragraph { get; internal set; }
    /// <summary>How the case stood before, so that the decision can be undone.</summary>
    public string BeforeJson { get; internal set; } = "";
    public DateTimeOffset? UndoneAt { get; internal set; }
}

public enum SupportKind { SeesItToo, Reservation }

/// <summary>A user organisation's 'vi ser detta också', or its dissenting opinion for the minutes.</summary>
public sealed class Support
{
    public long Id { get; internal set; }
    public long AgendaItemId { get; internal set; }
    public long PartyId { get; internal set; }
    public Party Party { get; internal set; } = null!;
    public SupportKind Kind { get; internal set; }
    public string Text { get; internal set; } = "";
    public DateTimeOffset At { get; internal set; }
}

public sealed class Attendance
{
    public long Id { get; internal set; }
    public long MeetingId { get; internal set; }
    public long? PartyId { get; internal set; }
    public Party? Party { get; internal set; }
    public string Name { get; internal set; } = "";
    public bool IsPresent { get; internal set; }
    public bool IsSubstitute { get; internal set; }
}
