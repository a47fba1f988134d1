using Microsoft.Playwright;
using Systemfel.Browser.Tests.Hosting;

namespace Systemfel.Browser.Tests.Pages;

/// <summary>With scripts off everything can still be done: one report is filed and decided on.</summary>
public sealed class WithoutScriptsTests(DemoServer demo, Chromium chromium) : IClassFixture<DemoServer>, IClassFixture<Chromium>
{
    private const string Title = "Handlingsplanen skrivs utan ett ord om vem som gör vad";

    [Fact]
    public async Task Report_WhenFiledAndDecidedOnWithoutScripts_IsHandledLocally()
    {
        await using var sara = await Visitor.ArriveAsync("sara", chromium, demo.Server.Address, Look.WithoutScripts);
        await using var malin = await Visitor.ArriveAsync("malin", chromium, demo.Server.Address, Look.WithoutScripts);
        try
        {
            await ReportAsync(sara);
            await DecideAsync(malin);
            Assert.Empty(sara.Faults.Concat(malin.Faults));
        }
        catch
        {
            await Pictures.KeepAsync("without-scripts", [sara, malin], demo.Server);
            throw;
        }
    }

    private static async Task ReportAsync(Visitor sara)
    {
        await sara.SignInAsync("sara@demo.example");
        await sara.OpenAsync("/rapportera");
        await sara.ChooseAsync("Kind", "Deficiency");
        await sara.ChooseAsync("Authorities", "AF");
        await sara.Field("Rubrik").FillAsync(Title);
        await sara.PressAsync("Visa liknande");
        await sara.ChooseAsync("Level", "2");
        await sara.Page.Locator("#Municipality").SelectOptionAsync(new SelectOptionValue { Label = "Falun" });
        await sara.Field("Beskrivning").FillAsync("Planen saknar ansvar och datum. Den som ska få stöd vet inte vem som ska höra av sig.");
        await sara.ChooseAsync("Band", "TwoToFour");
        await sara.PressAsync("Skicka in");
        await sara.SeesAsync("är inskickad och tas upp på genomgången");
    }

    private static async Task DecideAsync(Visitor malin)
    {
        await malin.SignInAsync("malin@demo.example");
        await Meetings.OpenTodayAsync(malin, "Månadsgenomgång");
        await Meetings.GoToPointAsync(malin, Title);
        // The first press opens the fields of the choice, on the same page; the second decides.
        await malin.PressAsync("Hantera lokalt", malin.Page.Locator(".vaxel"));
        await malin.Field("Vem?").FillAsync("Ombudet i Falun");
        await malin.Field("Klart senast").FillAsync(Meetings.Today().AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await malin.PressAsync("Hantera lokalt", malin.Page.Locator("[data-fields=handle-locally]"));
        await malin.SeesAsync("Gäller nu");
        await malin.PressAsync(malin.Page.Locator("[data-step=on]"));
        await malin.SeesAsync("Ombudet i Falun", malin.Page.Locator("#protokoll"));
    }
}
