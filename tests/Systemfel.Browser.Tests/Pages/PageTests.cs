using System.Globalization;
using Systemfel.Browser.Tests.Hosting;

namespace Systemfel.Browser.Tests.Pages;

/// <summary>The pages of each role: light to fetch, right for those who cannot see, and never wider than the window.</summary>
public sealed class PageTests(DemoServer demo, Chromium chromium) : IClassFixture<DemoServer>, IClassFixture<Chromium>
{
    private const int LargestPage = 150 * 1024;

    [Theory]
    [InlineData("sara", "/", "/?q=handläggare", "/rapportera", "/register", "/mote", "/systemfel/1", "/konto", "/konto/nycklar")]
    [InlineData("malin", "/", "/mina", "/register?q=boende&lage=alla", "/mote", "/brev", "/svar", "/osorterat", "/kontakter", "/kontakter/ny", "/epost", "/flode", "/oversikt", "/oversikt?myndighet=fk", "/oversikt/lista?vad=avslutade", "/arsrapport", "/atgarder", "/bevakningar", "/vyer", "/vyer/ny?myndighet=fk", "/systemfel/1/latt-svenska", "/installningar", "/export", "/import", "/systemfel/1")]
    [InlineData("gunilla", "/", "/register", "/mote", "/flode", "/incidenter", "/arsrapport")]
    [InlineData("ledamot.fk", "/", "/mote", "/register")]
    [InlineData("rsmh", "/", "/mote", "/register")]
    [InlineData("lansstyrelsen", "/", "/lansstyrelsen", "/lansstyrelsen/redovisningar", "/register")]
    [InlineData("registrator", "/", "/brev", "/osorterat", "/registerlista?fran=2026-01-01")]
    [InlineData("admin", "/", "/admin/konton", "/admin/konton/ny", "/admin/jobb", "/epost", "/start", "/start/arbetssatt", "/start/verksamhet", "/start/grupper", "/start/parter", "/start/e-post", "/start/konton", "/start/exempel")]
    public async Task Page_WhenOpenedByRole_IsLightAccessibleAndFitsTheWindow(string role, params string[] paths)
    {
        await using var visitor = await ArriveAsync(role);
        await visitor.SignInAsync($"{role}@demo.example");
        var faults = new List<string>();
        foreach (var path in paths) faults.AddRange(await FaultsAsync(visitor, path));

        Assert.Empty(faults.Concat(visitor.Faults));
    }

    [Theory]
    [InlineData("/konto/logga-in")]
    [InlineData("/konto/glomt")]
    [InlineData("/konto/lank")]
    [InlineData("/om/tillganglighet")]
    [InlineData("/om/uppgifter")]
    public async Task Page_WhenOpenedWithoutAccount_IsLightAccessibleAndFitsTheWindow(string path)
    {
        await using var visitor = await ArriveAsync("ingen");

        var faults = await FaultsAsync(visitor, path);

        Assert.Empty(faults.Concat(visitor.Faults));
    }

    /// <summary>A browser asks before it leaves when the page says so; that is what is looked for, and that saving and cancelling ask nothing.</summary>
    [Fact]
    public async Task Leave_ASectionWithUnsavedText_Asks()
    {
        await using var malin = await Visitor.ArriveAsync("malin", chromium, demo.Server.Address, Look.Desk);
        await malin.SignInAsync("malin@demo.example");
        await malin.OpenAsync("/arsrapport");
        await malin.PressAsync("Börja på 2025");
        await malin.OpenAsync("/arsrapport/2025/avsnitt/9");

        var before = await AsksAsync(malin);
        await malin.Page.Locator("textarea").First.FillAsync("Erfarenheter av året.");
        var typed = await AsksAsync(malin);
        await malin.PressAsync(malin.Page.Locator("form.arsform button.primar"));
        await malin.SeesAsync("Erfarenheter av året.");

        Assert.Equal((false, true), (before, typed));
        Assert.Empty(malin.Faults);

        static Task<bool> AsksAsync(Visitor visitor) => visitor.Page.EvaluateAsync<bool>("!dispatchEvent(new Event('beforeunload', { cancelable: true }))");
    }

    /// <summary>'Det står något här som inte borde stå', and what the registrator sees of it; the pictures are for people to look at.</summary>
    [Fact]
    public async Task IncidentPages_AreLightAccessibleAndFitTheWindow()
    {
        var faults = new List<string>();
        await using var malin = await ArriveAsync("malin");
        await malin.SignInAsync("malin@demo.example");
        await malin.OpenAsync("/osorterat");
        var mail = await malin.Page.Locator("main a[href^='/post/']").First.GetAttributeAsync("href");
        faults.AddRange(await FaultsAsync(malin, "/systemfel/1/fel-uppgift"));
        faults.AddRange(await FaultsAsync(malin, $"{mail}/fel-uppgift"));
        await malin.PressAsync("Maskera för alla");
        await malin.SeesAsync("Välj minst ett slag av uppgift.");
        await malin.ChooseAsync("kinds", "NAMN");
        await malin.PressAsync("Maskera för alla");
        await malin.SeesAsync("Brevet är maskerat sedan");
        faults.AddRange(await FaultsAsync(malin, mail!));
        await using var registrar = await ArriveAsync("registrator");
        await registrar.SignInAsync("registrator@demo.example");
        faults.AddRange(await FaultsAsync(registrar, "/incidenter"));
        var incident = await registrar.Page.Locator("main li a[href^='/incidenter/']").First.GetAttributeAsync("href");
        faults.AddRange(await FaultsAsync(registrar, incident!));
        faults.AddRange(await FaultsAsync(registrar, $"{incident}/original"));

        Assert.Empty(faults.Concat(malin.Faults).Concat(registrar.Faults));
    }

    /// <summary>A measure gets milestones: the form, the case and the list of measures.</summary>
    [Fact]
    public async Task MilestonePages_AreLightAccessibleAndFitTheWindow()
    {
        var faults = new List<string>();
        await using var malin = await ArriveAsync("malin");
        await malin.SignInAsync("malin@demo.example");
        await malin.OpenAsync("/atgarder");
        var subject = await malin.Page.Locator("main li a[href^='/systemfel/']").First.GetAttributeAsync("href");
        await malin.OpenAsync(subject!);
        var form = await malin.Page.Locator("main a[href$='/delmal']").First.GetAttributeAsync("href");
        faults.AddRange(await FaultsAsync(malin, form!));
        await malin.Page.Locator("[name=milestone-1]").FillAsync("Rutinenförattlämnabeskedtilldensomsökerärskrivenochbeslutad");
        await malin.Page.Locator("[name=milestone-due-1]").FillAsync("2026-01-15");
        await malin.PressAsync("Spara delmålen");
        await malin.SeesAsync("0 av 1 delmål klart (0");
        faults.AddRange(await FaultsAsync(malin, subject!));
        faults.AddRange(await FaultsAsync(malin, "/atgarder"));

        Assert.Empty(faults.Concat(malin.Faults));
    }

    private async Task<Visitor> ArriveAsync(string name)
    {
        var visitor = await Visitor.ArriveAsync(name, chromium, demo.Server.Address);
        visitor.LooksAtEach = false;
        return visitor;
    }

    /// <summary>Opens a page once, and sees it in each window: the server sends the same to all of them.</summary>
    private static async Task<List<string>> FaultsAsync(Visitor visitor, string path)
    {
        var faults = new List<string>();
        var weight = await WeighAsync(visitor, path);
        if (weight > LargestPage) faults.Add(string.Create(CultureInfo.InvariantCulture, $"{path}: {weight / 1024} kB"));
        foreach (var look in Look.Each)
        {
            await visitor.TurnToAsync(look);
            if (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var wide)
                faults.Add($"{look}, {path}: {wide} px wider than the window");
            // The smallest window is for the fit; axe has seen the same page in the two others.
            if (look != Look.Narrow) await visitor.LookAsync();
        }

        await visitor.TurnToAsync(Look.Desk);
        return faults;
    }

    /// <summary>The bytes of the page and all that it uses, for someone who comes for the first time, before they are compressed.</summary>
    private static async Task<long> WeighAsync(Visitor visitor, string path)
    {
        await visitor.OpenAsync(path);
        if (await visitor.Page.EvaluateAsync<int>("performance.getEntriesByType('navigation')[0].responseStatus") is not 200 and var status)
            visitor.Note(string.Create(CultureInfo.InvariantCulture, $"status {status} at {path}"));
        return await visitor.Page.EvaluateAsync<long>("""
            ["navigation", "resource"].flatMap(t => performance.getEntriesByType(t)).reduce((sum, e) => sum + e.decodedBodySize, 0)
            """);
    }
}
