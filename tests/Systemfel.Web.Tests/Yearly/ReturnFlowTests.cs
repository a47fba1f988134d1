using System.Net;

namespace Systemfel.Web.Tests.Yearly;

/// <summary>Years are the tests' own: none is used by two.</summary>
[Collection(YearlyPages.Name)]
public sealed class ReturnFlowTests(ReturnWorld world)
{
    [Fact]
    public async Task Approve_ByTheCoordinatorWhereThereIsAManager_IsRefused()
    {
        var address = await world.BegunAsync(2011);
        await world.Coordinator.PostFormAsync(address, $"{address}/till-chefen");

        var page = await PostAsync(world.Coordinator, address, "godkann");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Bara enhetschefen kan lämna den vidare.", page.Text);
    }

    [Fact]
    public async Task Write_WhatIsWithTheManager_IsTheManagersAlone()
    {
        var address = await world.BegunAsync(2012);
        await world.Coordinator.PostFormAsync(address, $"{address}/till-chefen");

        Assert.Contains("Årsredovisningen för 2012 ligger hos dig.", (await world.Manager.GetAsync("/register")).Html.QuerySelector("main")!.TextContent);
        var coordinators = await world.Coordinator.GetAsync($"{address}/avsnitt/9");
        var managers = await ReturnWorld.WriteAsync(world.Manager, address, "9", ("9.1", "Rättat."));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.Redirect), (coordinators.Status, managers.Status));
    }

    [Fact]
    public async Task Send_WhenAStepIsMissing_IsRefused()
    {
        var address = await world.BegunAsync(2013);

        var page = await PostAsync(world.Coordinator, address, "skickad");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("står i ett annat steg nu", page.Text);
    }

    [Fact]
    public async Task Sign_WithoutWhoOrWithADayThatHasNotBeen_IsRefusedAndKept()
    {
        var address = await SignableAsync(2014);

        var nobody = await world.Coordinator.PostFormAsync(address, $"{address}/underskriven", ("on", "2015-01-03"), ("number", "ON 2015/1"));
        var later = await world.Coordinator.PostFormAsync(address, $"{address}/underskriven", ("by", "Omsorgsnämnden"), ("on", "2090-01-03"));

        Assert.Contains("Skriv vem som har skrivit under", nobody.Text);
        Assert.Equal("ON 2015/1", nobody.Html.QuerySelector("#number")!.GetAttribute("value"));
        Assert.Contains("Dagen har inte varit än.", later.Text);
    }

    [Fact]
    public async Task Return_WithoutAReason_IsRefused()
    {
        var address = await SignableAsync(2015);

        var page = await world.Coordinator.PostFormAsync(address, $"{address}/tillbaka", ("reason", " "));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Skriv varför den skickas tillbaka.", page.Text);
    }

    [Fact]
    public async Task Return_WithAReason_GoesOneStepBackAndSaysWhy()
    {
        var address = await SignableAsync(2016);

        await world.Coordinator.PostFormAsync(address, $"{address}/tillbaka", ("reason", "Siffrorna i avsnitt 7 saknas."));

        var page = await world.Manager.GetAsync(address);
        Assert.Contains("Siffrorna i avsnitt 7 saknas.", page.Html.QuerySelector("#logg")!.TextContent);
        Assert.Contains("Siffrorna i avsnitt 7 saknas.", page.Html.QuerySelector("[aria-labelledby=steg]")!.TextContent);
        Assert.NotNull(page.Html.QuerySelector($"form[action='{address}/godkann']"));
    }

    [Fact]
    public async Task HandOver_WhenASumFails_NeedsAReasonThatEveryLaterStepKeeps()
    {
        var address = await world.BegunAsync(2017);
        await ReturnWorld.WriteAsync(world.Coordinator, address, "2", ("2.3/totalt/m", "121"), ("2.3/18-29/m", "27"));

        var refused = await world.Coordinator.PostFormAsync(address, $"{address}/till-chefen");
        var handed = await world.Coordinator.PostFormAsync(address, $"{address}/till-chefen", ("sumReason", "Blanketten är läst ur en inskanning."));
        var approved = await world.Manager.PostFormAsync(address, $"{address}/godkann", ("sumReason", await ReasonAsync(world.Manager, address)));
        await world.Coordinator.PostFormAsync(address, $"{address}/underskriven", ("by", "Omsorgsnämnden"), ("on", "2018-01-03"), ("number", "ON 2018/1"));
        var sent = await world.Coordinator.PostFormAsync(address, $"{address}/skickad");
        var print = await world.Ombud.GetAsync($"{address}/utskrift");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("totalt är 121, men åldersgrupperna blir tillsammans 27", refused.Html.QuerySelector(".felsumma")!.TextContent);
        Assert.Equal((address, address, address), (handed.Location, approved.Location, sent.Location));
        Assert.Contains("Varför den skickas ändå: Blanketten är läst ur en inskanning.", print.Html.QuerySelector("main")!.TextContent);
        Assert.Contains("Omsorgsnämnden, 3 januari 2018, dnr ON 2018/1", print.Html.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Approve_WhatTheManagerHasMadeDisagree_NeedsAReasonAndWhatAgreesHasNone()
    {
        var address = await world.BegunAsync(2020);
        await world.Coordinator.PostFormAsync(address, $"{address}/till-chefen");
        await ReturnWorld.WriteAsync(world.Manager, address, "2", ("2.3/totalt/m", "x"));

        var refused = await world.Manager.PostFormAsync(address, $"{address}/godkann");
        await ReturnWorld.WriteAsync(world.Manager, address, "2", ("2.3/totalt/m", ""));
        // The page was open since before the figure was put right.
        var approved = await PostAsync(world.Manager, address, "godkann", ("sumReason", "Blanketten är läst ur en inskanning."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("är inget helt tal", refused.Html.QuerySelector(".felsumma")!.TextContent);
        Assert.Equal(address, approved.Location);
        Assert.DoesNotContain("inskanning", (await world.Coordinator.GetAsync($"{address}/arsredovisning.json")).Text);
    }

    [Fact]
    public async Task Send_WhenASumFails_KeepsTheReasonThatWasDecidedOn()
    {
        var address = await world.BegunAsync(2000);
        await ReturnWorld.WriteAsync(world.Coordinator, address, "2", ("2.3/totalt/m", "121"), ("2.3/18-29/m", "27"));
        var reason = ("sumReason", "Blanketten är läst ur en inskanning.");
        var person = await world.Coordinator.PostFormAsync(address, $"{address}/till-chefen", ("sumReason", "Rättas av 19121212-1212."));
        await world.Coordinator.PostFormAsync(address, $"{address}/till-chefen", reason);
        await world.Manager.PostFormAsync(address, $"{address}/godkann", reason);
        await world.Coordinator.PostFormAsync(address, $"{address}/underskriven", ("by", "Omsorgsnämnden"), ("on", "2001-01-03"));

        var form = (await world.Coordinator.GetAsync(address)).Html.QuerySelector($"form[action='{address}/skickad']")!;
        var sent = await world.Coordinator.PostFormAsync(address, $"{address}/skickad", ("sumReason", "Något helt annat."));
        var print = await world.Ombud.GetAsync($"{address}/utskrift");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, person.Status);
        Assert.Contains("kan peka ut en person", person.Text);
        Assert.Contains("Blanketten är läst ur en inskanning.", form.TextContent);
        Assert.Null(form.QuerySelector("[name=sumReason]"));
        Assert.Equal(address, sent.Location);
        Assert.Contains("Varför den skickas ändå: Blanketten är läst ur en inskanning.", print.Html.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Page_OfADraft_SaysWhichSectionsAreEmptyAndEachFault()
    {
        var address = await world.BegunAsync(2024);
        await ReturnWorld.WriteAsync(world.Coordinator, address, "2", ("2.3/totalt/m", "x"));

        var form = (await world.Coordinator.GetAsync(address)).Html.QuerySelector($"form[action='{address}/till-chefen']")!;

        Assert.Contains("Inget står än i", form.TextContent);
        Assert.NotNull(form.QuerySelector("a[href='#a9']"));
        Assert.Null(form.QuerySelector("a[href='#a2']"));
        Assert.Contains("”x” är inget helt tal", form.TextContent);
    }

    [Fact]
    public async Task Sign_WithANumberThatLooksLikeAnyCases_IsTaken()
    {
        var address = await SignableAsync(2025);

        var signed = await world.Coordinator.PostFormAsync(address, $"{address}/underskriven", ("by", "Omsorgsnämnden"), ("on", "2026-01-03"), ("number", "ON 2026/512"));

        Assert.Equal(address, signed.Location);
    }

    [Fact]
    public async Task Sent_IsLocked()
    {
        var address = await SignableAsync(2018);
        await world.Coordinator.PostFormAsync(address, $"{address}/underskriven", ("by", "Omsorgsnämnden"), ("on", "2019-01-03"));
        await world.Coordinator.PostFormAsync(address, $"{address}/skickad");

        var write = await PostAsync(world.Manager, address, "avsnitt/9", ("9.1", "Mer."));
        var back = await PostAsync(world.Manager, address, "tillbaka", ("from", "Sent"), ("reason", "Fel."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, write.Status);
        Assert.Contains("skickad och låst", write.Text);
        Assert.Contains("skickad och låst", back.Text);
        Assert.Contains("Skickad till Länsstyrelsen", (await world.Coordinator.GetAsync(address)).Text);
    }

    [Fact]
    public async Task Open_WhatIsSent_NeedsAReasonAndIsADraftAgainWithoutItsDecision()
    {
        var address = await SignableAsync(2021);
        await world.Coordinator.PostFormAsync(address, $"{address}/underskriven", ("by", "Omsorgsnämnden"), ("on", "2022-01-03"), ("number", "ON 2022/1"));
        await world.Coordinator.PostFormAsync(address, $"{address}/skickad");

        var refused = await world.Coordinator.PostFormAsync(address, $"{address}/oppna", ("reason", " "));
        var person = await world.Coordinator.PostFormAsync(address, $"{address}/oppna", ("reason", "Enligt 19121212-1212."));
        var opened = await world.Manager.PostFormAsync(address, $"{address}/oppna", ("reason", "Avsnitt 7 saknas, säger Länsstyrelsen."));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (refused.Status, person.Status));
        Assert.Contains("Skriv vad som ska kompletteras", refused.Text);
        Assert.Contains("kan peka ut en person", person.Text);
        Assert.Equal(address, opened.Location);
        var page = await world.Coordinator.GetAsync(address);
        Assert.Contains("Öppnad för komplettering: Avsnitt 7 saknas", page.Html.QuerySelector("[aria-labelledby=steg]")!.TextContent);
        Assert.Contains("Öppnad för komplettering", page.Html.QuerySelector("#logg")!.TextContent);
        Assert.DoesNotContain("ON 2022/1", page.Html.QuerySelector("[aria-labelledby=vag]")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, (await ReturnWorld.WriteAsync(world.Coordinator, address, "9", ("9.1", "Rättat."))).Status);
        Assert.Contains("Ni har öppnat för komplettering", (await world.Coordinator.GetAsync("/")).Html.QuerySelector("main")!.TextContent);
    }

    [Theory]
    [InlineData("protokoll.exe", "MZ", "går inte att bifoga")]
    [InlineData("protokoll.pdf", "MZ", "går inte att bifoga")]
    [InlineData("protokoll.pdf.js", "%PDF-1.7", "går inte att bifoga")]
    [InlineData("protokoll.pdf", "", "tom")]
    public async Task AddFile_OfAnotherKind_IsRefused(string name, string content, string says)
    {
        var address = await world.BegunAsync(2019);

        var page = await UploadAsync(address, name, content);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(says, page.Text);
        Assert.Empty((await world.Coordinator.GetAsync(address)).Html.QuerySelectorAll("main a[href*='/filer/']"));
    }

    [Fact]
    public async Task AddFile_MinutesAsPdf_CanBeFetchedByTheTeamAsADownload()
    {
        var address = await world.BegunAsync(2007);

        await UploadAsync(address, "..\\..\\protokoll § 12.pdf", "%PDF-1.7 text");
        var link = (await world.Coordinator.GetAsync(address)).Html.QuerySelector("main a[href*='/filer/']")!;
        var file = await world.Ombud.GetAsync(link.GetAttribute("href")!);

        Assert.Equal("protokoll § 12.pdf", link.TextContent);
        Assert.StartsWith("attachment", file.Header("Content-Disposition"));
        Assert.Equal("%PDF-1.7 text", file.Text);
    }

    /// <summary>What stands as the reason in the form of the next step.</summary>
    private static async Task<string> ReasonAsync(Browser who, string address) => (await who.GetAsync(address)).Html.QuerySelector("#sumReason")!.TextContent;

    private async Task<string> SignableAsync(int year)
    {
        var address = await world.BegunAsync(year);
        await world.Coordinator.PostFormAsync(address, $"{address}/till-chefen");
        Assert.Equal(address, (await world.Manager.PostFormAsync(address, $"{address}/godkann")).Location);
        return address;
    }

    private static async Task<Page> PostAsync(Browser who, string address, string step, params (string, string)[] fields) =>
        await who.PostAsync($"{address}/{step}", [("__RequestVerificationToken", await TokenAsync(who)), .. fields]);

    private static async Task<string> TokenAsync(Browser who) => (await who.GetAsync("/konto")).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private async Task<Page> UploadAsync(string address, string name, string content)
    {
        using var form = new MultipartFormDataContent();
        using var token = new StringContent(await TokenAsync(world.Coordinator));
        using var file = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(content));
        form.Add(token, "__RequestVerificationToken");
        form.Add(file, "file", name);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{address}/filer", UriKind.Relative)) { Content = form };
        return await world.Coordinator.SendAsync(request);
    }
}
