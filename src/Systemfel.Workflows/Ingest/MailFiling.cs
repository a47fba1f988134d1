using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Ingest;

/// <summary>What a person does with mail in 'Osorterat'.</summary>
public sealed class MailFiling
{
    private readonly SystemfelDb _db;
    private readonly CaseRecorder _recorder;
    private readonly OwnWordsReader _own;

    internal MailFiling(SystemfelDb db, CaseRecorder recorder, OwnWordsReader own) => (_db, _recorder, _own) = (db, recorder, own);

    /// <summary>Puts a mail with the letter that it belongs to. What it answers becomes proposals, as if it had come to the right address.</summary>
    /// <exception cref="CaseNotFoundException">No such mail or letter for this person.</exception>
    /// <exception cref="MoveRefusedException">It is filed already.</exception>
    public Task FileAsync(long mailId, long letterId, Actor actor, CancellationToken ct = default) => _recorder.InTransactionAsync(async () =>
    {
        var mail = await LoadAsync(mailId, actor, ct);
        if (mail.State is not (MailState.Unsorted or MailState.NotForUs)) throw new MoveRefusedException("Brevet är redan sorterat.");
        var letter = await _db.Letters.Include(l => l.Items).ThenInclude(i => i.Deficiency).Include(l => l.Party).Include(l => l.Recipients).AsSplitQuery()
            .SingleOrDefaultAsync(l => l.Id == letterId && l.OrganisationId == mail.OrganisationId && l.State == LetterState.Sent, ct)
            ?? throw new CaseNotFoundException();
        mail.State = MailState.Filed;
        mail.UnverifiedReason = "Sorterat för hand: svarsadressen fanns inte i brevet.";
        mail.Letters.Add(new MailLetter { LetterId = letter.Id, MatchedBy = MatchedBy.ByHand });
        mail.Finds = await _own.CountAsync(mail, ct);
        // A registrator's receipt that lost its way still tells their number; the next mail that names it is then guessed right.
        if (mail.DiaryNumber != "" && letter.TheirReference == "") letter.TheirReference = mail.DiaryNumber;
        var scopes = new List<MoveScope>();
        if (mail.Kind == ReadMail.KindName(MailKind.Reply))
        {
            scopes = await _recorder.OpenAsync(letter.Items.Select(i => i.DeficiencyId), actor, ct);
            AnswerProposals.Add(scopes, mail, ReadMail.Of(mail.Raw), letter, null);
            scopes.RemoveAll(s => s.Events.Count == 0);
        }
        await _recorder.SaveAsync(scopes, null, ct);
        await _db.Entry(mail).Collection(m => m.Attachments).LoadAsync(ct);
        await Incidents.QuotedOriginals.SealAsync(_db, mail, _recorder.Now, ct);
        return true;
    }, ct);

    /// <summary>Puts a mail aside as none of ours.</summary>
    public Task SetNotForUsAsync(long mailId, Actor actor, CancellationToken ct = default) => _recorder.InTransactionAsync(async () =>
    {
        var mail = await LoadAsync(mailId, actor, ct);
        if (mail.State is not (MailState.Unsorted or MailState.Quarantined)) throw new MoveRefusedException("Brevet är redan sorterat.");
        mail.State = MailState.NotForUs;
        await _db.SaveChangesAsync(ct);
        return true;
    }, ct);

    /// <summary>Takes back what a person did; proposals that came of it go, accepted answers stay and stop the undoing.</summary>
    public Task UndoAsync(long mailId, Actor actor, CancellationToken ct = default) => _recorder.InTransactionAsync(async () =>
    {
        var mail = await LoadAsync(mailId, actor, ct);
        if (mail.State == MailState.Filed && mail.Letters.Any(l => l.MatchedBy == MatchedBy.Token))
            throw new MoveRefusedException("Brevet kom till rätt svarsadress och går inte att flytta. Avvisa svaret om det inte gäller.");
        if (mail.State is not (MailState.Filed or MailState.NotForUs)) throw new MoveRefusedException("Det finns inget att ångra.");
        var answers = await _db.Answers.Where(a => a.MailMessageId == mail.Id).ToListAsync(ct);
        if (answers.Any(a => a.State is AnswerState.Accepted)) throw new MoveRefusedException("Ett svar ur brevet är redan registrerat, så det går inte att ångra.");
        _db.RemoveRange(answers);
        var letters = mail.Letters.Select(l => l.LetterId).ToList();
        foreach (var letter in await _db.Letters.Where(l => letters.Contains(l.Id) && l.TheirReference == mail.DiaryNumber && mail.DiaryNumber != "").ToListAsync(ct))
            letter.TheirReference = "";
        mail.Letters.Clear();
        mail.Finds = await _own.CountAsync(mail, ct);
        mail.UnverifiedReason = "";
        mail.State = mail.Kind == "unreadable" ? MailState.Quarantined : MailState.Unsorted;
        await _db.SaveChangesAsync(ct);
        return true;
    }, ct);

    /// <summary>Reads a mail that went wrong once more, from the start.</summary>
    public Task RetryAsync(long mailId, Actor actor, CancellationToken ct = default) => _recorder.InTransactionAsync(async () =>
    {
        var mail = await LoadAsync(mailId, actor, ct);
        if (mail.State != MailState.Quarantined) throw new MoveRefusedException("Brevet är inte i karantän.");
        (mail.State, mail.Attempts) = (MailState.Stored, 0);
        await _db.SaveChangesAsync(ct);
        return true;
    }, ct);

    /// <summary>Shows a mail's text whole to the team, or hides again what may point at a person. The cases of its letters tell who did.</summary>
    /// <exception cref="CaseNotFoundException">No such mail for this person.</exception>
    /// <exception cref="MoveRefusedException">It belongs to no letter yet.</exception>
    public Task SetReleasedAsync(long mailId, bool released, Actor actor, CancellationToken ct = default) => _recorder.InTransactionAsync(async () =>
    {
        var mail = await LoadAsync(mailId, actor, ct);
        if (mail.State != MailState.Filed) throw new MoveRefusedException("Brevet hör inte till något av våra brev än. Sortera det först.");
        if (mail.ReleasedAt != null == released) return true;
        (mail.ReleasedAt, mail.ReleasedById) = (released ? _recorder.Now : null, released ? actor.AccountId : null);
        var letters = mail.Letters.Select(l => l.LetterId).ToList();
        var cases = await _db.LetterItems.Where(i => letters.Contains(i.LetterId)).Select(i => i.DeficiencyId).Distinct().ToListAsync(ct);
        var scopes = await _recorder.OpenAsync(cases, actor, ct);
        foreach (var scope in scopes) scope.Record(released ? "mail-released" : "mail-masked", new { mail = mail.Id });
        await _recorder.SaveAsync(scopes, null, ct);
        return true;
    }, ct);

    /// <summary>Notes that someone took out the original of a mail or an attachment.</summary>
    public async Task NoteViewAsync(long accountId, string what, long subjectId, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        _db.AccessLog.Add(new AccessLog { AccountId = accountId, What = what, SubjectId = subjectId, At = _recorder.Now });
        await _db.SaveChangesAsync(ct);
    }

    private async Task<MailMessage> LoadAsync(long id, Actor actor, CancellationToken ct)
    {
        var mail = await _db.MailMessages.Include(m => m.Letters).SingleOrDefaultAsync(m => m.Id == id, ct);
        if (mail == null || !actor.Has(mail.OrganisationId, Role.Coordinator)) throw new CaseNotFoundException();
        return mail.MaskedAt == null ? mail : throw new MoveRefusedException("Brevet är maskerat. Det går inte att göra något med det förrän registratorn har beslutat att det visas igen.");
    }
}
