using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Tests.Reports;

public sealed class DraftTests(WebHost host) : IClassFixture<WebHost>
{
    [Fact]
    public async Task Draft_OfSomebodyElse_CannotBeReadWrittenSentOrDeleted()
    {
        using var author = await host.OmbudAsync("min@demo.example");
        using var other = await host.OmbudAsync("annan@demo.example");
        var place = (await author.PostFormAsync("/rapportera", ("Title", "Bara mitt"), ("act", "save"))).Location!;
        var id = place.Split('/')[^1];
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync(place)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostFormAsync("/rapportera", ("Title", "Över"), ("draftId", id), ("act", "save"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.ReportAsync("Över", ("draftId", id))).Status);
        var token = (await other.GetAsync("/rapportera")).Html.QuerySelector("#rapport input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync(place + "/ta-bort", ("__RequestVerificationToken", token))).Status);
        Assert.Contains("Bara mitt", (await author.GetAsync(place)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_OfAnEmptyForm_AsksForSomethingToSave()
    {
        using var browser = await host.OmbudAsync("inget@demo.example");
        var page = await browser.PostFormAsync("/rapportera", ("act", "save"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
    }

    [Fact]
    public async Task Draft_IsShownOnTheFirstPageAndAgainInTheForm()
    {
        using var browser = await host.OmbudAsync("fortsatt@demo.example");
        var place = (await browser.PostFormAsync("/rapportera",
            ("Title", "Halvskriven"), ("Authorities", "KO"), ("Level", "3"), ("From", "septem"), ("act", "save"))).Location!;
        var first = await browser.GetAsync("/");
        Assert.Contains(first.Html.QuerySelectorAll("a"), a => a.GetAttribute("href") == place && a.TextContent == "Fortsätt på utkastet");
        var form = (await browser.GetAsync(place)).Html;
        Assert.Equal("Halvskriven", ((IHtmlInputElement)form.GetElementById("Title")!).Value);
        Assert.Equal("septem", form.GetElementById("From")!.GetAttribute("value"));
        Assert.NotNull(form.QuerySelector("input[name=Level][value='3'][checked]"));
    }

    [Fact]
    public async Task Draft_SavedTwice_IsOne()
    {
        using var browser = await host.OmbudAsync("en@demo.example");
        var place = (await browser.PostFormAsync("/rapportera", ("Title", "Första"), ("act", "save"))).Location!;
        var again = await browser.PostFormAsync(place, "/rapportera", ("Title", "Andra"), ("act", "save"));
        Assert.Equal(place, again.Location);
    }

    [Fact]
    public async Task Draft_SentIn_IsGone()
    {
        using var browser = await host.OmbudAsync("sand@demo.example");
        var place = (await browser.PostFormAsync("/rapportera", ("Title", "Blir rapport"), ("act", "save"))).Location!;
        await browser.PostFormAsync(place, "/rapportera", Reporting.Filled("Blir rapport"));
        Assert.NotNull(await host.FindAsync("Blir rapport"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(place)).Status);
    }

    [Fact]
    public async Task Draft_Deleted_IsGone()
    {
        using var browser = await host.OmbudAsync("slang@demo.example");
        var place = (await browser.PostFormAsync("/rapportera", ("Title", "Slängs"), ("act", "save"))).Location!;
        await browser.PostFormAsync("/", place + "/ta-bort");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(place)).Status);
    }

    [Fact]
    public async Task Withdraw_AfterTheReviewOpened_IsRefused()
    {
        using var browser = await host.OmbudAsync("forsent@demo.example");
        await browser.ReportAsync("För sent att dra tillbaka");
        var subject = (await host.FindAsync("För sent att dra tillbaka"))!;
        var targets = Targets.Of(subject.Bookmarks).ToString();
        var token = (await browser.GetAsync("/")).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await host.OpenReviewAsync(await host.CoordinatorAsync("oppnar@demo.example"));
        var page = await browser.PostAsync("/rapportera/dra-tillbaka",
            ("__RequestVerificationToken", token), ("id", $"{subject.Id}"), ("targets", targets), ("key", Guid.NewGuid().ToString()));
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.False((await host.FindAsync("För sent att dra tillbaka"))!.IsDraft);
    }

    [Fact]
    public async Task Withdraw_OfAnothersReport_IsRefused()
    {
        using var author = await host.OmbudAsync("forfattare@demo.example");
        using var other = await host.OmbudAsync("kollega@demo.example");
        await author.ReportAsync("Inte din att dra tillbaka");
        var subject = (await host.FindAsync("Inte din att dra tillbaka"))!;
        var token = (await other.GetAsync("/rapportera")).Html.QuerySelector("#rapport input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var page = await other.PostAsync("/rapportera/dra-tillbaka",
            ("__RequestVerificationToken", token), ("id", $"{subject.Id}"), ("targets", Targets.Of(subject.Bookmarks).ToString()), ("key", Guid.NewGuid().ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/rapportera/systemfel/{subject.Id}")).Status);
    }

    [Fact]
    public async Task Withdrawn_ChangedAndSentAgain_IsTheSameCase()
    {
        using var browser = await host.OmbudAsync("igen@demo.example");
        await browser.ReportAsync("Skickas om");
        var before = (await host.FindAsync("Skickas om"))!;
        var withdrawn = await browser.PostFormAsync("/", "/rapportera/dra-tillbaka", ("id", $"{before.Id}"));
        Assert.Equal($"/rapportera/systemfel/{before.Id}", withdrawn.Location);
        await browser.PostFormAsync(withdrawn.Location!, "/rapportera", Reporting.Filled("Skickas om, ändrad"));
        var after = (await host.FindAsync("Skickas om, ändrad"))!;
        Assert.Equal(before.Number, after.Number);
        Assert.Equal(Stages.Submitted, after.Bookmarks.Single().Stage);
        Assert.False(after.IsDraft);
    }

    [Fact]
    public async Task Withdrawn_SavedAsDraft_OpensAsWritten()
    {
        using var browser = await host.OmbudAsync("mellan@demo.example");
        await browser.ReportAsync("Skrivs om");
        var id = (await host.FindAsync("Skrivs om"))!.Id;
        var page = $"/rapportera/systemfel/{id}";
        await browser.PostFormAsync("/", "/rapportera/dra-tillbaka", ("id", $"{id}"));
        await browser.PostFormAsync(page, "/rapportera", ("Title", "Skrivs om, halvvägs"), ("act", "save"));
        Assert.Contains("Skrivs om, halvvägs", (await browser.GetAsync(page)).Text, StringComparison.Ordinal);
        Assert.Equal(1, await host.WithAsync<SystemfelReader, int>(r => r.Drafts.CountAsync(d => d.DeficiencyId == id)));
    }
}
