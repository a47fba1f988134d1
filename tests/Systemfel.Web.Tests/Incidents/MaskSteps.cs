using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Tests.Incidents;

/// <summary>What tests of masking do over and over.</summary>
public abstract class MaskSteps(IncidentHost host)
{
    protected IncidentHost Host { get; } = host;

    protected async Task<(long Letter, long Case, Texts Texts)> MaskedCaseAsync()
    {
        var (letter, subject, _) = await Host.SentAsync();
        var texts = await WordsAsync(subject);
        Assert.Equal($"/systemfel/{subject}", (await Host.Coordinator.PostFormAsync($"/systemfel/{subject}/fel-uppgift", ("kinds", "NAMN"))).Location);
        return (letter, subject, texts);
    }

    protected async Task DecideAsync(long incident, string decision)
    {
        using var registrar = await Host.AsAsync(Role.Registrar);
        var decided = await registrar.PostFormAsync($"/incidenter/{incident}", $"/incidenter/{incident}/beslut", ("decision", decision), ("number", "KS 2026/17"));
        Assert.Equal($"/incidenter/{incident}", decided.Location);
    }

    protected Task<Texts> WordsAsync(long subject) => Host.ReadAsync(r => r.Deficiencies.Where(d => d.Id == subject).Select(d => new Texts(d.Title, d.Pattern, d.Consequence, d.Proposal)).SingleAsync());

    protected static void AssertSilent(Page page, Texts texts)
    {
        Assert.True((int)page.Status < 400, $"{page.Status}");
        Assert.All(new[] { texts.Title, texts.Pattern, texts.Consequence, texts.Proposal }.Where(t => t.Length > 0), t => Assert.DoesNotContain(t, page.Html.DocumentElement.TextContent + page.Text));
    }

    /// <summary>All words of a case, its letter and its mail, and its events without those of the incident.</summary>
    protected Task<string> PictureAsync(long subject, long letter, long mail) => Host.ReadAsync(async r =>
    {
        var c = await r.Deficiencies.Include(d => d.Bookmarks).Include(d => d.Addressees).Include(d => d.Instance).AsSplitQuery().SingleAsync(d => d.Id == subject);
        string[] own = ["masked", "unmasked", "unmask-waits"];
        var events = await r.CaseEvents.Where(e => e.DeficiencyId == subject).OrderBy(e => e.Seq).ToListAsync();
        Assert.Null(EventChain.FirstBreak(events, c.ChainHead));
        var m = await r.MailMessages.Include(x => x.Attachments).SingleAsync(x => x.Id == mail);
        return string.Join('\n',
        [
            c.Title, c.Pattern, c.Consequence, c.Proposal, c.MaskedAt?.ToString("O") ?? "shown", c.Instance.OutcomeNote,
            .. c.Bookmarks.OrderBy(b => b.Id).Select(b => b.Note),
            .. c.Addressees.OrderBy(a => a.Id).Select(a => a.OtherName),
            .. events.Where(e => !own.Contains(e.Kind)).Select(e => e.Data + Convert.ToHexString(e.Salt ?? [])),
            .. (await r.AgendaItems.Include(i => i.Decisions).Where(i => i.DeficiencyId == subject).OrderBy(i => i.Id).ToListAsync()).SelectMany(i => i.Decisions.Select(d => d.BeforeJson + d.Who).Prepend(i.Note)),
            .. (await r.LetterItems.Where(i => i.LetterId == letter).OrderBy(i => i.Id).ToListAsync()).SelectMany(i => new[] { i.Title, i.Pattern, i.Proposal }),
            .. (await r.OutboxItems.Where(o => o.LetterId == letter).OrderBy(o => o.Id).ToListAsync()).SelectMany(o => new[] { o.Subject, o.Text, o.Html, $"{o.State}" }),
            .. (await r.Answers.Where(a => a.DeficiencyId == subject).OrderBy(a => a.Id).ToListAsync()).SelectMany(a => new[] { a.Text, a.Who, a.SignedBy }),
            m.Subject, m.NewText, m.QuotedText, m.FromName, m.FromAddress, m.Problems, m.UnverifiedReason, Convert.ToHexString(m.Raw), m.MaskedAt?.ToString("O") ?? "shown",
            .. m.Attachments.OrderBy(a => a.Id).Select(a => a.Name + Convert.ToHexString(a.Content)),
        ]);
    });

    protected sealed record Texts(string Title, string Pattern, string Consequence, string Proposal);
}
