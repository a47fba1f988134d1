using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Meetings;

/// <summary>Somebody who is asked to confirm minutes.</summary>
/// <param name="AccountId">A member of the group; null for someone without account.</param>
/// <param name="Name">Their name.</param>
/// <param name="Address">Where the link goes.</param>
public sealed record AdjusterInput(long? AccountId, string Name, string Address);

/// <summary>A note that is changed after approval.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Note">The whole note.</param>
public sealed record ItemNoteInput(long ItemId, string Note);

/// <summary>How the mailing of minutes went.</summary>
/// <param name="Queued">Mails that were put in the outbox.</param>
/// <param name="Earlier">Recipients who have had this version already.</param>
public sealed record MinutesSent(int Queued, int Earlier);

/// <summary>Asks adjusters, changes minutes after approval and mails them. Whoever runs the meeting does it: the coordinator or the group's chair.</summary>
public sealed class MinutesService
{
    /// <summary>The most adjusters of one meeting.</summary>
    public const int MostAdjusters = 6;

    private readonly SystemfelDb _db;
    private readonly MinutesKeeper _keeper;
    private readonly MinutesMail _mail;

    internal MinutesService(SystemfelDb db, MinutesKeeper keeper, MinutesMail mail) => (_db, _keeper, _mail) = (db, keeper, mail);

    /// <summary>Asks adjusters to confirm the minutes as they read now, instead of those who were asked before. With nobody, no one is waited for.</summary>
    /// <param name="meetingId">A group's meeting that is open, or whose minutes were changed after approval.</param>
    /// <param name="version">The meeting's version that the page showed.</param>
    /// <param name="adjusters">Who.</param>
    /// <param name="accepted">Keys of likely finds that somebody has said are no person.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <returns>How many links were queued: who has confirmed this text already gets none.</returns>
    /// <exception cref="CaseNotFoundException">No such meeting for this person.</exception>
    /// <exception cref="StaleMoveException">The meeting has changed meanwhile.</exception>
    /// <exception cref="MoveRefusedException">Wrong state, no such address, oneself, or the text may point at a person.</exception>
    public async Task<int> AskAsync(
        long meetingId, int version, IReadOnlyList<AdjusterInput> adjusters, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var meeting = await _keeper.TakeAsync(meetingId, actor, ct);
        if (meeting.Group.Kind == Data.Organisations.GroupKind.Team) throw new MoveRefusedException("Minnesanteckningar godkänns av en person och har inga justerare.");
        if (meeting.State is not (MeetingState.Open or MeetingState.Approved)) throw new MoveRefusedException("Mötet har inte hållits, så det finns inget att justera.");
        if (meeting.State == MeetingState.Approved && MinutesKeeper.Waiting(meeting).Count == 0) throw new MoveRefusedException("Protokollet är redan justerat.");
        if (meeting.Version != version) throw new StaleMoveException();
        var asked = await CheckedAsync(meeting, adjusters, actor, ct);
        var kept = await _keeper.KeepAsync(meeting, Me(actor), accepted, "", ct);
        var known = meeting.Adjustments.ToDictionary(a => a.Address);
        _db.RemoveRange(meeting.Adjustments.Where(a => asked.All(i => i.Address != a.Address)).ToList());
        foreach (var input in asked)
        {
            if (!known.TryGetValue(input.Address, out var row)) meeting.Adjustments.Add(row = new Adjustment { Address = input.Address });
            (row.AccountId, row.Name) = (input.AccountId, input.Name);
        }
        meeting.Version++;
        await _db.SaveChangesAsync(ct);
        var queued = await _mail.AskAsync(meeting, kept, ct);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return queued;
    }

    /// <summary>Changes notes after approval: a new version, which adjusters must confirm again.</summary>
    /// <param name="meetingId">A meeting whose minutes are approved.</param>
    /// <param name="seen">The number of the version that the page showed; 0 when there was none.</param>
    /// <param name="reason">Why.</param>
    /// <param name="notes">The meeting's own notes, whole.</param>
    /// <param name="items">Notes of items.</param>
    /// <param name="accepted">Keys of likely finds that somebody has said are no person.</param>
    /// <param name="actor">Who changes.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <returns>The number of the new version.</returns>
    /// <exception cref="CaseNotFoundException">No such meeting for this person.</exception>
    /// <exception cref="StaleNotesException">Somebody else has changed them meanwhile.</exception>
    /// <exception cref="MoveRefusedException">Nothing differs, no reason, or the text may point at a person.</exception>
    public async Task<int> ChangeAsync(
        long meetingId, int seen, string reason, string notes, IReadOnlyList<ItemNoteInput> items, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var meeting = await _keeper.TakeAsync(meetingId, actor, ct);
        if (meeting.State != MeetingState.Approved) throw new MoveRefusedException($"{MinutesWords.NotApproved(MinutesWords.IsTeam(meeting.Group))}. Ändra på mötets sida.");
        if ((MinutesKeeper.Latest(meeting)?.Number ?? 0) != seen) throw new StaleNotesException(meeting.Notes);
        if (string.IsNullOrWhiteSpace(reason)) throw new MoveRefusedException("Skriv varför det ändras. Det står i den nya versionen.", "reason");
        await _keeper.KeepApprovedAsync(meeting, Me(actor), ct);
        var before = MinutesKeeper.Latest(meeting)!.Number;
        meeting.Notes = notes.ReplaceLineEndings("\n").Trim();
        foreach (var input in items)
            (meeting.Items.Find(i => i.Id == input.ItemId) ?? throw new CaseNotFoundException()).Note = input.Note.ReplaceLineEndings("\n").Trim();
        var made = await _keeper.KeepAsync(meeting, Me(actor), accepted, reason.Trim(), ct);
        if (made.Number == before) throw new MoveRefusedException("Inget är ändrat, så det blir ingen ny version.", "notes");
        meeting.Version++;
        await _db.SaveChangesAsync(ct);
        await _mail.AskAsync(meeting, made, ct);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return made.Number;
    }

    /// <summary>Mails the approved minutes to the group's members and others, each once a version.</summary>
    /// <param name="meetingId">A meeting whose minutes are approved, and confirmed by all adjusters.</param>
    /// <param name="others">Addresses of people without account; empty lines are left out.</param>
    /// <param name="accepted">Keys of likely finds that somebody has said are no person.</param>
    /// <param name="actor">Who sends.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such meeting for this person.</exception>
    /// <exception cref="MoveRefusedException">Not approved, an address is none, nobody to send to, or the text may point at a person.</exception>
    public async Task<MinutesSent> SendAsync(long meetingId, IReadOnlyList<string> others, IReadOnlyCollection<string> accepted, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var meeting = await _keeper.TakeAsync(meetingId, actor, ct);
        if (meeting.State != MeetingState.Approved) throw new MoveRefusedException($"{MinutesWords.Approve(MinutesWords.IsTeam(meeting.Group))} först. Sedan går det att skicka.");
        if (MinutesKeeper.Waiting(meeting) is { Count: > 0 } waiting) throw new MoveRefusedException($"{Names(waiting)} har inte justerat den nya versionen än. Skicka när det är gjort.");
        var extra = new List<string>();
        foreach (var address in others.Select(o => o.Trim().ToLowerInvariant()).Where(o => o.Length > 0))
        {
            if (!MailAddressCheck.IsValid(address)) throw new MoveRefusedException($"”{address}” är ingen e-postadress. Skriv en adress på varje rad, till exempel namn@kommunen.se.", "others");
            extra.Add(address);
        }
        // What was approved is what leaves, whatever has been rewritten in the cases since.
        var version = MinutesKeeper.Latest(meeting) ?? await _keeper.KeepAsync(meeting, Me(actor), accepted, "", ct);
        _keeper.Refuse(version, accepted);
        var members = await GroupMembers.ReadAsync(_db.Memberships, meeting.Group, ct);
        var recipients = members.Where(m => m.Address.Length > 0).Select(m => (m.Name, m.Address))
            .Concat(meeting.Adjustments.Select(a => (a.Name, a.Address))).Concat(extra.Select(a => (Name: "", Address: a)))
            .DistinctBy(r => r.Address.ToLowerInvariant()).ToList();
        if (recipients.Count == 0) throw new MoveRefusedException("Ingen i gruppen har en e-postadress. Skriv till vem det ska skickas.", "others");
        await _db.SaveChangesAsync(ct);
        var sent = await _mail.SendAsync(meeting, version, recipients, ct);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return sent;
    }

    internal static string Names(IEnumerable<Adjustment> adjusters) => string.Join(" och ", adjusters.Select(a => a.Name));

    private static long Me(Actor actor) => actor.AccountId ?? throw new CaseNotFoundException();

    private async Task<List<AdjusterInput>> CheckedAsync(Meeting meeting, IReadOnlyList<AdjusterInput> adjusters, Actor actor, CancellationToken ct)
    {
        var members = await GroupMembers.ReadAsync(_db.Memberships, meeting.Group, ct);
        var asked = new List<AdjusterInput>();
        foreach (var a in adjusters)
        {
            var member = a.AccountId is { } id ? members.FirstOrDefault(m => m.AccountId == id) ?? throw new MoveRefusedException("En av justerarna sitter inte längre i gruppen. Läs igen och välj på nytt.", "adjusters") : null;
            var (name, address) = ((member?.Name ?? a.Name).Trim(), (member?.Address ?? a.Address).Trim().ToLowerInvariant());
            if (name.Length == 0) throw new MoveRefusedException("Skriv vad justeraren heter.", "name");
            if (!MailAddressCheck.IsValid(address)) throw new MoveRefusedException(member == null ? "Skriv justerarens e-postadress, till exempel namn@kommunen.se." : $"{name} har ingen e-postadress. Lägg till den på kontot.", member == null ? "address" : "adjusters");
            asked.Add(new AdjusterInput(member?.AccountId, name, address));
        }
        asked = [.. asked.DistinctBy(a => a.Address)];
        if (asked.Count > MostAdjusters) throw new MoveRefusedException($"Välj högst {MostAdjusters} justerare.", "adjusters");
        var organisation = await _db.Organisations.SingleAsync(o => o.Id == meeting.OrganisationId, ct);
        if (!organisation.IsTwoPerson && asked.Exists(a => a.AccountId == actor.AccountId))
            throw new MoveRefusedException("Du kan inte justera det som du själv har skrivit. Välj någon annan.", "adjusters");
        return asked;
    }
}
