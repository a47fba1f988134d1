using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Workflows.Demo;

namespace Systemfel.Web.Tests.Letters;

public class LetterPagesTests(LetterHost host) : IClassFixture<LetterHost>
{
    [Theory]
    [InlineData("/brev")]
    [InlineData("/osorterat")]
    [InlineData("/svar")]
    [InlineData("/kontakter")]
    [InlineData("/post/1")]
    [InlineData("/epost")]
    public async Task Page_ForAnOmbud_DoesNotExist(string path)
    {
        using var ombud = await host.SignedInAsync("sara@demo.example", DemoSeeder.Password);

        Assert.Equal(HttpStatusCode.NotFound, (await ombud.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("/brev")]
    [InlineData("/osorterat")]
    [InlineData("/svar")]
    [InlineData("/kontakter")]
    [InlineData("/epost")]
    [InlineData("/demo/postlada")]
    public async Task Page_ForTheCoordinator_IsShownWithoutInlineStyle(string path)
    {
        var page = await host.Coordinator.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.Html.QuerySelectorAll("[style], style, script:not([src])"));
    }

    [Fact]
    public async Task Edit_WithADayThatHasBeen_KeepsWhatWasTyped()
    {
        var id = await host.DecideLetterAsync();

        var page = await host.Coordinator.PostFormAsync($"/brev/{id}", ("introduction", "Vi har mötts förut."), ("answerBy", "2020-01-01"), ("contact", "1"));

        Assert.StartsWith("Fel: ", page.Html.Title);
        Assert.Equal("Vi har mötts förut.", page.Html.QuerySelector("textarea[name=introduction]")!.TextContent.Trim());
        Assert.Equal("2020-01-01", page.Html.QuerySelector("input[name=answerBy]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Send_WhenWordsMayPointAtAPerson_AsksAndSendsWhatIsSaidToBeNobody()
    {
        var id = await host.DecideLetterAsync();
        var edit = await host.Coordinator.GetAsync($"/brev/{id}");
        await host.Coordinator.PostFormAsync($"/brev/{id}", ("introduction", "Ring växeln på 0243-740 00."),
            ("answerBy", edit.Html.QuerySelector("input[name=answerBy]")!.GetAttribute("value")!), ("contact", edit.Html.QuerySelector("select[name=contact] option[selected]")!.GetAttribute("value")!));

        var asked = await host.Coordinator.PostFormAsync($"/brev/{id}/skicka");
        var key = asked.Html.QuerySelector("input[name=accepted]")!.GetAttribute("value")!;
        var sent = await host.Coordinator.PostFormAsync($"/brev/{id}/skicka", ("accepted", key));

        Assert.Contains("0243-740 00", asked.Html.QuerySelector("#Accepted-fel, .felsumma")!.TextContent);
        Assert.Equal($"/brev/{id}", sent.Location);
        Assert.Equal(LetterState.Sent, await host.ReadAsync(r => r.Letters.Where(l => l.Id == id).Select(l => l.State).SingleAsync()));
    }

    [Fact]
    public async Task Send_OfTheSameFormTwice_SendsOnce()
    {
        var id = await host.DecideLetterAsync();
        var form = (await host.Coordinator.GetAsync($"/brev/{id}/skicka")).Html.QuerySelectorAll($"form[action='/brev/{id}/skicka'] input")
            .Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).ToArray();

        var first = await host.Coordinator.PostAsync($"/brev/{id}/skicka", form);
        var second = await host.Coordinator.PostAsync($"/brev/{id}/skicka", form);

        Assert.Equal(($"/brev/{id}", $"/brev/{id}"), (first.Location, second.Location));
        Assert.Equal(1, await host.ReadAsync(r => r.OutboxItems.CountAsync(o => o.LetterId == id)));
        Assert.Equal(DeliveryState.Sent, await host.ReadAsync(r => r.LetterRecipients.Where(x => x.LetterId == id).Select(x => x.Delivery).SingleAsync()));
    }

    [Fact]
    public async Task Preview_Always_IsSandboxedAndShowsNoLink()
    {
        var id = await host.DecideLetterAsync();

        var page = await host.Coordinator.GetAsync($"/brev/{id}/forhandsvisning");

        Assert.Contains("sandbox", page.Header("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", page.Header("Content-Security-Policy"));
        Assert.DoesNotContain("svarslänk", page.Text);
        Assert.Equal("", (await host.Coordinator.GetAsync($"/brev/{id}")).Html.QuerySelector("iframe")!.GetAttribute("sandbox"));
    }

    [Fact]
    public async Task Original_OfAMail_IsAFileAndNeverAPage()
    {
        var id = await host.ReadAsync(r => r.MailMessages.Select(m => m.Id).FirstAsync());

        var page = await host.Coordinator.GetAsync($"/post/{id}/original");

        Assert.Equal("application/octet-stream", page.Header("Content-Type"));
        Assert.StartsWith("attachment", page.Header("Content-Disposition"));
        Assert.Equal("nosniff", page.Header("X-Content-Type-Options"));
        Assert.Contains("sandbox", page.Header("Content-Security-Policy"));
    }

    [Fact]
    public async Task AnswerInTheDemoMailbox_ToASentLetter_WaitsForTheCoordinator()
    {
        await host.SendLetterAsync();
        var mail = (await host.Coordinator.GetAsync("/demo/postlada")).Html.QuerySelector("a[href^='/demo/postlada/']")!.GetAttribute("href")!;
        var before = await host.ReadAsync(r => r.Answers.CountAsync(a => a.State == AnswerState.Proposed));

        await host.Coordinator.PostFormAsync(mail, mail + "/svara", ("text", "Vi planerar en ändring i vår."));

        Assert.Equal(before + 1, await host.ReadAsync(r => r.Answers.CountAsync(a => a.State == AnswerState.Proposed)));
    }
}
