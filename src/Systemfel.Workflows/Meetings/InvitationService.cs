using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>What an invitation run did.</summary>
/// <param name="Sent">How many mails were queued.</param>
/// <param name="WithoutAddress">Members that have no address.</param>
public sealed record InvitedOutcome(int Sent, IReadOnlyList<string> WithoutAddress);

/// <summary>What calling would do.</summary>
/// <param name="Subject">The mail's subject.</param>
/// <param name="Text">Its text.</param>
/// <param name="To">Names of those who would be called now.</param>
/// <param name="WithoutAddress">Members that have no address.</param>
/// <param name="Excused">Names of those who were called, no longer sit in the group, and would be told so.</param>
public sealed record InvitationPreview(string Subject, string Text, IReadOnlyList<string> To, IReadOnlyList<string> WithoutAddress, IReadOnlyList<string> Excused);

/// <summary>Calls a group's members to a meeting, tells them of changes, and keeps their answers. No answer moves a case.</summary>
public sealed class InvitationService
{
    private const int LongestName = 200;

    private readonly SystemfelDb _db;
    private readonly InvitationMail _mail;
    private readonly SwedishCalendar _calendar;
    private readonly TextCheck _check;

    internal InvitationService(SystemfelDb db, InvitationMail mail, SwedishCalendar calendar, TextCheck check) =>
        (_db, _mail, _calendar, _check) = (db, mail, calendar, check);

    /// <summary>What <see cref="InviteAsync"/> would send and to whom. Stores nothing.</summary>
    /// <exception cref="CaseNotFoundException">No such meeting for this person.</exception>
    /// <exception cref="MoveRefusedException">Nobody can be called, with a sentence.</exception>
    public async Task<InvitationPreview> PreviewAsync(long meetingId, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        var meeting = await LoadAsync(meetingId, ct);
        var members = await CallableAsync(meeting, actor, ct);
        var organisation = await _db.Organisations.SingleAsync(o => o.Id == meeting.OrganisationId, ct);
        var sitting = (await GroupMembers.ReadAsync(_db.Memberships, meeting.Group, ct)).Select(m => m.AccountId).ToHashSet();
        var (subject, text) = await _mail.PreviewAsync(meeting, organisation, ct);
        return new InvitationPreview(
            subject, text, [.. members.Where(m => m.Address.Length > 0 && !IsCalled(meeting, m)).Select(m => m.Name)], [.. members.Where(m => m.Address.Length == 0).Select(m => m.Name)],
            [.. meeting.Invitations.Where(i => i.SentSequence != NeverSent && i.AccountId is { } account && !sitting.Contains(account)).Select(i => i.Name)]);
    }

    /// <summary>Calls those members of the group who have not been called yet, and tells of changes that they have not heard of. Safe to repeat.</summary>
    /// <exception cref="CaseNotFoundException">No such meeting for this person.</exception>
    /// <exception cref="MoveRefusedException">Nobody can be called, with a sentence.</exception>
    public async Task<InvitedOutcome> InviteAsync(long meetingId, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var meeting = await LoadAsync(meetingId, ct);
        var members = await CallableAsync(meeting, actor, ct);
        var without = members.Where(m => m.Address.Length == 0).Select(m => m.Name).ToList();
        foreach (var member in members.Where(m => m.Address.Length > 0)) Add(meeting, member);
        meeting.InvitedAt ??= _calendar.Now;
        // Whoever moves the meeting at this moment has not seen that people are being called to it.
        meeting.Version++;
        await SaveAsync(ct);
        var sent = await TellAsync(meeting, ct);
        await transaction.CommitAsync(ct);
        return new InvitedOutcome(sent, without);
    }

    /// <summary>Calls a party's registered substitute.</summary>
    /// <param name="meetingId">The meeting.</param>
    /// <param name="accountId">The substitute.</param>
    /// <param name="actor">The coordinator.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    public async Task InviteSubstituteAsync(long meetingId, long accountId, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var meeting = await LoadAsync(meetingId, ct);
        if (!actor.Has(meeting.OrganisationId, Role.Coordinator)) throw new CaseNotFoundException();
        var members = await GroupMembers.ReadAsync(_db.Memberships, meeting.Group, ct);
        RefuseUncallable(meeting, members.Count);
        MeetingDetails.Refuse(_check, meeting.Place, "place");
        var member = members.FirstOrDefault(m => m.AccountId == accountId) ?? throw new CaseNotFoundException();
        if (member.Address.Length == 0) throw new MoveRefusedException($"{member.Name} har ingen e-postadress. Lägg till den på kontot och kalla sedan.");
        Add(meeting, member);
        meeting.Version++;
        await SaveAsync(ct);
        await TellAsync(meeting, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Notes what an invited person answers: themself, or the coordinator whom they have told.</summary>
    /// <param name="meetingId">The meeting.</param>
    /// <param name="invitationId">Whose answer it is.</param>
    /// <param name="sequence">The meeting's <see cref="Meeting.CalendarSequence"/> as the page showed it: an answer to another time or place counts for nothing.</param>
    /// <param name="answer">Accepted, declined or tentative.</param>
    /// <param name="substitute">Who comes instead; counts with a declined invitation only.</param>
    /// <param name="actor">Who answers.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such invitation for this person.</exception>
    /// <exception cref="MoveRefusedException">With a sentence, at the input (answer, substitute).</exception>
    public async Task AnswerAsync(
        long meetingId, long invitationId, int sequence, InvitationAnswer answer, string substitute, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        var meeting = await LoadAsync(meetingId, ct);
        var invitation = meeting.Invitations.Find(i => i.Id == invitationId) ?? throw new CaseNotFoundException();
        var own = invitation.AccountId != null && invitation.AccountId == actor.AccountId;
        if (!own && !actor.Has(meeting.OrganisationId, Role.Coordinator)) throw new CaseNotFoundException();
        if (meeting.State is MeetingState.Cancelled) throw new MoveRefusedException("Mötet är inställt, så det finns inget att svara på.");
        if (meeting.State is MeetingState.Approved) throw new MoveRefusedException("Mötet är avslutat. Vem som var där står i anteckningarna.");
        if (sequence != meeting.CalendarSequence) throw new MoveRefusedException("Mötet har fått en ny tid eller plats sedan du öppnade sidan. Läs hur det är nu och svara igen.", "answer");
        if (answer is InvitationAnswer.None) throw new MoveRefusedException("Välj om du kommer eller inte.", "answer");
        var name = answer == InvitationAnswer.Declined ? substitute.Trim() : "";
        if (name.Length > LongestName) throw new MoveRefusedException($"Namnet är {name.Length} tecken. Skriv bara namnet, högst {LongestName}.", "substitute");
        MeetingDetails.Refuse(_check, name, "substitute");
        (invitation.Answer, invitation.AnsweredAt, invitation.Substitute) = (answer, _calendar.Now, name);
        await SaveAsync(ct);
    }

    /// <summary>Tells everyone who was called of what they have not heard; whoever no longer sits in the group is told that once.</summary>
    /// <param name="meeting">Tracked, with its invitations.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>How many mails were queued.</returns>
    internal async Task<int> TellAsync(Meeting meeting, CancellationToken ct)
    {
        var organisation = await _db.Organisations.SingleAsync(o => o.Id == meeting.OrganisationId, ct);
        var sitting = (await GroupMembers.ReadAsync(_db.Memberships, meeting.Group, ct)).Select(m => m.AccountId).ToHashSet();
        var sent = 0;
        foreach (var invitation in meeting.Invitations.OrderBy(i => i.Id).ToList())
        {
            var gone = invitation.AccountId is { } account && !sitting.Contains(account);
            if (!gone && invitation.SentSequence >= meeting.CalendarSequence) continue;
            if (gone) _db.Remove(invitation);
            if (gone && invitation.SentSequence == NeverSent) continue;
            var news = meeting.State == MeetingState.Cancelled ? InvitationNews.Cancelled : gone ? InvitationNews.Excused
                : invitation.SentSequence == NeverSent ? InvitationNews.Invited : InvitationNews.Changed;
            if (await _mail.QueueAsync(meeting, organisation, invitation, news, ct)) sent++;
        }
        await SaveAsync(ct);
        return sent;
    }

    /// <summary>The sequence of an invitation whose first mail is not queued yet.</summary>
    internal const int NeverSent = -1;

    private async Task<IReadOnlyList<GroupMember>> CallableAsync(Meeting meeting, Actor actor, CancellationToken ct)
    {
        if (!actor.Has(meeting.OrganisationId, Role.Coordinator)) throw new CaseNotFoundException();
        var members = (await GroupMembers.ReadAsync(_db.Memberships, meeting.Group, ct)).Where(m => !m.IsSubstitute).ToList();
        RefuseUncallable(meeting, members.Count);
        // A place that was written when the meeting was planned goes out only now.
        MeetingDetails.Refuse(_check, meeting.Place, "place");
        if (members.TrueForAll(m => m.Address.Length == 0)) throw new MoveRefusedException("Ingen i gruppen har en e-postadress, så det går inte att kalla. Lägg till adresser på kontona.");
        return members;
    }

    private static bool IsCalled(Meeting meeting, GroupMember member) =>
        meeting.Invitations.Exists(i => i.AccountId == member.AccountId || i.Address.Equals(member.Address, StringComparison.OrdinalIgnoreCase));

    /// <summary>Why nobody can be called to a meeting; null when they can.</summary>
    /// <param name="meeting">Loaded with its group and who calls it.</param>
    /// <param name="members">How many there are to call.</param>
    public static string? ObstacleOf(Meeting meeting, int members) => meeting switch
    {
        { IsCalledElsewhere: true } => $"{meeting.Group.Inviter?.Name ?? "Någon annan"} kallar till mötet. Här registreras bara dagen, och ingen kallas härifrån.",
        { State: MeetingState.Cancelled } => "Mötet är inställt, så ingen kallas till det.",
        { State: not MeetingState.Planned } => "Mötet har redan öppnats, så ingen mer kallas till det.",
        _ when members == 0 => "Gruppen har inga medlemmar, så det finns ingen att kalla. Be administratören lägga upp deras konton i gruppen.",
        { StartsAt: null } => "Mötet har ingen tid än. Ange när det börjar, så vet de som kallas när de ska komma.",
        _ => null,
    };

    private static void RefuseUncallable(Meeting meeting, int members)
    {
        if (ObstacleOf(meeting, members) is { } obstacle) throw new MoveRefusedException(obstacle);
    }

    private void Add(Meeting meeting, GroupMember member)
    {
        if (IsCalled(meeting, member)) return;
        meeting.Invitations.Add(new Invitation
        {
            AccountId = member.AccountId,
            PartyId = member.PartyId,
            Address = member.Address,
            Name = member.Name,
            SentSequence = NeverSent,
        });
    }

    private async Task<Meeting> LoadAsync(long id, CancellationToken ct) =>
        await _db.Meetings.Include(m => m.Group.Inviter).Include(m => m.HostParty).Include(m => m.Invitations).AsSplitQuery().SingleOrDefaultAsync(m => m.Id == id, ct)
        ?? throw new CaseNotFoundException();

    private async Task SaveAsync(CancellationToken ct)
    {
        try
        {
            await _db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Someone called or changed at the same moment; nothing of this was stored.
            throw new MoveRefusedException("Någon annan ändrade mötet samtidigt, så inget har sparats. Läs hur det är nu och försök igen.");
        }
    }
}
