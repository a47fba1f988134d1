using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Incidents;

/// <summary>Reads, tracked, the rows in which a case's or a mail's words stand.</summary>
internal sealed class CaseRows(SystemfelDb db)
{
    /// <summary>All that was written in or about a case, also answers and mail that came on it.</summary>
    /// <param name="subject">Loaded whole.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<List<object>> OfCaseAsync(Deficiency subject, CancellationToken ct)
    {
        var id = subject.Id;
        var rows = new List<object> { subject, subject.Instance };
        rows.AddRange(subject.Addressees);
        rows.AddRange(subject.Bookmarks);
        rows.AddRange(subject.SideNotes);
        rows.AddRange(subject.Questions);
        rows.AddRange(subject.Measures);
        rows.AddRange(subject.Measures.SelectMany(m => m.Milestones));
        rows.AddRange(await db.CaseEvents.Where(e => e.DeficiencyId == id && e.Data != null).OrderBy(e => e.Seq).ToListAsync(ct));
        rows.AddRange(await db.Drafts.Where(d => d.AccountId == subject.AuthorId && d.DeficiencyId == id).ToListAsync(ct));
        var items = await db.AgendaItems.Where(i => i.DeficiencyId == id).Include(i => i.Decisions).Include(i => i.Supports).AsSplitQuery().ToListAsync(ct);
        rows.AddRange(items);
        rows.AddRange(items.SelectMany(i => i.Decisions));
        rows.AddRange(items.SelectMany(i => i.Supports));
        rows.AddRange(await db.Remarks.Where(r => r.DeficiencyId == id).ToListAsync(ct));
        rows.AddRange(await db.MinutesParts.Where(p => p.DeficiencyId == id).ToListAsync(ct));
        rows.AddRange(await YearReach.Left(db).Where(p => p.Cases.Any(c => c.DeficiencyId == id)).ToListAsync(ct));
        var points = await db.LetterItems.Include(i => i.Letter).Where(i => i.DeficiencyId == id).ToListAsync(ct);
        rows.AddRange(points);
        rows.AddRange(await db.Answers.Where(a => a.DeficiencyId == id).ToListAsync(ct));
        var letters = points.Where(p => p.Letter.State == LetterState.Sent).Select(p => p.LetterId).Distinct().ToList();
        rows.AddRange(await db.OutboxItems.Where(o => o.DeficiencyId == id).ToListAsync(ct));
        rows.AddRange(await db.OutboxItems.Where(o => o.LetterId != null && letters.Contains(o.LetterId.Value) && o.DeficiencyId != id).ToListAsync(ct));
        // What answers a letter quotes it.
        var mails = await db.MailLetters.Where(l => letters.Contains(l.LetterId)).Select(l => l.MailMessageId).Distinct().ToListAsync(ct);
        rows.AddRange(await MailsAsync(mails, ct));
        return [.. rows.Distinct()];
    }

    /// <summary>Mails to our own about several cases: each is named by its number, before its title. Copies of what the product shows; they are emptied, never sealed.</summary>
    public static IQueryable<OutboxItem> Naming(SystemfelDb db, Deficiency subject)
    {
        var named = $"{subject.Number} ";
        return db.OutboxItems.Where(o => o.OrganisationId == subject.OrganisationId && o.DeficiencyId == null
            && (o.Purpose == OutboxPurpose.Ombud || o.Purpose == OutboxPurpose.Chair || o.Purpose == OutboxPurpose.Watch || o.Purpose == OutboxPurpose.View) && o.Text.Contains(named));
    }

    /// <summary>Passages that tell of the case in documents that nobody outside the service has had: they go as a whole, and a new draft tells of their other cases.</summary>
    public static IQueryable<YearPassage> Unsent(SystemfelDb db, Deficiency subject) =>
        YearReach.Kept(db).Where(p => p.Cases.Any(c => c.DeficiencyId == subject.Id));

    /// <summary>A mail with its files and the answers taken from it; of the cases that they were accepted on, whatever repeats their words.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="cases">The cases of its answers, loaded whole.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<List<object>> OfMailAsync(MailMessage mail, IReadOnlyList<Deficiency> cases, CancellationToken ct)
    {
        var rows = await MailsAsync([mail.Id], ct);
        var answers = await db.Answers.Where(a => a.MailMessageId == mail.Id).ToListAsync(ct);
        rows.AddRange(answers);
        // Our thanks repeat the subject that the mail came with.
        if (mail.MessageId != "")
        {
            var letters = await db.MailLetters.Where(l => l.MailMessageId == mail.Id).Select(l => l.LetterId).ToListAsync(ct);
            rows.AddRange(await db.OutboxItems.Where(o => o.LetterId != null && letters.Contains(o.LetterId.Value) && o.InReplyTo == mail.MessageId).ToListAsync(ct));
        }
        foreach (var subject in cases)
        {
            var words = answers.Where(a => a.DeficiencyId == subject.Id && a.Text.Length > 0).Select(a => a.Text).ToList();
            if (words.Count == 0) continue;
            rows.AddRange(subject.Bookmarks.Where(b => words.Any(b.Note.Contains)));
            rows.AddRange(subject.Measures.Where(m => words.Any(m.Text.Contains)));
            rows.AddRange(subject.Measures.SelectMany(m => m.Milestones).Where(m => words.Any(m.Text.Contains)));
            var events = await db.CaseEvents.Where(e => e.DeficiencyId == subject.Id && e.Data != null).ToListAsync(ct);
            rows.AddRange(events.Where(e => answers.Any(a => a.DecidedAt == e.At && a.DeficiencyId == subject.Id)));
            var items = await db.AgendaItems.Where(i => i.DeficiencyId == subject.Id).Include(i => i.Decisions).ToListAsync(ct);
            rows.AddRange(items.SelectMany(i => i.Decisions));
            // What an authority has changed is told in its words, which somebody may have written on.
            rows.AddRange(await db.YearPassages.Where(p => p.Cases.Any(c => c.DeficiencyId == subject.Id)).ToListAsync(ct));
        }
        return [.. rows.Distinct()];
    }

    private async Task<List<object>> MailsAsync(List<long> ids, CancellationToken ct)
    {
        var mails = await db.MailMessages.Include(m => m.Attachments).Where(m => ids.Contains(m.Id)).ToListAsync(ct);
        return [.. mails, .. mails.SelectMany(m => m.Attachments)];
    }
}
