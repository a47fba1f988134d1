using Systemfel.Browser.Tests.Hosting;

namespace Systemfel.Browser.Tests.Journey;

public sealed partial class JourneyTests
{
    private async Task ReferAtReviewAsync(Visitor malin)
    {
        await MeetTodayAsync(malin, "Månadsgenomgång");
        await GoToPointAsync(malin, Title);
        await malin.PressAsync("Samverkansgrupp 1", malin.Page.Locator("form.beslut"));
        await malin.SeesAsync("Gäller nu");
        await malin.PressAsync("Godkänn anteckningar");
        await malin.SeesAsync("Anteckningarna är godkända.");
        await malin.OpenAsync(_casePath);
        await malin.SeesAsync("Samverkansgrupp 1");
    }

    private static async Task AddContactAsync(Visitor malin)
    {
        await malin.OpenAsync("/kontakter");
        await malin.PressAsync("Lägg till kontakt");
        await malin.Field("Hör till").SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Label = Party });
        await malin.Field("Namn eller funktion").FillAsync(Contact);
        await malin.Field("E-postadress").FillAsync(AuthorityDesk.Address);
        await malin.PressAsync("Spara kontakten");
        await malin.SeesAsync($"{Contact} är tillagd.");
    }

    private static async Task DecideAtGroupAsync(Visitor malin)
    {
        await MeetTodayAsync(malin, "Samverkansgrupp 1");
        await GoToPointAsync(malin, Title);
        await malin.PressAsync("Till Länsstyrelsen för kännedom", malin.Page.Locator("form.beslut"));
        await malin.SeesAsync("Beslutat");
        await WriteToAuthorityAsync(malin);
        await GoToPointAsync(malin, OtherTitle);
        await WriteToAuthorityAsync(malin);
        await malin.Page.Locator("#protokoll").GetByText("Närvarande").ClickAsync();
        await malin.Field(Party).CheckAsync();
        await malin.PressAsync("Spara anteckningarna");
        await malin.SeesAsync("Anteckningarna är sparade.");
        await malin.PressAsync("Justera protokollet");
        await malin.SeesAsync("Justerat");
    }

    private static async Task WriteToAuthorityAsync(Visitor malin)
    {
        var form = malin.Page.Locator("form.beslut");
        await malin.Button("Skriv till myndigheten", form.Locator(".vaxel")).ClickAsync();
        var fields = form.Locator("[data-fields=write-to-authority]");
        foreach (var chosen in await fields.Locator("input[type=checkbox]:checked").AllAsync()) await chosen.UncheckAsync();
        await fields.Locator("label", new() { HasText = Contact }).Locator("input").CheckAsync();
        await malin.PressAsync("Skriv till myndigheten", fields);
        await malin.SeesAsync("Beslutat");
    }

    /// <summary>Plans a meeting of the group today, unless one is, and opens it.</summary>
    private static async Task MeetTodayAsync(Visitor malin, string group)
    {
        var today = Today().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await malin.OpenAsync("/mote");
        var planned = malin.Page.Locator("section", new() { Has = malin.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = group, Exact = true }) })
            .Locator($"a:has(time[datetime='{today}'])");
        if (await planned.CountAsync() > 0)
        {
            await malin.PressAsync(planned.First);
        }
        else
        {
            await malin.Field("Grupp").SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Label = group });
            await malin.Field("Dag").FillAsync(today);
            await malin.PressAsync("Planera mötet");
            await malin.SeesAsync("är planerat.");
        }

        await malin.PressAsync("Öppna mötet");
    }

    /// <summary>The agenda shows a part of a long list; the links at its ends lead on.</summary>
    private static async Task GoToPointAsync(Visitor malin, string title)
    {
        var point = malin.Page.Locator("nav.dagordning a", new() { HasText = title });
        while (await point.CountAsync() == 0) await malin.PressAsync(malin.Page.Locator("nav.dagordning li.fler a").Last);
        await malin.PressAsync(point.First);
        await malin.SeesAsync(title, malin.Page.Locator("article.fall h1"));
    }

    private static DateOnly Today() => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm")).DateTime);
}
