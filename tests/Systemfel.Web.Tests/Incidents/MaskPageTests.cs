using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Mail;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Tests.Incidents;

/// <summary>What was sent or received is masked for all, until the registrator has decided.</summary>
public abstract class MaskPageTests(IncidentHost host)
{
    private const string Word = IncidentHost.Word;

    [Fact]
    public async Task Decision_ByTheCoordinator_IsNotFound()
    {
        var (_, subject, _) = await MaskedCaseAsync();
        var incident = await host.IncidentAsync(subject);

        Assert.Equal(HttpStatusCode.NotFound, (await host.Coordinator.GetAsync($"/incidenter/{incident}/original")).Status);
        Assert.Null((await host.Coordinator.GetAsync($"/incidenter/{incident}")).Html.QuerySelector("main form"));
        using var registrar = await host.AsAsync(Role.Registrar);
        var token = (await registrar.GetAsync($"/incidenter/{incident}")).Html.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.NotEqual(HttpStatusCode.Redirect, (await host.Coordinator.PostAsync($"/incidenter/{incident}/beslut", ("decision", "Released"), ("number", "1"), ("__RequestVerificationToken", token))).Status);
        Assert.Null(await host.ReadAsync(r => r.Incidents.Where(i => i.Id == incident).Select(i => i.Decision).SingleAsync()));
    }

    [Fact]
    public async Task Decision_WithoutANumber_IsRefusedAndKeepsTheChoice()
    {
        var (_, subject, _) = await MaskedCaseAsync();
        var incident = await host.IncidentAsync(subject);
        using var registrar = await host.AsAsync(Role.Registrar);

        var page = await registrar.PostFormAsync($"/incidenter/{incident}", $"/incidenter/{incident}/beslut", ("decision", "Released"), ("number", " "));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Skriv diarienumret.", page.Text);
        Assert.NotNull(page.Html.QuerySelector("input[value=Released][checked]"));
        Assert.NotNull((await host.ReadAsync(r => r.Deficiencies.SingleAsync(d => d.Id == subject))).MaskedAt);
    }

    [Fact]
    public async Task Case_ThatWasSent_IsMaskedOnEveryPage()
    {
        var (letter, subject, link) = await host.SentAsync();
        var mail = await host.ArriveAsync(link, "Vi har ändrat rutinen.");
        var texts = await WordsAsync(subject);
        var search = $"/register?q={Uri.EscapeDataString(texts.Title)}";
        Assert.Contains($"/systemfel/{subject}\"", (await host.Coordinator.GetAsync(search)).Text);

        Assert.Equal($"/systemfel/{subject}", (await host.Coordinator.PostFormAsync($"/systemfel/{subject}/fel-uppgift", ("kinds", "KVASI"))).Location);

        var meeting = await host.ReadAsync(r => r.AgendaItems.Where(i => i.DeficiencyId == subject).Select(i => i.MeetingId).FirstAsync());
        foreach (var path in new[] { $"/systemfel/{subject}", $"/brev/{letter}", $"/brev/{letter}/forhandsvisning", $"/mote/{meeting}", $"/mote/{meeting}/anteckningar", "/register", "/register.csv", $"/post/{mail}", "/svar", "/" })
            AssertSilent(await host.Coordinator.GetAsync(path), texts);
        using var member = await host.MemberAsync();
        AssertSilent(await member.GetAsync($"/systemfel/{subject}"), texts);
        using var authority = host.Browse();
        AssertSilent(await authority.GetAsync(link), texts);
        Assert.DoesNotContain($"/systemfel/{subject}\"", (await host.Coordinator.GetAsync(search)).Html.QuerySelector("main")!.InnerHtml);
        Assert.DoesNotContain(Word, (await host.Coordinator.GetAsync($"/post/{mail}")).Text);
        Assert.Equal($"/post/{mail}", (await host.Coordinator.GetAsync($"/post/{mail}/original")).Location);
        var page = await host.Coordinator.GetAsync($"/systemfel/{subject}");
        Assert.Equal("[maskerat]", page.Heading);
        Assert.Contains("Händelsekedjan är hel.", page.Text);
    }

    [Fact]
    public async Task Registrar_FindsItOnTheStartPageAndEveryReadingIsLogged()
    {
        var (_, subject, texts) = await MaskedCaseAsync();
        var incident = await host.IncidentAsync(subject);
        using var registrar = await host.AsAsync(Role.Registrar);
        Assert.Equal("/incidenter", (await registrar.GetAsync("/")).Location);
        Assert.NotNull((await registrar.GetAsync("/incidenter")).Html.QuerySelector($"main li a[href='/incidenter/{incident}']"));

        var original = await registrar.GetAsync($"/incidenter/{incident}/original");
        await registrar.GetAsync($"/incidenter/{incident}/original");

        Assert.Contains(texts.Pattern, original.Html.QuerySelector("main")!.TextContent);
        Assert.Equal(2, await host.ReadAsync(r => r.AccessLog.CountAsync(a => a.What == IncidentOriginals.LogWord && a.SubjectId == incident)));
    }

    [Fact]
    public async Task Released_StandsExactlyAsBefore()
    {
        var (letter, subject, link) = await host.SentAsync();
        var mail = await host.ArriveAsync(link, $"Vi har ändrat rutinen för {Word}.");
        var before = await PictureAsync(subject, letter, mail);
        await host.Coordinator.PostFormAsync($"/systemfel/{subject}/fel-uppgift", ("kinds", "NAMN"));
        Assert.NotEqual(before, await PictureAsync(subject, letter, mail));

        await DecideAsync(await host.IncidentAsync(subject), "Released");

        Assert.Equal(before, await PictureAsync(subject, letter, mail));
        var page = await host.Coordinator.GetAsync($"/systemfel/{subject}");
        Assert.Contains("Händelsekedjan är hel.", page.Text);
        Assert.Contains("KS 2026/17", page.Text);
        var title = await host.ReadAsync(r => r.Deficiencies.Where(d => d.Id == subject).Select(d => d.Title).SingleAsync());
        Assert.Contains($"/systemfel/{subject}\"", (await host.Coordinator.GetAsync($"/register?q={Uri.EscapeDataString(title)}")).Text);
    }

    [Fact]
    public async Task Kept_StaysMaskedAndTheOriginalWithTheRegistrar()
    {
        var (_, subject, texts) = await MaskedCaseAsync();
        var incident = await host.IncidentAsync(subject);

        await DecideAsync(incident, "StaysMasked");

        AssertSilent(await host.Coordinator.GetAsync($"/systemfel/{subject}"), texts);
        using var registrar = await host.AsAsync(Role.Registrar);
        Assert.Contains(texts.Pattern, (await registrar.GetAsync($"/incidenter/{incident}/original")).Html.QuerySelector("main")!.TextContent);
        Assert.Contains("Ligger kvar maskerad, KS 2026/17", (await registrar.GetAsync("/incidenter")).Text);
    }

    [Fact]
    public async Task CaseAndItsMail_MaskedApart_AreShownWhenBothAreReleased()
    {
        var (letter, subject, link) = await host.SentAsync();
        var mail = await host.ArriveAsync(link, $"Vi har ändrat rutinen för {Word}.");
        var before = await PictureAsync(subject, letter, mail);
        await host.Coordinator.PostFormAsync($"/post/{mail}/fel-uppgift", ("kinds", "NAMN"));
        await host.Coordinator.PostFormAsync($"/systemfel/{subject}/fel-uppgift", ("kinds", "NAMN"));

        await DecideAsync(await host.IncidentAsync(mailId: mail), "Released");

        Assert.DoesNotContain(Word, (await host.Coordinator.GetAsync($"/post/{mail}")).Text);
        await DecideAsync(await host.IncidentAsync(subject), "Released");
        Assert.Equal(before, await PictureAsync(subject, letter, mail));
    }

    [Fact]
    public async Task Mail_InOsorterat_IsMaskedWithItsSenderAndFiles()
    {
        var mail = await host.ArriveAsync(null, $"Jag heter {Word}.", $"Från {Word}");
        Assert.Contains(Word, (await host.Coordinator.GetAsync("/osorterat")).Text);
        Assert.NotNull((await host.Coordinator.GetAsync($"/post/{mail}")).Html.QuerySelector($"a[href='/post/{mail}/fel-uppgift']"));

        Assert.Equal($"/post/{mail}", (await host.Coordinator.PostFormAsync($"/post/{mail}/fel-uppgift", ("kinds", "NAMN"))).Location);

        var rows = (await host.Coordinator.GetAsync("/osorterat")).Html.QuerySelectorAll($"main li:has(a[href='/post/{mail}'])");
        Assert.All(rows, r => Assert.DoesNotContain(Word, r.TextContent));
        Assert.DoesNotContain(Word, (await host.Coordinator.GetAsync($"/post/{mail}")).Text);
        Assert.Empty(await host.ReadAsync(r => r.MailMessages.Where(m => m.Id == mail).Select(m => m.Raw).SingleAsync()));
        // The coordinator may read what she has masked herself; that is logged too.
        var incident = await host.IncidentAsync(mailId: mail);
        var originals = await host.Coordinator.GetAsync($"/incidenter/{incident}/original");
        Assert.Contains($"Jag heter {Word}.", originals.Text);
        var files = originals.Html.QuerySelectorAll("dd a[download]").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(2, files.Count);
        Assert.Contains(Word, (await host.Coordinator.GetAsync(files[0])).Text);
        Assert.Equal(3, await host.ReadAsync(r => r.AccessLog.CountAsync(a => a.What == IncidentOriginals.LogWord && a.SubjectId == incident)));
    }

    [Fact]
    public async Task Mail_ThatAnswersAMaskedLetter_IsMaskedAsItComes()
    {
        var (_, subject, link) = await host.SentAsync();
        await host.Coordinator.PostFormAsync($"/systemfel/{subject}/fel-uppgift", ("kinds", "NAMN"));

        var mail = await host.ArriveAsync(link, "Vi har ändrat rutinen.");

        Assert.NotNull(await host.ReadAsync(r => r.MailMessages.Where(m => m.Id == mail).Select(m => m.MaskedAt).SingleAsync()));
        Assert.DoesNotContain(Word, (await host.Coordinator.GetAsync($"/post/{mail}")).Text);
        await DecideAsync(await host.IncidentAsync(subject), "Released");
        Assert.Contains(Word, (await host.Coordinator.GetAsync($"/post/{mail}")).Text);
    }

    [Fact]
    public async Task Letter_WithAMaskedPoint_IsNotSent()
    {
        var letter = await host.DecideLetterAsync();
        var subject = await host.ReadAsync(r => r.LetterItems.Where(i => i.LetterId == letter).Select(i => i.DeficiencyId).SingleAsync());
        await host.Coordinator.PostFormAsync($"/systemfel/{subject}/fel-uppgift", ("kinds", "NAMN"));

        var sent = await host.Coordinator.PostFormAsync($"/brev/{letter}/skicka");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.Status);
        Assert.Equal(0, await host.ReadAsync(r => r.OutboxItems.CountAsync(o => o.LetterId == letter && o.State != OutboxState.Cancelled)));
    }

    private async Task<(long Letter, long Case, Texts Texts)> MaskedCaseAsync()
    {
        var (letter, subject, _) = await host.SentAsync();
        var texts = await WordsAsync(subject);
        Assert.Equal($"/systemfel/{subject}", (await host.Coordinator.PostFormAsync($"/systemfel/{subject}/fel-uppgift", ("kinds", "NAMN"))).Location);
        return (letter, subject, texts);
    }

    private async Task DecideAsync(long incident, string decision)
    {
        using var registrar = await host.AsAsync(Role.Registrar);
        var decided = await registrar.PostFormAsync($"/incidenter/{incident}", $"/incidenter/{incident}/beslut", ("decision", decision), ("number", "KS 2026/17"));
        Assert.Equal($"/incidenter/{incident}", decided.Location);
    }

    private Task<Texts> WordsAsync(long subject) => host.ReadAsync(r => r.Deficiencies.Where(d => d.Id == subject).Select(d => new Texts(d.Title, d.Pattern, d.Consequence, d.Proposal)).SingleAsync());

    private static void AssertSilent(Page page, Texts texts)
    {
        Assert.True((int)page.Status < 400, $"{page.Status}");
        Assert.All(new[] { texts.Title, texts.Pattern, texts.Consequence, texts.Proposal }.Where(t => t.Length > 0), t => Assert.DoesNotContain(t, page.Html.DocumentElement.TextContent + page.Text));
    }

    /// <summary>All words of a case, its letter and its mail, and its events without those of the incident.</summary>
    private Task<string> PictureAsync(long subject, long letter, long mail) => host.ReadAsync(async r =>
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

    private sealed record Texts(string Title, string Pattern, string Consequence, string Proposal);
}

public sealed class SqliteMaskPageTests(IncidentHost host) : MaskPageTests(host), IClassFixture<IncidentHost>;

public sealed class PostgresMaskPageTests(PostgresIncidentHost host) : MaskPageTests(host), IClassFixture<PostgresIncidentHost>;
