using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;

namespace Systemfel.Data.Meetings;

/// <summary>The notes or minutes as they were at one time. A change after approval is a new version; none is written over.</summary>
public sealed class MinutesVersion
{
    public long Id { get; internal set; }
    public long MeetingId { get; internal set; }
    public Meeting Meeting { get; internal set; } = null!;
    public int Number { get; internal set; }
    public DateTimeOffset At { get; internal set; }
    public long ById { get; internal set; }
    public Account By { get; internal set; } = null!;
    /// <summary>Why it was changed after approval; empty for the first.</summary>
    public string Reason { get; internal set; } = "";
    /// <summary>What stands before and around the points, as data: name, day, place, who was there, the meeting's own notes.</summary>
    public string HeadJson { get; internal set; } = "";
    public List<MinutesPart> Parts { get; internal set; } = [];
}

/// <summary>One point of the minutes. A row of its own, so that erasing a case's text reaches it.</summary>
public sealed class MinutesPart
{
    public long Id { get; internal set; }
    public long MinutesVersionId { get; internal set; }
    /// <summary>The case; null for a point that was raised in the meeting.</summary>
    public long? DeficiencyId { get; internal set; }
    public int SortOrder { get; internal set; }
    /// <summary>The group's running paragraph number; 0: nothing was decided.</summary>
    public int Paragraph { get; internal set; }
    public string Number { get; internal set; } = "";
    public string Title { get; internal set; } = "";
    public string Decision { get; internal set; } = "";
    public string Note { get; internal set; } = "";
    /// <summary>'Vi ser detta också' and dissenting opinions, each a line.</summary>
    public string Support { get; internal set; } = "";
}

/// <summary>An adjuster (justerare) who confirms the minutes, signed in or by an e-mailed link.</summary>
public sealed class Adjustment
{
    public long Id { get; internal set; }
    public long MeetingId { get; internal set; }
    public long? AccountId { get; internal set; }
    public Account? Account { get; internal set; }
    public long? PartyId { get; internal set; }
    public Party? Party { get; internal set; }
    public string Name { get; internal set; } = "";
    public string Address { get; internal set; } = "";
    /// <summary>SHA-256 of the link's key; no table holds a usable one.</summary>
    public byte[] TokenHash { get; internal set; } = [];
    public DateTimeOffset? AskedAt { get; internal set; }
    /// <summary>The version that was confirmed: a later one must be confirmed again.</summary>
    public int? AdjustedVersion { get; internal set; }
    public DateTimeOffset? AdjustedAt { get; internal set; }
    /// <summary>What the adjuster wants changed; empty when confirmed as it stands.</summary>
    public string Objection { get; internal set; } = "";
}
