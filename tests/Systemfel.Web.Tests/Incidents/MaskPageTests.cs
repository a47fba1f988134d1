using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Workflows.Incidents;

namespace Systemfel.Web.Tests.Incidents;

/// <summary>What was sent or received is masked for all, on every page.</summary>
public abstract class MaskPageTests(IncidentHost host) : MaskSteps(host)
{
    private const string Word = IncidentHost.Word;

    [Fact]
    public async Task Case_ThatWasSent_IsMaskedOnEveryPage()
    {
        var (letter, subject, link) = await Host.SentAsync();
        var mail = await Host.ArriveAsync(link, "Vi har ändrat rutinen.");
        var texts = await WordsAsync(subject);
        var search = $"/register?q={Uri.EscapeDataString(texts.Title)}";
        Assert.Contains($"/systemfel/{subject}\"", (await Host.Coordinator.GetAsync(search)).Text);

        Assert.Equal($"/systemfel/{subject}", (await Host.Coordinator.PostFormAsync($"/systemfel/{subject}/fel-uppgift", ("kinds", "KVASI"))).Location);

        var meeting = await Host.ReadAsync(r => r.AgendaItems.Where(i => i.DeficiencyId == subject).Select(i => i.MeetingId).FirstAsync());
        foreach (var path in new[] { $"/systemfel/{subject}", $"/brev/{letter}", $"/brev/{letter}/forhandsvisning", $"/mote/{meeting}", $"/mote/{meeting}/anteckningar", "/register", "/register.csv", $"/post/{mail}", "/svar", "/" })
            AssertSilent(await Host.Coordinator.GetAsync(path), texts);
        using var member = await Host.MemberAsync();
        AssertSilent(await member.GetAsync($"/systemfel/{subject}"), texts);
        using var authority = Host.Browse();
        AssertSilent(await authority.GetAsync(link), texts);
        Assert.DoesNotContain($"/systemfel/{subject}\"", (await Host.Coordinator.GetAsync(search)).Html.QuerySelector("main")!.InnerHtml);
        Assert.DoesNotContain(Word, (await Host.Coordinator.GetAsync($"/post/{mail}")).Text);
        Assert.Equal($"/post/{mail}", (await Host.Coordinator.GetAsync($"/post/{mail}/original")).Location);
        var page = await Host.Coordinator.GetAsync($"/systemfel/{subject}");
        Assert.Equal("[maskerat]", page.Heading);
        Assert.Contains("Händelsekedjan är hel.", page.Text);
    }

    [Fact]
    public async Task Mail_InOsorterat_IsMaskedWithItsSenderAndFiles()
    {
        var mail = await Host.ArriveAsync(null, $"Jag heter {Word}.", $"Från {Word}");
        Assert.Contains(Word, (await Host.Coordinator.GetAsync("/osorterat")).Text);
        Assert.NotNull((await Host.Coordinator.GetAsync($"/post/{mail}")).Html.QuerySelector($"a[href='/post/{mail}/fel-uppgift']"));

        Assert.Equal($"/post/{mail}", (await Host.Coordinator.PostFormAsync($"/post/{mail}/fel-uppgift", ("kinds", "NAMN"))).Location);

        var rows = (await Host.Coordinator.GetAsync("/osorterat")).Html.QuerySelectorAll($"main li:has(a[href='/post/{mail}'])");
        Assert.All(rows, r => Assert.DoesNotContain(Word, r.TextContent));
        Assert.DoesNotContain(Word, (await Host.Coordinator.GetAsync($"/post/{mail}")).Text);
        Assert.Empty(await Host.ReadAsync(r => r.MailMessages.Where(m => m.Id == mail).Select(m => m.Raw).SingleAsync()));
        // The coordinator may read what she has masked herself; that is logged too.
        var incident = await Host.IncidentAsync(mailId: mail);
        var originals = await Host.Coordinator.GetAsync($"/incidenter/{incident}/original");
        Assert.Contains($"Jag heter {Word}.", originals.Text);
        var files = originals.Html.QuerySelectorAll("dd a[download]").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(2, files.Count);
        Assert.Contains(Word, (await Host.Coordinator.GetAsync(files[0])).Text);
        Assert.Equal(2, await Host.ReadAsync(r => r.AccessLog.CountAsync(a => a.What == IncidentOriginals.LogWord && a.SubjectId == incident)));
    }

    [Fact]
    public async Task Mail_ThatAnswersAMaskedLetter_IsMaskedAsItComes()
    {
        var (_, subject, link) = await Host.SentAsync();
        await Host.Coordinator.PostFormAsync($"/systemfel/{subject}/fel-uppgift", ("kinds", "NAMN"));

        var mail = await Host.ArriveAsync(link, "Vi har ändrat rutinen.");

        Assert.NotNull(await Host.ReadAsync(r => r.MailMessages.Where(m => m.Id == mail).Select(m => m.MaskedAt).SingleAsync()));
        Assert.DoesNotContain(Word, (await Host.Coordinator.GetAsync($"/post/{mail}")).Text);
        await DecideAsync(await Host.IncidentAsync(subject), "Released");
        Assert.Contains(Word, (await Host.Coordinator.GetAsync($"/post/{mail}")).Text);
    }

    [Fact]
    public async Task Letter_WithAMaskedPoint_IsNotSent()
    {
        var letter = await Host.DecideLetterAsync();
        var subject = await Host.ReadAsync(r => r.LetterItems.Where(i => i.LetterId == letter).Select(i => i.DeficiencyId).SingleAsync());
        await Host.Coordinator.PostFormAsync($"/systemfel/{subject}/fel-uppgift", ("kinds", "NAMN"));

        var sent = await Host.Coordinator.PostFormAsync($"/brev/{letter}/skicka");

        Assert.Contains("är maskerat, så brevet går inte att skicka.", sent.Text);
        Assert.Equal(0, await Host.ReadAsync(r => r.OutboxItems.CountAsync(o => o.LetterId == letter && o.State != OutboxState.Cancelled)));
    }
}

public sealed class SqliteMaskPageTests(IncidentHost host) : MaskPageTests(host), IClassFixture<IncidentHost>;

public sealed class PostgresMaskPageTests(PostgresIncidentHost host) : MaskPageTests(host), IClassFixture<PostgresIncidentHost>;
