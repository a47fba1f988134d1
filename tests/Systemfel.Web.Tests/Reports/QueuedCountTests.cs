using System.Net;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;

namespace Systemfel.Web.Tests.Reports;

/// <summary>Counts that were made without network and come later.</summary>
public sealed class QueuedCountTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Take_OfAnotherAccount_CountsNothing()
    {
        using var browser = await host.OmbudAsync("annan@demo.example");
        var other = (await host.ActorAsync("annan@demo.example")).AccountId!.Value + 1;
        var id = await CaseAsync(browser, "Annan persons räkning");
        var answer = await SendAsync(browser, id, other, Guid.NewGuid().ToString());
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal(0, await CountedAsync(id));
    }

    [Fact]
    public async Task Take_WithoutAKey_CountsNothing()
    {
        using var browser = await host.OmbudAsync("nyckellos@demo.example");
        var id = await CaseAsync(browser, "Räkning utan nyckel");
        var answer = await SendAsync(browser, id, await AccountAsync("nyckellos@demo.example"), "");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(0, await CountedAsync(id));
    }

    [Fact]
    public async Task Take_ThatIsRefused_SaysWhy()
    {
        using var browser = await host.OmbudAsync("nekad@demo.example");
        var id = await CaseAsync(browser, "Räkning i framtiden");
        var answer = await SendAsync(browser, id, await AccountAsync("nekad@demo.example"), Guid.NewGuid().ToString(), "2999-01");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("Månaden har inte varit än", answer.Text, StringComparison.Ordinal);
        Assert.Equal(0, await CountedAsync(id));
    }

    [Fact]
    public async Task Take_OfACaseThatIsNotThere_IsNotFound()
    {
        using var browser = await host.OmbudAsync("borta@demo.example");
        var answer = await SendAsync(browser, 999_999, await AccountAsync("borta@demo.example"), Guid.NewGuid().ToString());
        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
    }

    [Fact]
    public async Task Take_SentTwice_CountsOnce()
    {
        using var browser = await host.OmbudAsync("kolagd@demo.example");
        var id = await CaseAsync(browser, "Räkning som kommer två gånger");
        var (account, key) = (await AccountAsync("kolagd@demo.example"), Guid.NewGuid().ToString());
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(browser, id, account, key)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(browser, id, account, key)).Status);
        Assert.Equal(1, await CountedAsync(id));
    }

    private static async Task<Page> SendAsync(Browser browser, long id, long account, string key, string month = "2026-10")
    {
        var form = await browser.GetAsync("/rapportera");
        var token = form.Html.QuerySelector("#rapport input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await browser.PostAsync("/rakna/ko", ("__RequestVerificationToken", token), ("id", $"{id}"), ("konto", $"{account}"),
            ("month", month), ("municipality", "flera"), ("band", "One"), ("countKey", key));
    }

    private async Task<long> CaseAsync(Browser browser, string title)
    {
        await browser.ReportAsync(title);
        return (await host.FindAsync(title))!.Id;
    }

    private async Task<long> AccountAsync(string email) => (await host.ActorAsync(email)).AccountId!.Value;

    private Task<int> CountedAsync(long id) => host.WithAsync<SystemfelReader, int>(r => r.Occurrences.CountAsync(o => o.DeficiencyId == id));
}
