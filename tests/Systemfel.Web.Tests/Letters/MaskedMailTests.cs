using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Systemfel.Workflows.Attachments;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Ingest;

namespace Systemfel.Web.Tests.Letters;

/// <summary>A mail that names a person's number: what the team sees of it, and how the coordinator releases it.</summary>
public sealed class MaskedMailTests(LetterHost host) : IClassFixture<LetterHost>
{
    private const string Number = "070-123 45 67";

    [Fact]
    public async Task Case_UntilTheMailIsReleased_HidesTheFindFromOmbudsOnly()
    {
        var (mail, page) = await DeliverAsync();
        using var ombud = await host.SignedInAsync("sara@demo.example", DemoSeeder.Password);

        Assert.DoesNotContain(Number, (await ombud.GetAsync(page)).Text);
        Assert.Contains(TextMaskWords, (await ombud.GetAsync(page)).Text);
        Assert.Contains(Number, (await host.Coordinator.GetAsync(page)).Text);

        await host.Coordinator.PostFormAsync($"/post/{mail}", $"/post/{mail}/slapp");
        Assert.Contains(Number, (await ombud.GetAsync(page)).Text);

        await host.Coordinator.PostFormAsync($"/post/{mail}", $"/post/{mail}/maska");
        Assert.DoesNotContain(Number, (await ombud.GetAsync(page)).Text);
    }

    [Fact]
    public async Task Case_ForAnOmbud_NamesTheAttachmentButDoesNotOfferIt()
    {
        var (mail, page) = await DeliverAsync();
        using var ombud = await host.SignedInAsync("sara@demo.example", DemoSeeder.Password);

        var seen = await ombud.GetAsync(page);

        Assert.Contains("beslut.txt", seen.Text);
        Assert.Empty(seen.Html.QuerySelectorAll($"a[href^='/post/{mail}']"));
        Assert.NotEmpty((await host.Coordinator.GetAsync(page)).Html.QuerySelectorAll($"a[href^='/post/{mail}/bilaga/']"));
    }

    [Fact]
    public async Task Attachment_InWhichTheScannerFoundSomething_CannotBeFetched()
    {
        var (mail, _) = await DeliverAsync();
        var attachment = await host.ReadAsync(r => r.Attachments.Where(a => a.MailMessageId == mail).Select(a => a.Id).SingleAsync());
        Assert.Contains("ej virusgranskad", (await host.Coordinator.GetAsync($"/post/{mail}")).Text);
        Assert.Equal(HttpStatusCode.OK, (await host.Coordinator.GetAsync($"/post/{mail}/bilaga/{attachment}")).Status);

        host.Scanner.Verdict = new ScanVerdict(false, "Eicar-Signature");
        await host.WithAsync<AttachmentScanning, string>(s => s.ExecuteAsync(default));

        Assert.Equal($"/post/{mail}", (await host.Coordinator.GetAsync($"/post/{mail}/bilaga/{attachment}")).Location);
        Assert.Contains("Eicar-Signature", (await host.Coordinator.GetAsync($"/post/{mail}")).Text);
    }

    [Fact]
    public async Task Attachment_ByTheAddressOfAnotherMail_IsNotFound()
    {
        var (mail, _) = await DeliverAsync();
        var (other, _) = await DeliverAsync();
        var attachment = await host.ReadAsync(r => r.Attachments.Where(a => a.MailMessageId == other).Select(a => a.Id).SingleAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await host.Coordinator.GetAsync($"/post/{mail}/bilaga/{attachment}")).Status);
    }

    [Fact]
    public async Task Case_WhenTheAnswerQuotesOurLetter_HidesTheClientsNumberAndNotOurs()
    {
        var (mail, page) = await DeliverAsync(quotes: true);
        var phone = await host.ReadAsync(r => r.Organisations.Select(o => o.Phone).SingleAsync());
        using var ombud = await host.SignedInAsync("sara@demo.example", DemoSeeder.Password);

        var seen = (await ombud.GetAsync(page)).Html.QuerySelector("article.brev")!.TextContent;

        Assert.DoesNotContain(Number, seen);
        Assert.Contains(phone, seen);
        Assert.Equal([Number], (await host.Coordinator.GetAsync($"/post/{mail}")).Html.QuerySelectorAll("[aria-labelledby=maskerat] mark").Select(m => m.TextContent));
    }

    [Fact]
    public async Task Case_WhenTheAnswerOnlyQuotesOurLetter_HidesNothingAndAsksForNoRelease()
    {
        var (mail, page) = await DeliverAsync(quotes: true, text: "Vi har ändrat rutinen.");

        Assert.DoesNotContain("maskerade", (await host.Coordinator.GetAsync(page)).Text);
        Assert.Null((await host.Coordinator.GetAsync($"/post/{mail}")).Html.QuerySelector("#maskerat"));
    }

    private static string TextMaskWords => Systemfel.Workflows.Anonymisation.TextMask.Hidden;

    private async Task<(long Mail, string CasePage)> DeliverAsync(bool quotes = false, string text = $"Vi har ändrat rutinen. Ring {Number} om ni undrar.")
    {
        var letter = await host.DecideLetterAsync();
        await host.Coordinator.PostFormAsync($"/brev/{letter}/skicka");
        var token = (await host.LinkAsync(letter)).Split('/')[^1];
        var organisation = await host.ReadAsync(r => r.Organisations.Select(o => o.Id).SingleAsync());
        var sent = await host.ReadAsync(r => r.OutboxItems.Where(o => o.LetterId == letter).Select(o => o.Text).FirstAsync());
        var quoted = quotes ? "\n\n" + sent : "";
        var raw = Encoding.UTF8.GetBytes($"""
            From: <nagon@fk.example>
            To: <svar+{token}@systemfel.example>
            Subject: SV: Systemfel att besvara
            Message-ID: <{Guid.NewGuid():N}@fk.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="b"

            --b
            Content-Type: text/plain; charset=utf-8

            {text}{quoted}
            --b
            Content-Type: text/plain; name="beslut.txt"
            Content-Disposition: attachment; filename="beslut.txt"

            Beslutet.
            --b--

            """.ReplaceLineEndings("\r\n"));
        var mail = await host.WithAsync<MailIngest, long>(async i =>
        {
            var id = await i.StoreAsync(organisation, "prov", null, null, raw);
            await i.ProcessAsync(id);
            return id;
        });
        var subject = await host.ReadAsync(r => r.LetterItems.Where(i => i.LetterId == letter).Select(i => i.DeficiencyId).SingleAsync());
        return (mail, $"/systemfel/{subject}");
    }
}
