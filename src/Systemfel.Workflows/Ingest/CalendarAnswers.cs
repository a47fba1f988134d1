using System.Runtime.Serialization;
using Ical.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Ingest;

/// <summary>
/// Answers from calendar programs (RFC 5546 REPLY) to our invitations. The meeting is named by a UID that only the invited have seen;
/// the person by the attendee's address. An answer is noted with the invitation and moves no case. What is not such an answer is left to a person.
/// </summary>
internal sealed class CalendarAnswers(SystemfelDb db, MeetingCalendar calendar, SwedishCalendar clock)
{
    /// <summary>The longest calendar file that is read, in bytes: an answer is a kilobyte or two.</summary>
    private const int Longest = 256 * 1024;

    /// <summary>Notes the answer that a mail carries.</summary>
    /// <param name="mail">Tracked; what stood in the way is noted on it.</param>
    /// <param name="message">The same, read.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>False when the mail answers none of our invitations: someone has to look.</returns>
    public async Task<bool> ApplyAsync(MailMessage mail, MimeMessage message, CancellationToken ct)
    {
        var part = message.CalendarParts.FirstOrDefault(p => !p.IsAttachment);
        if (part == null || part.RawBody.Length > Longest) return false;
        if (Read(part.Text) is not { Method: "REPLY", Events: [{ Attendees: [var attendee] } answer] }) return false;
        if (calendar.MeetingOf(answer.Uid) is not { } id) return false;
        var meeting = await db.Meetings.Include(m => m.Invitations).SingleOrDefaultAsync(m => m.Id == id && m.OrganisationId == mail.OrganisationId, ct);
        var address = AddressOf(attendee.Value);
        var invitation = meeting?.Invitations.Find(i => i.Address.Equals(address, StringComparison.OrdinalIgnoreCase));
        if (meeting == null || invitation == null)
        {
            // Forwarded to someone else, or answered from another address: it counts for nobody until a person has looked.
            Note(mail, "Kalendersvaret kommer från en adress som inte är kallad");
            return false;
        }
        if (meeting.State is MeetingState.Cancelled or MeetingState.Approved) Note(mail, "Kalendersvaret gäller ett möte som är inställt eller avslutat");
        else if (answer.Sequence < meeting.CalendarSequence) Note(mail, "Kalendersvaret gäller mötets tidigare tid eller plats");
        else Set(invitation, attendee.ParticipationStatus, attendee.DelegatedTo?.FirstOrDefault());
        return true;
    }

    private static Calendar? Read(string text)
    {
        try
        {
            return Calendar.Load(text);
        }
        catch (Exception e) when (e is SerializationException or ArgumentException or FormatException or InvalidOperationException or OverflowException or IndexOutOfRangeException)
        {
            // Broken by whatever wrote it. The mail stays with a person, as any that cannot be sorted.
            return null;
        }
    }

    private void Set(Invitation invitation, string? status, string? instead)
    {
        var said = status?.ToUpperInvariant() switch
        {
            "ACCEPTED" => InvitationAnswer.Accepted,
            "DECLINED" or "DELEGATED" => InvitationAnswer.Declined,
            "TENTATIVE" => InvitationAnswer.Tentative,
            _ => InvitationAnswer.None,
        };
        if (said == InvitationAnswer.None) return;
        var keeps = said == InvitationAnswer.Declined && invitation.Answer == InvitationAnswer.Declined ? invitation.Substitute : "";
        invitation.Substitute = AddressOf(instead) is { Length: > 0 } other ? ReadMail.Shown(other) : keeps;
        (invitation.Answer, invitation.AnsweredAt) = (said, clock.Now);
    }

    private static void Note(MailMessage mail, string what) => mail.Problems = mail.Problems.Length == 0 ? what : $"{mail.Problems}; {what}";

    private static string AddressOf(Uri? uri) => AddressOf(uri?.OriginalString);

    private static string AddressOf(string? text) =>
        text != null && text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(text["mailto:".Length..]).Trim() : "";
}
