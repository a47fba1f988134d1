using Microsoft.Playwright;
using Systemfel.Browser.Tests.Hosting;

namespace Systemfel.Screenshots;

/// <summary>Each picture shows what a role has in front of it at its work, in the demo.</summary>
internal sealed class Album(Chromium chromium, Uri address, string folder)
{
    private static readonly Look Window = Look.Desk with { Height = 860 };

    public async Task TakeAsync()
    {
        await OmbudAsync();
        await CoordinatorAsync();
        await AuthorityAsync();
        await CountyAsync();
    }

    private async Task OmbudAsync()
    {
        await using var sara = await ArriveAsync("sara");
        await sara.OpenAsync("/?q=handläggare");
        await KeepAsync(sara, "start");
        await sara.OpenAsync("/rapportera");
        await sara.ChooseAsync("Kind", "Deficiency");
        await sara.ChooseAsync("Authorities", "KO");
        await sara.Field("Rubrik").FillAsync("Boendestödet bryts när handläggaren slutar");
        await sara.Page.Locator("aside.liknar").WaitForAsync();
        await KeepAsync(sara, "rapportera");
        await sara.OpenAsync("/register");
        await KeepAsync(sara, "register");
    }

    private async Task CoordinatorAsync()
    {
        await using var malin = await ArriveAsync("malin");
        await malin.OpenAsync("/register?q=fullt arbetsför&lage=alla");
        await malin.PressAsync(malin.Page.GetByRole(AriaRole.Link, new() { Name = "Sjuk hos den ena" }).First);
        await KeepAsync(malin, "systemfel-1280", 1000);
        await malin.OpenAsync("/flode");
        await KeepAsync(malin, "flode");
        await Meetings.OpenTodayAsync(malin, "Månadsgenomgång");
        await KeepAsync(malin, "mote");
        await Meetings.OpenTodayAsync(malin, "Samverkansgrupp 1");
        await Meetings.GoToPointAsync(malin, "Hjälp mot vräkning");
        await malin.Button("Skriv till myndigheten", malin.Page.Locator(".vaxel")).ClickAsync();
        await KeepAsync(malin, "mote-samverkan", 1240);
        await malin.PressAsync("Skriv till myndigheten", malin.Page.Locator("[data-fields=write-to-authority]"));
        await malin.OpenAsync("/brev");
        await malin.PressAsync(malin.Page.Locator("section[aria-labelledby=utkast] h3 a").First);
        await malin.Page.FrameLocator("iframe.brevram").GetByText("Hjälp mot vräkning").First.WaitForAsync();
        await KeepAsync(malin, "brev", 1280);
    }

    private async Task AuthorityAsync()
    {
        await using var authority = await Visitor.ArriveAsync("myndigheten", chromium, address, Window);
        authority.LooksAtEach = false;
        await authority.OpenAsync("/demo/postlada");
        await authority.PressAsync(authority.Page.GetByRole(AriaRole.Link, new() { Name = "Systemfel att besvara" }).First);
        await authority.PressAsync("Svara på webben");
        await KeepAsync(authority, "svara", 1000);
    }

    private async Task CountyAsync()
    {
        await using var county = await ArriveAsync("lansstyrelsen");
        await county.OpenAsync("/lansstyrelsen");
        await KeepAsync(county, "lansstyrelsen");
    }

    private async Task<Visitor> ArriveAsync(string name)
    {
        var visitor = await Visitor.ArriveAsync(name, chromium, address, Window);
        visitor.LooksAtEach = false;
        await visitor.SignInAsync($"{name}@demo.example");
        return visitor;
    }

    private async Task KeepAsync(Visitor visitor, string name, int? height = null)
    {
        await visitor.Page.SetViewportSizeAsync(Window.Width, height ?? Window.Height);
        await visitor.Page.EvaluateAsync("scrollTo(0, 0)");
        await visitor.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
        await Console.Out.WriteLineAsync(name);
        await visitor.Page.SetViewportSizeAsync(Window.Width, Window.Height);
    }
}
