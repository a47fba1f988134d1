using System.Globalization;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>A whole day in a calendar: a last day for something.</summary>
/// <param name="Id">Names it for ever, unique among the feed's days.</param>
/// <param name="Date">The day.</param>
/// <param name="Title">What it is; no text of a case.</param>
/// <param name="Path">The page that tells more, from '/'.</param>
public sealed record CalendarDay(string Id, DateOnly Date, string Title, string Path);

/// <summary>Meetings as iCalendar (RFC 5545, 5546). No file holds any text of a case, or another invited person's address.</summary>
public sealed class MeetingCalendar
{
    /// <summary>How long a meeting is taken to be when nobody has said, in minutes.</summary>
    public const int AssumedMinutes = 120;

    private const string Product = "-//Systemfel//Möten//SV";
    private const string ZoneId = "Europe/Stockholm";

    private readonly ReplyTokens _tokens;
    private readonly WorkflowOptions _options;

    internal MeetingCalendar(ReplyTokens tokens, WorkflowOptions options) => (_tokens, _options) = (tokens, options);

    /// <summary>Names a meeting in every calendar. Unguessable: an answer that bears it comes from someone who sees the meeting; whose it is, is said by the attendee's address.</summary>
    internal string UidOf(long meetingId) => $"mote-{meetingId}-{_tokens.OfMeeting(meetingId)}@{_options.MailDomain}";

    /// <summary>The meeting that a UID names; null when it is not one of ours.</summary>
    internal long? MeetingOf(string? uid)
    {
        if (uid?.Split('-') is not ["mote", var number, ..] || !long.TryParse(number, NumberStyles.None, null, out var id)) return null;
        return string.Equals(uid.Trim(), UidOf(id), StringComparison.OrdinalIgnoreCase) ? id : null;
    }

    /// <summary>The meeting's page.</summary>
    public string LinkTo(Meeting meeting) => $"{_options.PublicBaseUrl.TrimEnd('/')}/mote/{meeting.Id}";

    /// <summary>What goes along with a mail to one invited person.</summary>
    /// <param name="meeting">Loaded with its group and host.</param>
    /// <param name="title">What the meeting is called.</param>
    /// <param name="organisation">Who calls.</param>
    /// <param name="method">REQUEST or CANCEL.</param>
    /// <param name="name">Whom.</param>
    /// <param name="address">Where to.</param>
    /// <param name="at">When it was written.</param>
    internal string ForInvited(Meeting meeting, string title, Organisation organisation, string method, string name, string address, DateTimeOffset at)
    {
        var item = EventOf(meeting, title, at);
        item.Organizer = new Organizer("mailto:" + _options.ReplyAddress) { CommonName = Plain($"{organisation.Name}, {organisation.HostName}") };
        item.Attendees.Add(new Attendee("mailto:" + address)
        {
            CommonName = Plain(name),
            ParticipationStatus = "NEEDS-ACTION",
            Rsvp = method == CalendarMethods.Request,
            Role = "REQ-PARTICIPANT",
        });
        if (method == CalendarMethods.Cancel) item.Status = "CANCELLED";
        return Write([item], method, meeting.Date);
    }

    /// <summary>A file with one meeting, for whoever wants it in their calendar.</summary>
    /// <param name="meeting">Loaded with its group and host.</param>
    /// <param name="title">What the meeting is called.</param>
    /// <param name="at">When it is written.</param>
    public string File(Meeting meeting, string title, DateTimeOffset at) => Write([EventOf(meeting, title, at)], "PUBLISH", meeting.Date);

    /// <summary>All that one person subscribes to.</summary>
    /// <param name="meetings">Each loaded with its group and host.</param>
    /// <param name="reviews">What the organisations call their reviews, from <see cref="ReviewNames"/>.</param>
    /// <param name="days">Last days.</param>
    /// <param name="at">When it is written: the same day gives the same file.</param>
    public string Feed(IReadOnlyList<Meeting> meetings, IReadOnlyDictionary<long, string> reviews, IReadOnlyList<CalendarDay> days, DateTimeOffset at)
    {
        var items = meetings.Select(m => EventOf(m, MeetingNames.Of(m.Group, reviews), at)).Concat(days.Select(d => DayOf(d, at))).ToList();
        return Write(items, null, meetings.Select(m => m.Date).Concat(days.Select(d => d.Date)).DefaultIfEmpty(SwedishCalendar.DateOf(at)).Min());
    }

    private CalendarEvent EventOf(Meeting meeting, string title, DateTimeOffset at)
    {
        var item = new CalendarEvent
        {
            Uid = UidOf(meeting.Id),
            DtStamp = Utc(at),
            Sequence = meeting.CalendarSequence,
            Summary = title,
            Location = meeting.Place.Length > 0 ? meeting.Place : meeting.HostParty?.Name ?? meeting.VideoLink,
            Description = Description(meeting),
            Url = new Uri(LinkTo(meeting)),
            Status = meeting.State == MeetingState.Cancelled ? "CANCELLED" : "CONFIRMED",
        };
        if (meeting.StartsAt is not { } starts)
        {
            item.Start = new CalDateTime(meeting.Date);
            return item;
        }
        var from = SwedishCalendar.At(meeting.Date, starts);
        item.Start = Local(from);
        // Counted in real minutes: on the days when the clock is changed the end moves with it.
        item.End = Local(from.AddMinutes(meeting.Minutes ?? AssumedMinutes));
        return item;
    }

    private string Description(Meeting meeting)
    {
        var lines = new List<string>();
        if (meeting.State == MeetingState.Cancelled) lines.Add($"Mötet är inställt. {meeting.Notes}".Trim());
        if (meeting.IsCalledElsewhere) lines.Add($"{meeting.Group.Inviter?.Name ?? "Någon annan"} kallar till mötet.");
        if (meeting.HostParty is { } host) lines.Add($"Värd: {host.Name}");
        if (meeting.VideoLink.Length > 0) lines.Add($"Videolänk: {meeting.VideoLink}");
        lines.Add($"Mötets sida: {LinkTo(meeting)}");
        return string.Join('\n', lines);
    }

    private CalendarEvent DayOf(CalendarDay day, DateTimeOffset at) => new()
    {
        Uid = $"dag-{day.Id}@{_options.MailDomain}",
        DtStamp = Utc(at),
        Summary = day.Title,
        Start = new CalDateTime(day.Date),
        Url = new Uri(_options.PublicBaseUrl.TrimEnd('/') + day.Path),
        Transparency = "TRANSPARENT",
    };

    private static string Write(IReadOnlyList<CalendarEvent> items, string? method, DateOnly earliest)
    {
        var calendar = new Ical.Net.Calendar { ProductId = Product, Method = method };
        // The rules in force from the year before: no older clock change concerns these meetings.
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(ZoneId, new DateTime(earliest.Year - 1, 1, 1), false));
        calendar.Events.AddRange(items);
        return ForMachines(() => new CalendarSerializer().SerializeToString(calendar)) ?? throw new InvalidOperationException("The calendar could not be written.");
    }

    /// <summary>The library writes and reads numbers in the culture of the thread, and Swedish has a minus sign of its own: no calendar knows it.</summary>
    internal static T ForMachines<T>(Func<T> work)
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static CalDateTime Utc(DateTimeOffset at) => new(at.UtcDateTime, "UTC");

    private static CalDateTime Local(DateTimeOffset at) => new(TimeZoneInfo.ConvertTime(at, SwedishCalendar.Zone).DateTime, ZoneId);

    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) || c == '"' ? ' ' : c)).Trim();
}

/// <summary>What a calendar file asks for (RFC 5546).</summary>
internal static class CalendarMethods
{
    public const string Request = "REQUEST";
    public const string Cancel = "CANCEL";
}
