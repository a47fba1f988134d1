using Microsoft.Playwright;
using Systemfel.Browser.Tests.Hosting;

namespace Systemfel.Browser.Tests.Reporting;

/// <summary>The check while one writes: quick, said politely, and never passed by when it fails.</summary>
public sealed class LiveCheckTests(DemoServer demo, Chromium chromium) : IClassFixture<DemoServer>, IClassFixture<Chromium>
{
    private const string Unchecked = "Texten kunde inte granskas, så den skickas inte.";

    [Fact]
    public async Task Check_AfterAPause_ShowsTheFindsWithin300Milliseconds()
    {
        await using var sara = await SaraAsync();
        var times = new List<double>();
        for (var n = 0; n < 6; n++)
        {
            await sara.Field("Beskrivning").FillAsync($"Växeln på 0243-12 34 5{n} svarar inte.");
            await sara.SeesAsync($"0243-12 34 5{n}", sara.Page.Locator("#granska-Pattern blockquote mark"));
            times.Add(await sara.Page.EvaluateAsync<double>("performance.getEntriesByName('granska').at(-1).duration"));
        }

        // The first of them starts what the server has not needed before.
        var median = times.Skip(1).Order().ElementAt(2);
        Assert.True(median < 300, $"{median} ms of {string.Join(", ", times)}");
        Assert.Empty(sara.Faults);
    }

    [Fact]
    public async Task Check_WithAFind_IsSaidOnceAndMarksTheField()
    {
        await using var sara = await SaraAsync();
        await sara.Field("Beskrivning").FillAsync("Växeln på 0243-12 34 56 svarar inte.");
        await sara.Page.Locator("#granska-besked").GetByText("Ett ställe kan peka ut någon. Det visas under fältet.").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal("status", await sara.Page.Locator("#granska-besked").GetAttributeAsync("role"));
        Assert.Equal("true", await sara.Field("Beskrivning").GetAttributeAsync("aria-invalid"));
        Assert.Contains("granska-Pattern-rub", await sara.Field("Beskrivning").GetAttributeAsync("aria-describedby"), StringComparison.Ordinal);

        await sara.Field("Beskrivning").FillAsync("Växeln svarar inte.");
        await sara.Page.Locator("#granska-besked").GetByText("Inget kvar att ta ställning till.").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Null(await sara.Field("Beskrivning").GetAttributeAsync("aria-invalid"));
    }

    [Fact]
    public async Task Meter_WhenTextAndChoicesAreMade_FollowsThem()
    {
        await using var sara = await SaraAsync();
        await sara.Page.Locator("#Municipality").SelectOptionAsync(new SelectOptionValue { Label = "Smedjebacken" });
        await sara.Field("Beskrivning").FillAsync("Beslutet kom den 3 mars.");
        await sara.SeesAsync("Risk att kännas igen: låg", sara.Page.Locator("#risk"));
        await sara.ChooseAsync("Band", "One");
        await sara.SeesAsync("Risk att kännas igen: förhöjd", sara.Page.Locator("#risk"));
        await sara.SeesAsync("Utelämna datumet.", sara.Page.Locator("#risk"));
        await sara.Field("Beskrivning").FillAsync("Beslutet kom.");
        await sara.Page.Locator("#risk:not(:has(*))").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    [Fact]
    public async Task Send_WithoutNetwork_StaysWithTheTextAndSendsOnceThereIs()
    {
        await using var sara = await SaraAsync();
        await sara.Page.Context.SetOfflineAsync(true);
        await sara.Field("Beskrivning").FillAsync("Ingen svarar.");
        await sara.SeesAsync(Unchecked);

        await sara.Button("Skicka in").ClickAsync();

        await StoppedAsync(sara);
        Assert.Equal("Ingen svarar.", await sara.Field("Beskrivning").InputValueAsync());
        Assert.Equal(0, await sara.Page.Locator(".felsumma").CountAsync());
        await sara.Page.Context.SetOfflineAsync(false);
        await sara.PressAsync("Skicka in");
        await sara.SeesAsync("problem", sara.Page.Locator(".felsumma"));
        Assert.Equal("Ingen svarar.", await sara.Field("Beskrivning").InputValueAsync());
    }

    [Fact]
    public async Task Send_WhenTheCheckAnswersWithAnError_Stays()
    {
        await using var sara = await SaraAsync();
        await sara.Page.RouteAsync("**/rapportera/granska", route => route.FulfillAsync(new() { Status = 503, Body = "" }));
        await sara.Field("Beskrivning").FillAsync("Ingen svarar.");
        await sara.SeesAsync(Unchecked);

        await sara.Button("Skicka in").ClickAsync();

        await StoppedAsync(sara);
        Assert.Equal("Ingen svarar.", await sara.Field("Beskrivning").InputValueAsync());
        Assert.Equal(0, await sara.Page.Locator(".felsumma").CountAsync());
    }

    [Fact]
    public async Task Form_WithTenThousandFinds_CanStillBeWrittenIn()
    {
        await using var sara = await SaraAsync();
        var addresses = string.Concat(Enumerable.Range(0, 5_000).Select(n => $"a{n}@ex.se "));
        await sara.Field("Beskrivning").FillAsync(addresses);
        await sara.Field("Följd").FillAsync(addresses);
        await sara.SeesAsync("till. De visas när de första är åtgärdade.", sara.Page.Locator("#granska-Consequence"));
        Assert.Equal(50, await sara.Page.Locator("#granska-Consequence .fynd").CountAsync());
        await sara.Field("Förslag").FillAsync("Svara i telefon.");
        Assert.Equal("Svara i telefon.", await sara.Field("Förslag").InputValueAsync());
        await sara.Field("Beskrivning").FillAsync("");
        await sara.Page.Locator("#granska-Pattern:not(:has(*))").WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    [Theory]
    [InlineData(1280, ColorScheme.Light, ForcedColors.None)]
    [InlineData(390, ColorScheme.Dark, ForcedColors.None)]
    [InlineData(320, ColorScheme.Light, ForcedColors.None)]
    [InlineData(1280, ColorScheme.Light, ForcedColors.Active)]
    public async Task Form_WithFindsAndMeter_IsAccessibleAndFitsTheWindow(int width, ColorScheme scheme, ForcedColors forced)
    {
        await using var sara = await SaraAsync(new Look(width, 900, scheme));
        await sara.Page.EmulateMediaAsync(new() { ForcedColors = forced, ColorScheme = scheme });
        await sara.Page.Locator("#Municipality").SelectOptionAsync(new SelectOptionValue { Label = "Smedjebacken" });
        await sara.Field("Beskrivning").FillAsync("En 34-åring som är präst nekades den 3 mars. Numret var 850412-0000 och växeln 0243-12 34 56.");
        await sara.SeesAsync("Risk att kännas igen: hög");
        await sara.SeesAsync("Det har inte sparats, inte ens i utkastet.");
        await sara.LookAsync();
        Assert.Equal(0, await sara.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        Assert.Empty(sara.Faults);
    }

    /// <summary>The page has taken the press, checked once more, and put the focus where it says why nothing was sent.</summary>
    private static Task StoppedAsync(Visitor sara) => sara.Page.Locator("#granska-fel:focus").GetByText(Unchecked).WaitForAsync();

    private async Task<Visitor> SaraAsync(Look? look = null)
    {
        var sara = await Visitor.ArriveAsync("sara", chromium, demo.Server.Address, look);
        sara.LooksAtEach = false;
        await sara.SignInAsync("sara@demo.example");
        await sara.OpenAsync("/rapportera");
        return sara;
    }
}
