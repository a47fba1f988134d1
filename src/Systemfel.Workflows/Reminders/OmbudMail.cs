using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Reminders;

/// <summary>Questions to ombuds by mail: whether a change shows, asked when the line comes there and again when they asked for it, all of an ombud's in one mail; and a reminder of a question about their own report.</summary>
internal sealed class OmbudMail(SystemfelDb db, SwedishCalendar calendar, RouteCache routes, WorkflowOptions options)
{
    /// <summary>Queues what is not queued yet.</summary>
    /// <returns>How many.</returns>
    public async Task<int> QueueAsync(CancellationToken ct)
    {
        await CaseLocks.OwnMailsAsync(db, ct);
        var queued = await EffectQuestionsAsync(ct) + await AuthorQuestionsAsync(ct);
        await db.SaveChangesAsync(ct);
        return queued;
    }

    private async Task<int> EffectQuestionsAsync(CancellationToken ct)
    {
        var today = calendar.Today;
        // From the lines that wait, which are few: questions are kept for ever.
        var open = await db.Bookmarks.Where(b => b.Stage == Stages.Effect && b.Deficiency.MaskedAt == null && !b.Deficiency.IsExample).SelectMany(b => b.Deficiency.EffectQuestions.Where(q => q.BookmarkId == b.Id))
            .AsNoTracking().Include(q => q.Deficiency).Include(q => q.Account)
            .Where(q => !q.IsSettled && q.Account.DisabledAt == null && q.Account.Memberships.Any(m => m.Role == Role.Ombud && m.OrganisationId == q.Deficiency.OrganisationId) && (q.Answer == null || (q.Answer == EffectAnswer.NotYet && q.AskAgainOn <= today)))
            .OrderBy(q => q.Id).ToListAsync(ct);
        var lines = open.ConvertAll(q => q.BookmarkId);
        var concerns = await db.Bookmarks.Where(b => lines.Contains(b.Id) && b.Addressee != null)
            .Select(b => new { b.Id, Name = b.Addressee!.Party == null ? b.Addressee.Authority.Name : b.Addressee.Party.Name }).ToDictionaryAsync(b => b.Id, b => b.Name, ct);
        var queued = 0;
        foreach (var ombud in open.GroupBy(q => (q.AccountId, q.Deficiency.OrganisationId)))
        {
            // A line that comes here tells at once; what was told already stands along until it is answered.
            if (ombud.All(q => WasTold(q)) || string.IsNullOrEmpty(ombud.First().Account.Email)) continue;
            var key = EffectMail.KeyOf(ombud.Key.AccountId, ombud.Key.OrganisationId, today);
            if (await db.OutboxItems.AnyAsync(o => o.UniqueKey == key, ct)) continue;
            var to = ombud.First().Account;
            var questions = ombud.Select(q => new EffectLine(q, concerns.GetValueOrDefault(q.BookmarkId, ""))).ToList();
            db.OutboxItems.Add(Mail(key, ombud.Key.OrganisationId, to, EffectMail.Subject(questions), EffectMail.Text(to, questions), EffectMail.Html(to, questions)));
            var ids = questions.ConvertAll(q => q.Question.Id);
            await db.EffectQuestions.Where(q => ids.Contains(q.Id)).ExecuteUpdateAsync(s => s.SetProperty(q => q.MailedAt, calendar.Now), ct);
            queued++;
        }
        return queued;
    }

    /// <summary>Whether the ombud has been asked since the question came up, or came up again.</summary>
    private static bool WasTold(EffectQuestion question) =>
        question.MailedAt is { } at && (question.Answer == null || SwedishCalendar.DateOf(at) >= question.AskAgainOn);

    private async Task<int> AuthorQuestionsAsync(CancellationToken ct)
    {
        var open = await db.Bookmarks.Where(b => b.Stage == Stages.Review && b.Mark == BookmarkMark.AuthorAsked && b.Deficiency.MaskedAt == null && !b.Deficiency.IsExample).SelectMany(b => b.Deficiency.Questions)
            .AsNoTracking().Include(q => q.Deficiency.Author).Include(q => q.Deficiency.Instance.RouteVersion)
            // Who has left the team no longer sees the case, and is not told of it.
            .Where(q => q.AnsweredAt == null && q.Deficiency.Author.DisabledAt == null && q.Deficiency.Author.Memberships.Any(m => Viewer.TeamRoles.Contains(m.Role) && m.OrganisationId == q.Deficiency.OrganisationId)).OrderBy(q => q.Id).ToListAsync(ct);
        var queued = 0;
        // Two lines of a case may wait for the same answer.
        foreach (var q in open.DistinctBy(q => q.Id))
        {
            var days = routes.Of(q.Deficiency.Instance.RouteVersion).Deadlines.AuthorDays;
            if (SwedishCalendar.OnOrAfter(SwedishCalendar.DateOf(q.AskedAt).AddDays(days)) > calendar.Today) continue;
            queued += await AddAsync($"author-question:{q.Id}", q.Deficiency, q.Deficiency.Author, $"En fråga väntar på dig: {q.Deficiency.Number}",
                $"Genomgången har en fråga om systemfelet som du rapporterade, och väntar på ditt svar:\n\n{q.Deficiency.Number} {q.Deficiency.Title}", ct);
        }
        return queued;
    }

    private async Task<int> AddAsync(string key, Deficiency subject, Account to, string title, string text, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(to.Email) || await db.OutboxItems.AnyAsync(o => o.UniqueKey == key, ct)) return 0;
        var mail = Mail(key, subject.OrganisationId, to, title, $"Hej {to.DisplayName}!\n\n{text}\n\nSvara här: {options.PublicBaseUrl}/systemfel/{subject.Id}\n", "");
        mail.DeficiencyId = subject.Id;
        db.OutboxItems.Add(mail);
        return 1;
    }

    private OutboxItem Mail(string key, long organisationId, Account to, string title, string text, string html)
    {
        var mail = OwnMail.Of(key, organisationId, OutboxPurpose.Ombud, (to.Email!, to.DisplayName), title, text, calendar.Now, options);
        mail.Html = html;
        return mail;
    }
}
