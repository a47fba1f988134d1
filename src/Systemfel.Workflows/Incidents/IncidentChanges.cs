using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Meetings;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Incidents;

/// <summary>What an incident does to a case, a mail or a draft, inside the caller's transaction: words, lines, events, register, search.</summary>
internal sealed class IncidentChanges(SystemfelDb db, CaseRecorder recorder, ErasedPages pages)
{
    private readonly CaseRows _rows = new(db);
    private readonly TextSealing _sealing = new(db);

    /// <summary>Erases a case for good: it stands closed, with its number, its dates and the event that says so.</summary>
    public async Task EraseAsync(MoveScope scope, Incident incident, bool replayed, SharedErasure shared, CancellationToken ct)
    {
        var subject = scope.Case;
        await StopMailAsync(o => o.DeficiencyId == subject.Id, ct);
        var copies = await EmptyCopiesAsync(subject, ct);
        var rows = await _rows.OfCaseAsync(subject, ct);
        // Points of letters that are still being written go; with its last point such a letter goes too.
        var points = rows.OfType<LetterItem>().Where(i => i.Letter.State == LetterState.Draft).ToList();
        foreach (var letter in points.Select(p => p.LetterId).Distinct()) await db.Letters.Include(l => l.Items).SingleAsync(l => l.Id == letter, ct);
        foreach (var bookmark in subject.Bookmarks)
        {
            if (bookmark.Stage == Stages.Closed) scope.Touch(bookmark);
            else scope.Close(bookmark, Outcomes.Erased);
            bookmark.LetterItemId = null;
            bookmark.LetterItem = null;
        }
        foreach (var point in points.Where(p => p.Letter.Items.Contains(p))) MoveScope.TakeOut(point);
        var places = _sealing.Erase(rows.Except(points));
        if (points.Count > 0) places.Add("letter");
        places.AddRange(copies);
        places.AddRange(shared.Codes);
        subject.IsDraft = false;
        subject.ErasedAt = scope.Now;
        subject.TextApprovedAt = null;
        subject.TextApprovedById = null;
        await FinishAsync([scope], incident, "erased", places, replayed, ct);
        await pages.NoteAsync(db, rows.Concat(points).Select(r => db.Model.FindEntityType(r.GetType())!.GetTableName()!).Append("CaseSearch").Concat(shared.Tables).Concat(copies.Count > 0 ? ["OutboxItems", "YearPassages"] : [])
            // A letter that went with its last point took its own words along.
            .Concat(points.Count > 0 ? ["Letters"] : []), ct);
    }

    /// <summary>Masks a case in all that has been written in or about it, letters and mail as well.</summary>
    public async Task MaskAsync(MoveScope scope, Incident incident, bool replayed, CancellationToken ct)
    {
        var subject = scope.Case;
        var letters = await db.LetterItems.Where(i => i.DeficiencyId == subject.Id).Select(i => (long?)i.LetterId).Distinct().ToListAsync(ct);
        await StopMailAsync(o => o.DeficiencyId == subject.Id, ct);
        await StopMailAsync(o => letters.Contains(o.LetterId), ct);
        var copies = await EmptyCopiesAsync(subject, ct);
        var rows = await _rows.OfCaseAsync(subject, ct);
        List<string> places = [.. _sealing.Seal(rows, incident), .. copies];
        foreach (var mail in rows.OfType<MailMessage>()) mail.MaskedAt ??= scope.Now;
        subject.MaskedAt ??= scope.Now;
        await FinishAsync([scope], incident, "masked", places, replayed, ct);
    }

    /// <summary>Masks a mail, its files, and on cases what was taken from it.</summary>
    public async Task MaskAsync(MailMessage mail, Actor actor, Incident incident, bool replayed, CancellationToken ct)
    {
        var cases = await db.Answers.Where(a => a.MailMessageId == mail.Id).Select(a => a.DeficiencyId).Distinct().ToListAsync(ct);
        await CaseLocks.CasesAsync(db, cases, ct);
        var scopes = await recorder.OpenAsync(cases, actor, ct);
        var places = _sealing.Seal(await _rows.OfMailAsync(mail, [.. scopes.Select(s => s.Case)], ct), incident);
        mail.MaskedAt ??= recorder.Now;
        await FinishAsync(scopes, incident, "masked", places, replayed, ct);
    }

    /// <summary>Removes a draft.</summary>
    public async Task EraseAsync(Draft draft, Incident incident, CancellationToken ct)
    {
        incident.Places = "draft";
        db.Remove(draft);
        db.Add(incident);
        await db.SaveChangesAsync(ct);
        await pages.NoteAsync(db, ["Drafts"], ct);
    }

    /// <summary>Takes the words of a raised point out of it, and out of every version of the minutes.</summary>
    public async Task EraseAsync(RaisedPoint point, Incident incident, CancellationToken ct)
    {
        incident.Places = "meeting";
        await RaisedErasing.EraseAsync(db, point, ct);
        db.Add(incident);
        await db.SaveChangesAsync(ct);
        await pages.NoteAsync(db, RaisedErasing.Tables, ct);
    }

    /// <summary>Shows again what an incident masked.</summary>
    public async Task ReleaseAsync(Incident incident, Actor actor, CancellationToken ct)
    {
        var originals = await db.SealedTexts.Where(s => s.IncidentId == incident.Id).OrderBy(s => s.Id).ToListAsync(ct);
        var scopes = await recorder.OpenAsync(await CasesAsync(incident, ct), actor, ct);
        if (await HeirAsync(incident, ct) is { } heir)
        {
            await HandOverAsync(originals, heir, ct);
            await RecordAsync(scopes, incident, "unmask-waits", ct);
            return;
        }
        await _sealing.RestoreAsync(originals, ct);
        foreach (var scope in scopes.Where(s => s.Case.Id == incident.DeficiencyId)) scope.Case.MaskedAt = null;
        foreach (var mail in db.ChangeTracker.Entries<MailMessage>().ToList()) mail.Entity.MaskedAt = null;
        await RecordAsync(scopes, incident, "unmasked", ct);
    }

    /// <summary>Notes on the cases that what is masked stays so.</summary>
    public async Task KeepAsync(Incident incident, Actor actor, CancellationToken ct) =>
        await RecordAsync(await recorder.OpenAsync(await CasesAsync(incident, ct), actor, ct), incident, "mask-kept", ct);

    private async Task FinishAsync(List<MoveScope> scopes, Incident incident, string happened, IEnumerable<string> places, bool replayed, CancellationToken ct)
    {
        incident.Places = string.Join(' ', places.Concat(scopes.Count > 0 ? ["search"] : Array.Empty<string>()).Distinct().Order(StringComparer.Ordinal));
        db.Add(incident);
        foreach (var scope in scopes) scope.Record(happened, new { kinds = incident.Kinds, replayed = replayed ? "ja" : null });
        await recorder.SaveAsync(scopes, KeyOf(incident.Key), ct);
    }

    private async Task RecordAsync(List<MoveScope> scopes, Incident incident, string happened, CancellationToken ct)
    {
        foreach (var scope in scopes) scope.Record(happened, new { number = incident.DecisionNumber });
        await recorder.SaveAsync(scopes, $"{KeyOf(incident.Key)}:decided", ct);
    }

    private async Task<List<long>> CasesAsync(Incident incident, CancellationToken ct)
    {
        List<long> cases = incident.DeficiencyId is { } one
            ? [one]
            : await db.Answers.Where(a => a.MailMessageId == incident.MailMessageId && incident.MailMessageId != null).Select(a => a.DeficiencyId).Distinct().ToListAsync(ct);
        await CaseLocks.CasesAsync(db, cases, ct);
        return cases;
    }

    /// <summary>What has not left yet stays; one statement, so that a mail that is being sent at this moment is not called stopped.</summary>
    private Task<int> StopMailAsync(System.Linq.Expressions.Expression<Func<OutboxItem, bool>> which, CancellationToken ct) =>
        db.OutboxItems.Where(which).Where(o => o.State == OutboxState.Queued)
            .ExecuteUpdateAsync(s => s.SetProperty(o => o.State, OutboxState.Cancelled).SetProperty(o => o.LastError, TextSealing.Stopped), ct);

    /// <summary>
    /// Empties mails to our own that name the case among others, and takes the passages that tell of it out of documents that nobody outside has.
    /// What a mail that had not left said of the others is said anew.
    /// </summary>
    /// <returns>Codes of the places in which there were any.</returns>
    private async Task<List<string>> EmptyCopiesAsync(Deficiency subject, CancellationToken ct)
    {
        await CaseLocks.OwnMailsAsync(db, ct);
        var mails = await CaseRows.Naming(db, subject).ToListAsync(ct);
        var stopped = await StopAsync(mails, ct);
        var asked = stopped.Select(o => EffectMail.LinkPartOf(o)?.AccountId).OfType<long>().ToList();
        await db.EffectQuestions.Where(q => asked.Contains(q.AccountId) && !q.IsSettled && q.DeficiencyId != subject.Id && q.Deficiency.OrganisationId == subject.OrganisationId)
            .ExecuteUpdateAsync(s => s.SetProperty(q => q.MailedAt, (DateTimeOffset?)null), ct);
        foreach (var (account, since) in stopped.Select(o => WatchDigest.TellsOf(o)).OfType<(long, DateTimeOffset)>())
            await db.Watches.Where(w => w.AccountId == account && w.OrganisationId == subject.OrganisationId && w.ToldUntil > since).ExecuteUpdateAsync(s => s.SetProperty(w => w.ToldUntil, since), ct);
        foreach (var (view, since) in stopped.Select(o => ViewDigest.TellsOf(o)).OfType<(long, DateTimeOffset)>())
        {
            var on = SwedishCalendar.DateOf(since);
            await db.SavedViews.Where(v => v.Id == view && v.OrganisationId == subject.OrganisationId && v.ToldUntil > since)
                .ExecuteUpdateAsync(s => s.SetProperty(v => v.ToldUntil, since).SetProperty(v => v.ToldOn, on), ct);
        }
        var places = _sealing.Erase(mails);
        var passages = await CaseRows.Unsent(db, subject).ToListAsync(ct);
        db.RemoveRange(passages);
        if (passages.Count > 0) places.Add("yearly");
        return places;
    }

    /// <summary>Those of the mails that had not left: they do not.</summary>
    private async Task<List<OutboxItem>> StopAsync(List<OutboxItem> mails, CancellationToken ct)
    {
        var waiting = mails.FindAll(o => o.State == OutboxState.Queued);
        var ids = waiting.ConvertAll(o => o.Id);
        if (ids.Count == 0) return waiting;
        await StopMailAsync(o => ids.Contains(o.Id), ct);
        foreach (var mail in waiting) await db.Entry(mail).ReloadAsync(ct);
        return waiting.FindAll(o => o.State == OutboxState.Cancelled);
    }

    /// <summary>
    /// Another incident that hides some of the same words: the case's mails, or the mail's cases. Until that one too has been released
    /// nothing is shown.
    /// </summary>
    private async Task<Incident?> HeirAsync(Incident incident, CancellationToken ct)
    {
        List<long> cases, mails;
        if (incident.DeficiencyId is { } caseId)
        {
            // A passage that has left may tell of other cases too: it is shown when none of them is masked.
            var told = db.YearPassages.Where(p => db.YearPassageCases.Where(c => c.DeficiencyId == caseId).Select(c => c.PassageId).Contains(p.Id));
            cases = [caseId, .. await told.SelectMany(p => p.Cases.Select(c => c.DeficiencyId)).Where(id => id != caseId).Distinct().ToListAsync(ct)];
            mails = await db.MailLetters.Where(m => db.LetterItems.Any(i => i.LetterId == m.LetterId && i.DeficiencyId == caseId)).Select(m => m.MailMessageId).ToListAsync(ct);
        }
        else
        {
            mails = [incident.MailMessageId ?? 0];
            var letters = await db.MailLetters.Where(m => mails.Contains(m.MailMessageId)).Select(m => m.LetterId).ToListAsync(ct);
            cases = await db.LetterItems.Where(i => letters.Contains(i.LetterId)).Select(i => i.DeficiencyId).ToListAsync(ct);
        }
        return await db.Incidents.Where(i => i.OrganisationId == incident.OrganisationId && i.Id != incident.Id && i.Action == IncidentAction.Masked && i.Decision != IncidentDecision.Released
                && ((i.DeficiencyId != null && cases.Contains(i.DeficiencyId.Value)) || (i.MailMessageId != null && mails.Contains(i.MailMessageId.Value))))
            .OrderBy(i => i.Id).FirstOrDefaultAsync(ct);
    }

    /// <summary>Words that were written over since, and masked again by the other incident, are what counts now.</summary>
    private async Task HandOverAsync(List<SealedText> originals, Incident heir, CancellationToken ct)
    {
        var taken = (await db.SealedTexts.Where(s => s.IncidentId == heir.Id).Select(s => new { s.Place, s.RowId }).ToListAsync(ct)).Select(s => (s.Place, s.RowId)).ToHashSet();
        foreach (var original in originals)
        {
            if (taken.Contains((original.Place, original.RowId))) db.Remove(original);
            else original.Incident = heir;
        }
    }

    public static string KeyOf(Guid key) => $"incident:{key}";
}
