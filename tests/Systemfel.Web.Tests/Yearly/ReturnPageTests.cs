using System.Net;
using AngleSharp.Dom;

namespace Systemfel.Web.Tests.Yearly;

/// <summary>Years are the tests' own: none is used by two.</summary>
[Collection(YearlyPages.Name)]
public sealed class ReturnPageTests(ReturnWorld world)
{
    [Fact]
    public async Task Begin_AYearThatHasNotCome_IsRefused()
    {
        var page = await world.Coordinator.PostFormAsync("/arsrapport", "/arsrapport", ("year", "2090"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Välj ett år från 2000", page.Text);
    }

    [Fact]
    public async Task Write_WhatPointsAtAPerson_IsRefusedAndKeptOnThePage()
    {
        var address = await world.BegunAsync(2001);

        var page = await ReturnWorld.WriteAsync(world.Coordinator, address, "9", ("9.1", "Ring 19121212-1212 om kön."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Ring 19121212-1212 om kön.", Field(page, "9.1").TextContent);
        Assert.DoesNotContain("19121212", (await world.Coordinator.GetAsync(address)).Text);
    }

    [Fact]
    public async Task Write_APersonalNumberAmongTheFigures_IsRefused()
    {
        var address = await world.BegunAsync(2002);

        var page = await ReturnWorld.WriteAsync(world.Coordinator, address, "7", ("7.1", "191212121212"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
    }

    [Fact]
    public async Task Write_WhenSomebodyHasWrittenTheSameSection_ShowsBothAndStoresNeither()
    {
        var address = await world.BegunAsync(2003);
        await ReturnWorld.WriteAsync(world.Manager, address, "9", ("9.1", "Enhetschefens ord."));

        var page = await ReturnWorld.WriteAsync(world.Coordinator, address, "9", ("9.1", "Samordnarens ord."), ("seen", "f00"));

        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Equal("Samordnarens ord.", Field(page, "9.1").TextContent);
        Assert.Contains("Enhetschefens ord.", page.Html.QuerySelector("[aria-labelledby=nu]")!.TextContent);
        Assert.Contains("Enhetschefens ord.", (await world.Coordinator.GetAsync(address)).Text);
    }

    [Fact]
    public async Task Write_WhenSomebodyHasWrittenAnotherSection_IsStored()
    {
        var address = await world.BegunAsync(2004);
        var form = await world.Coordinator.GetAsync($"{address}/avsnitt/9");
        await ReturnWorld.WriteAsync(world.Manager, address, "7", ("7.1", "100"));

        await world.Coordinator.PostAsync($"{address}/avsnitt/9", [.. Hidden(form), ("9.1", "Egna ord.")]);

        Assert.Contains("Egna ord.", (await world.Coordinator.GetAsync(address)).Text);
    }

    [Fact]
    public async Task Write_WhenATotalDoesNotHold_IsStoredAndSaidAtTheField()
    {
        var address = await world.BegunAsync(2005);

        var saved = await ReturnWorld.WriteAsync(world.Coordinator, address, "2", ("2.3/totalt/m", "121"), ("2.3/18-29/m", "8"), ("2.3/30-49/m", "16"), ("2.3/50-64/m", "tre"), ("2.3/65/m", "0"));
        var wrong = await world.Coordinator.GetAsync($"{address}/avsnitt/2");
        await ReturnWorld.WriteAsync(world.Coordinator, address, "2", ("2.3/totalt/m", "121"), ("2.3/18-29/m", "8"), ("2.3/30-49/m", "16"), ("2.3/50-64/m", "3"), ("2.3/65/m", "0"));
        var page = await world.Coordinator.GetAsync(address);

        Assert.Equal($"{address}#a2", saved.Location);
        Assert.Equal("tre", Field(wrong, "2.3/50-64/m").GetAttribute("value"));
        Assert.Contains("”tre” är inget helt tal", wrong.Html.QuerySelector($"#{Field(wrong, "2.3/50-64/m").GetAttribute("aria-describedby")}")!.TextContent);
        Assert.Contains("2.3 Antal avslutade klienter, män: totalt är 121, men åldersgrupperna blir tillsammans 27.", page.Html.QuerySelector("[aria-labelledby=steg]")!.TextContent);
    }

    [Fact]
    public async Task Paste_ATable_FillsTheFormAndStoresNothing()
    {
        var address = await world.BegunAsync(2006);

        var page = await world.Coordinator.PostFormAsync($"{address}/avsnitt/2", ("paste", "2.1"), ("klistra-2.1", "Totalt\t97\t43\n18-29\t9\t10\nOkänd ålder\t1\t1"), ("2.2/totalt/k", "51"));

        Assert.Equal("97", Field(page, "2.1/totalt/k").GetAttribute("value"));
        Assert.Equal("51", Field(page, "2.2/totalt/k").GetAttribute("value"));
        Assert.Contains("”Okänd ålder 1 1”: raden finns inte i tabellen.", page.Text);
        Assert.DoesNotContain("97", (await world.Coordinator.GetAsync(address)).Html.QuerySelector("#a2")!.TextContent);
    }

    [Fact]
    public async Task Begin_TheYearAfter_TakesWhatSeldomChangesAndShowsTheRestBeside()
    {
        var address = await world.BegunAsync(2008);
        await ReturnWorld.WriteAsync(world.Coordinator, address, "1", ("1.1", "5,0"), ("1.4", "Ja"), ("1.4a", "Handledning i grupp"));
        await ReturnWorld.WriteAsync(world.Coordinator, address, "2", ("2.1/totalt/k", "97"));

        var next = await world.BegunAsync(2009, "2026");
        var first = await world.Coordinator.GetAsync($"{next}/avsnitt/1");
        var second = await world.Coordinator.GetAsync($"{next}/avsnitt/2");

        Assert.Equal(("Handledning i grupp", ""), (Field(first, "1.4a").TextContent, Field(first, "1.1").GetAttribute("value")));
        Assert.Contains("2008: 5,0", first.Html.QuerySelector("form.arsform")!.TextContent);
        Assert.Equal("", Field(second, "2.1/totalt/k").GetAttribute("value"));
        Assert.Equal(["97", ""], second.Html.QuerySelectorAll("fieldset").First(f => f.TextContent.Contains("2.1 Totalt", StringComparison.Ordinal)).QuerySelector("tbody tr")!.QuerySelectorAll("td.dampad").Select(d => d.TextContent));
    }

    [Fact]
    public async Task Return_ForAnOmbud_IsReadAndNotWritten()
    {
        var address = await world.BegunAsync(2010);

        var page = await world.Ombud.GetAsync(address);

        Assert.Equal("Årsredovisning 2010", page.Heading);
        Assert.Empty(page.Html.QuerySelectorAll("main form, main a[href*=avsnitt]"));
    }

    private static IElement Field(Page page, string key) => page.Html.QuerySelectorAll("input, textarea").First(i => i.GetAttribute("name") == key);

    private static IEnumerable<(string, string)> Hidden(Page page) =>
        page.Html.QuerySelector("form.arsform")!.QuerySelectorAll("input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? ""));
}
