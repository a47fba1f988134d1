using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;

namespace Systemfel.Web.Tests.Letters;

/// <summary>A letter that the server would not take, on the page E-post.</summary>
public class ResendTests(LetterHost host) : IClassFixture<LetterHost>
{
    [Fact]
    public async Task Resend_OfAMailThatHasLeft_IsRefusedInASentence()
    {
        await host.SendLetterAsync();
        var sent = await host.ReadAsync(r => r.OutboxItems.Where(o => o.State == OutboxState.Sent).OrderByDescending(o => o.Id).Select(o => o.Id).FirstAsync());
        var token = (await host.Coordinator.GetAsync("/konto")).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        var page = await host.Coordinator.PostAsync($"/epost/{sent}/igen", ("__RequestVerificationToken", token), ("key", $"{Guid.NewGuid()}"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("redan på väg eller framme", page.Html.QuerySelector(".felsumma")!.TextContent);
    }

    [Fact]
    public async Task Resend_OfAFailedLetter_SendsItToTheAddressThatWasCorrected()
    {
        var letter = await host.DecideLetterAsync();
        host.Transport.Refuses = true;
        await host.Coordinator.PostFormAsync($"/brev/{letter}/skicka");
        host.Transport.Refuses = false;
        var contact = await host.ReadAsync(r => r.Letters.Where(l => l.Id == letter).Select(l => l.ContactId).SingleAsync());
        await host.Coordinator.PostFormAsync($"/kontakter/{contact}", $"/kontakter/{contact}", ("name", "Registrator"), ("address", $"nyadress{letter}@kommunen.example"));
        var page = await host.Coordinator.GetAsync("/epost");
        var form = page.Html.QuerySelector($"tr:has(a[href='/brev/{letter}']) form")!;

        var answer = await host.Coordinator.PostFormAsync("/epost", form.GetAttribute("action")!);

        Assert.Contains($"nyadress{letter}@kommunen.example", form.TextContent);
        Assert.Equal("/epost", answer.Location);
        Assert.Equal([OutboxState.Cancelled, OutboxState.Sent], await host.ReadAsync(r => r.OutboxItems.Where(o => o.LetterId == letter).OrderBy(o => o.Id).Select(o => o.State).ToListAsync()));
        var after = await host.Coordinator.GetAsync("/epost");
        Assert.Null(after.Html.QuerySelector($"tr:has(a[href='/brev/{letter}']) form"));
        var caseId = await host.ReadAsync(r => r.LetterItems.Where(i => i.LetterId == letter).Select(i => i.DeficiencyId).SingleAsync());
        Assert.Contains("E-post skickad igen", (await host.Coordinator.GetAsync($"/systemfel/{caseId}")).Text);
    }
}
