using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Systemfel.Browser.Tests.Hosting;
using Systemfel.Tests.Shared;

namespace Systemfel.Browser.Tests.Journey;

/// <summary>The main way of the presets that the journey does not take, from the first start: one person plays every part.</summary>
public sealed partial class PresetTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Title = "Beslut lämnas bara muntligt";

    [Fact]
    public async Task Stockholm_WhenTheSteeringGroupPutsACaseInTheYearlyReport_IsCarriedToTheCommitteeAndTheDistrictsAndClosed()
    {
        await RunAsync("stockholm", async eva =>
        {
            await eva.OpenAsync("/mote");
            Assert.Equal(1, await eva.Page.Locator("section:has(h2:text-is('Stadsövergripande styrgrupp')) a[href$='/sammansattning']").CountAsync());
            Assert.Equal(0, await eva.Page.Locator("section:has(h2:text-is('Socialnämnden')) a[href$='/sammansattning']").CountAsync());
            await ReportAsync(eva);
            await DecideAsync(eva, "Områdeskontorets genomgång", "Stadsövergripande styrgrupp", "Gäller nu");
            await DecideAsync(eva, "Stadsövergripande styrgrupp", "Med i årsrapporten");
            await Meetings.OpenTodayAsync(eva, "Socialnämnden");
            await eva.Button("Stadsdelsnämnderna för kännedom", eva.Page.Locator(".vaxel")).ClickAsync();
            var fields = eva.Page.Locator("[data-fields=inform-parties]");
            await fields.Locator("input[type=checkbox]").First.CheckAsync();
            await eva.PressAsync("Stadsdelsnämnderna för kännedom", fields);
            await eva.SeesAsync("Beslutat");
            await CloseAsync(eva, "remedied", "För kännedom");
        });
    }

    [Fact]
    public async Task HasselbyVallingby_WhenTheReferenceGroupIsInformed_IsClosedAsInformed()
    {
        await RunAsync("hasselby-vallingby", async eva =>
        {
            await eva.OpenAsync("/mote");
            await eva.SeesAsync("er arbetsväg har ingen", eva.Page.Locator("section:has(h2:text-is('Gemensam referensgrupp'))"));
            await ReportAsync(eva);
            await DecideAsync(eva, "Ombudens genomgång", "Gemensam referensgrupp", "Gäller nu");
            await DecideAsync(eva, "Gemensam referensgrupp", "Informerad");
            await CloseAsync(eva, "informed", "Gruppen informerad.");
        });
    }

    private async Task RunAsync(string preset, Func<Visitor, Task> walk)
    {
        await using var server = await SystemfelServer.StartAsync(new Dictionary<string, string> { ["Demo__Seed"] = "false" });
        await using var eva = await Visitor.ArriveAsync("eva", chromium, server.Address);
        // Axe looks at these pages in tests of their own.
        eva.LooksAtEach = false;
        try
        {
            await BeginAsync(eva, server, preset);
            await walk(eva);
            Assert.DoesNotContain("Samverkansgrupp", await eva.TextAsync("main"), StringComparison.OrdinalIgnoreCase);
            Assert.Empty(eva.Faults);
        }
        catch
        {
            await Pictures.KeepAsync(preset, [eva], server);
            throw;
        }
    }

    private static async Task BeginAsync(Visitor eva, SystemfelServer server, string preset)
    {
        await eva.OpenAsync("/forsta-start");
        await eva.Field("Kod").FillAsync(Code().Match(server.Log).Value);
        await eva.Field("Ditt namn").FillAsync("Eva Ek");
        await eva.Field("E-postadress").FillAsync("eva@kommunen.example");
        await eva.Field("Lösenord").FillAsync(Visitor.Password);
        await eva.PressAsync("Skapa administratören");
        await eva.SignInAsync("eva@kommunen.example");
        await eva.OpenAsync("/start/arbetssatt");
        await eva.Page.Locator($"input[name=preset][value={preset}]").CheckAsync();
        await eva.PressAsync("Spara och gå vidare");
        await eva.PressAsync("Byt arbetssätt");
        await eva.OpenAsync("/admin/konton");
        await eva.PressAsync("Eva Ek", eva.Page.Locator("main"));
        await eva.ChooseAsync("Form.Roles", "Ombud");
        await eva.ChooseAsync("Form.Roles", "Coordinator");
        await eva.PressAsync("Spara roller");
        await eva.SeesAsync("De gäller genast.");
    }

    private static async Task ReportAsync(Visitor eva)
    {
        await eva.OpenAsync("/rapportera");
        await eva.ChooseAsync("Kind", "Deficiency");
        await eva.ChooseAsync("Authorities", "KO");
        await eva.Field("Rubrik").FillAsync(Title);
        await eva.ChooseAsync("Level", "2");
        await eva.Page.Locator("#Municipality").SelectOptionAsync(new SelectOptionValue { Label = "Flera kommuner" });
        await eva.Field("Beskrivning").FillAsync("Den som söker får beskedet per telefon och kan inte visa det för någon.");
        await eva.ChooseAsync("Band", "TwoToFour");
        await eva.PressAsync("Skicka in");
        await eva.SeesAsync("är inskickad och tas upp på");
    }

    private static async Task DecideAsync(Visitor eva, string meeting, string choice, string decided = "Beslutat")
    {
        await Meetings.OpenTodayAsync(eva, meeting);
        await eva.SeesAsync(Title, eva.Page.Locator("article.fall h1"));
        await eva.Button(choice, eva.Page.Locator(".vaxel")).ClickAsync();
        var fields = eva.Page.Locator("fieldset[data-fields]:visible");
        if (await fields.CountAsync() > 0) await eva.PressAsync(choice, fields);
        await eva.SeesAsync(decided);
    }

    private static async Task CloseAsync(Visitor eva, string outcome, string happened)
    {
        await eva.OpenAsync("/register");
        await eva.PressAsync(Title, eva.Page.Locator("main"));
        await eva.PressAsync("Avsluta", eva.Page.Locator(".gora"));
        await eva.ChooseAsync("outcome", outcome);
        await eva.PressAsync("Avsluta", eva.Page.Locator("main form"));
        await eva.SeesAsync("Avslutat:");
        await eva.SeesAsync(happened);
    }

    [GeneratedRegex("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}")]
    private static partial Regex Code();
}
