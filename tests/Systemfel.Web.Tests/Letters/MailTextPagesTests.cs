using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Systemfel.Web.Tests.Letters;

public sealed class MailTextPagesTests(LetterHost host) : IClassFixture<LetterHost>
{
    [Fact]
    public async Task Text_WhenSaved_IsShownAsOwnAndCanBePutBack()
    {
        await host.Coordinator.PostFormAsync("/brev/texter/thanks", ("text", "Tack så mycket."));
        Assert.Contains("Egen text", (await host.Coordinator.GetAsync("/brev/texter")).Text);

        await host.Coordinator.PostFormAsync("/brev/texter/thanks", ("text", "Tack så mycket."), ("action", "aterstall"));
        Assert.DoesNotContain("Egen text", (await host.Coordinator.GetAsync("/brev/texter")).Text);
    }

    [Fact]
    public async Task Text_WithAnUnknownField_IsKeptWithTheError()
    {
        var page = await host.Coordinator.PostFormAsync("/brev/texter/overdue", ("text", "Hej {myndigheten}"));

        Assert.StartsWith("Fel: ", page.Html.Title);
        Assert.Equal("Hej {myndigheten}", page.Html.QuerySelector("textarea[name=text]")!.TextContent.Trim());
    }

    [Fact]
    public async Task Sample_OfWhatIsTyped_IsShownWithoutSaving()
    {
        var page = await host.Coordinator.PostFormAsync("/brev/texter/letter", ("text", "Vi undrar <b>en sak</b>."), ("action", "visa"));

        Assert.Contains("Vi undrar <b>en sak</b>.", page.Html.QuerySelector("pre")!.TextContent);
        Assert.Equal(0, await host.ReadAsync(r => r.LetterTemplates.CountAsync(t => t.Kind == "letter")));
        var frame = await host.Coordinator.GetAsync(page.Html.QuerySelector("iframe")!.GetAttribute("src")!);
        Assert.Contains("sandbox", frame.Header("Content-Security-Policy"));
        Assert.Contains("&lt;b&gt;", frame.Text);
    }

    [Fact]
    public async Task Trial_SentFromThePage_LandsInOnesOwnMailbox()
    {
        await host.Coordinator.PostFormAsync("/brev/texter/reminder", ("text", "Ett litet prov."), ("action", "prova"));

        var row = await host.ReadAsync(r => r.OutboxItems.SingleAsync(o => o.Purpose == "trial"));
        Assert.Equal("malin@demo.example", row.ToAddress);
        Assert.Contains("Ett litet prov.", row.Text);
    }

    [Fact]
    public async Task Text_OfAKindThatIsNone_DoesNotExist() =>
        Assert.Equal(HttpStatusCode.NotFound, (await host.Coordinator.GetAsync("/brev/texter/annat")).Status);
}
