using Microsoft.Playwright;
using Systemfel.Browser.Tests.Hosting;

namespace Systemfel.Browser.Tests.Pages;

/// <summary>What is left of a page in the colours of the visitor's own system, and on paper.</summary>
public sealed class MediaTests(DemoServer demo, Chromium chromium) : IClassFixture<DemoServer>, IClassFixture<Chromium>
{
    [Fact]
    public async Task Page_InForcedColours_CanBeReadAndItsMainButtonToo()
    {
        await using var visitor = await CoordinatorAsync();
        await visitor.Page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        foreach (var path in new[] { "/register", "/systemfel/1", "/kontakter", "/brev" })
        {
            await visitor.OpenAsync(path);
            await visitor.LookAsync();
            // Axe takes the page's own colours, not the plate that the browser lays behind forced text.
            var same = await visitor.Page.EvaluateAsync<bool>("""
                [...document.querySelectorAll(".knapp.primar")].some(b => getComputedStyle(b).forcedColorAdjust !== "none" || getComputedStyle(b).color === getComputedStyle(b).backgroundColor)
                """);
            if (same) visitor.Note("the main button's text has the colour of its ground");
        }

        Assert.Empty(visitor.Faults);
    }

    [Fact]
    public async Task Register_OnPaper_IsAListWithoutTheHeadingsOfColumns()
    {
        await using var visitor = await CoordinatorAsync();
        await visitor.Page.SetViewportSizeAsync(794, 1123);
        await visitor.OpenAsync("/register");
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.False(await visitor.Page.Locator(".regtab thead").IsVisibleAsync());
        Assert.True(await visitor.Page.Locator(".regtab .r-titel").First.IsVisibleAsync());
        Assert.False(await visitor.Page.Locator("#sort").IsVisibleAsync());
    }

    [Fact]
    public async Task Letter_OnPaper_IsThereToItsLastLine()
    {
        await using var visitor = await CoordinatorAsync();
        await visitor.OpenAsync("/brev");
        await visitor.PressAsync(visitor.Page.Locator("table a[href^='/brev/']").First);
        Assert.False(await visitor.Page.Locator(".bara-utskrift").IsVisibleAsync());

        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.True(await visitor.Page.Locator(".bara-utskrift").IsVisibleAsync());
        Assert.False(await visitor.Page.Locator(".brevram").IsVisibleAsync());
        var text = await visitor.TextAsync(".bara-utskrift");
        Assert.Contains("Vill ni kontrollera att brevet är vårt?", text);
        Assert.DoesNotContain("svarslänk", text);
    }

    [Fact]
    public async Task Meeting_OnPaper_KeepsItsAgenda()
    {
        await using var visitor = await CoordinatorAsync();
        await Meetings.OpenTodayAsync(visitor, "Samverkansgrupp 1");

        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });

        Assert.True(await visitor.Page.Locator(".dagordning").IsVisibleAsync());
        Assert.False(await visitor.Page.Locator(".beslut").First.IsVisibleAsync());
    }

    private async Task<Visitor> CoordinatorAsync()
    {
        var visitor = await Visitor.ArriveAsync("malin", chromium, demo.Server.Address);
        visitor.LooksAtEach = false;
        await visitor.SignInAsync("malin@demo.example");
        return visitor;
    }
}
