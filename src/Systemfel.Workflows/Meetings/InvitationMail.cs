using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>What an invited person is told.</summary>
internal enum InvitationNews
{
    /// <summary>That there is a meeting.</summary>
    Invited,

    /// <summary>That it is another time or place.</summary>
    Changed,

    /// <summary>That it will not be.</summary>
    Cancelled,

    /// <summary>That they no longer sit in the group, and need not come.</summary>
    Excused,
}

/// <summary>
/// The mails about a meeting. The text is written when the mail is queued; the calendar file when it leaves, from the meeting as it
/// is then. Neither holds any text of a case.
/// </summary>
internal sealed class InvitationMail(SystemfelDb db, MeetingCalendar calendar, SwedishCalendar clock, RouteCache routes, WorkflowOptions options)
{
    private const string Prefix = "meeting:";

    /// <summary>
    /// Queues a mail, and stops those to the same person that have not left or did not arrive: they tell of what no longer is. Whoever
    /// has heard of no meeting yet is called to it as it is now, and is told of no end to it.
    /// </summary>
    /// <param name="meeting">Loaded with its group and host.</param>
    /// <param name="organisation">Who calls.</param>
    /// <param name="invitation">Stored.</param>
    /// <param name="news">What it tells.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Whether there was anything to tell.</returns>
    public async Task<bool> QueueAsync(Meeting meeting, Organisation organisation, Invitation invitation, InvitationNews news, CancellationToken ct)
    {
        var (start, end) = ($"{Prefix}{meeting.Id}:", $":{invitation.Id}");
        var earlier = await db.OutboxItems.Where(o => o.Purpose == OutboxPurpose.Meeting && o.UniqueKey.StartsWith(start) && o.UniqueKey.EndsWith(end)).ToListAsync(ct);
        foreach (var waiting in earlier.Where(o => o.State is OutboxState.Queued or OutboxState.Failed)) waiting.State = OutboxState.Cancelled;
        invitation.SentSequence = meeting.CalendarSequence;
        if (earlier.TrueForAll(o => o.State == OutboxState.Cancelled))
        {
            if (news is InvitationNews.Cancelled or InvitationNews.Excused) return false;
            news = InvitationNews.Invited;
        }
        var method = news is InvitationNews.Cancelled or InvitationNews.Excused ? CalendarMethods.Cancel : CalendarMethods.Request;
        var name = await NameAsync(meeting, ct);
        var key = $"{start}{meeting.CalendarSequence}:{method}{end}";
        db.Add(new OutboxItem
        {
            OrganisationId = meeting.OrganisationId,
            UniqueKey = key,
            Purpose = OutboxPurpose.Meeting,
            ToAddress = invitation.Address,
            ToName = invitation.Name,
            Subject = Subject(name, meeting, news),
            Text = Text(name, meeting, organisation, news),
            MessageId = LetterMail.MessageIdOf(key, options.MailDomain),
            CreatedAt = clock.Now,
            NextAttemptAt = clock.Now,
        });
        return true;
    }

    /// <summary>What somebody who is called reads.</summary>
    /// <param name="meeting">Loaded with its group and host.</param>
    /// <param name="organisation">Who calls.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<(string Subject, string Text)> PreviewAsync(Meeting meeting, Organisation organisation, CancellationToken ct)
    {
        var name = await NameAsync(meeting, ct);
        return (Subject(name, meeting, InvitationNews.Invited), Text(name, meeting, organisation, InvitationNews.Invited));
    }

    /// <summary>The mail with its calendar file; the mail as it is when it is about no meeting.</summary>
    /// <param name="item">The row.</param>
    /// <param name="mail">What it was filled in to.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<OutboundMail> WithCalendarAsync(OutboxItem item, OutboundMail mail, CancellationToken ct)
    {
        if (item.Purpose != OutboxPurpose.Meeting || item.UniqueKey.Split(':') is not [_, var number, _, var method, _]) return mail;
        var id = long.Parse(number, CultureInfo.InvariantCulture);
        var meeting = await db.Meetings.AsNoTracking().Include(m => m.Group.Inviter).Include(m => m.HostParty).SingleAsync(m => m.Id == id, ct);
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == item.OrganisationId, ct);
        return mail with
        {
            Calendar = calendar.ForInvited(meeting, await NameAsync(meeting, ct), organisation, method, item.ToName, item.ToAddress, item.CreatedAt),
            CalendarMethod = method,
        };
    }

    private async Task<string> NameAsync(Meeting meeting, CancellationToken ct) =>
        MeetingNames.Of(meeting.Group, await ReviewNames.ReadAsync(db.Organisations, routes, [meeting.OrganisationId], ct));

    private static string Subject(string name, Meeting meeting, InvitationNews news)
    {
        var what = $"{name} {SwedishText.LongDate(meeting.Date)}";
        return news switch
        {
            InvitationNews.Invited => $"Kallelse: {what}",
            InvitationNews.Changed => $"Ändrat möte: {what}",
            InvitationNews.Cancelled => $"Inställt: {what}",
            _ => $"Du behöver inte komma: {what}",
        };
    }

    private string Text(string what, Meeting meeting, Organisation organisation, InvitationNews news)
    {
        var first = news switch
        {
            InvitationNews.Invited => $"{organisation.Name} kallar till möte: {what}.\n\n{MeetingNames.Lines(meeting)}",
            InvitationNews.Changed => $"Mötet är ändrat: {what}. Så här är det nu.\n\n{MeetingNames.Lines(meeting)}",
            InvitationNews.Cancelled => $"Mötet är inställt: {what} {MeetingNames.When(meeting)}.\n\nSkäl: {meeting.Notes}",
            _ => $"Du hör inte längre till gruppen, så kallelsen gäller inte dig: {what} {MeetingNames.When(meeting)}.",
        };
        var answer = news is InvitationNews.Invited or InvitationNews.Changed
            ? $"Svara i din kalender, eller på mötets sida där dagordningen finns:\n{calendar.LinkTo(meeting)}\n\n"
                + "Logga in med lösenord, eller be om en länk till din e-post. Kan du inte komma? Svara nej, och skriv på sidan vem som kommer i ditt ställe.\n\n"
            : "";
        return $"Hej!\n\n{first}\n\n{answer}{SwedishText.Signature(organisation)}";
    }
}
