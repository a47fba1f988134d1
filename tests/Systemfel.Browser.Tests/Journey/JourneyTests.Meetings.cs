using Systemfel.Browser.Tests.Hosting;

namespace Systemfel.Browser.Tests.Journey;

public sealed partial class JourneyTests
{
    private async Task ReferAtReviewAsync(Visitor malin)
    {
        await Meetings.OpenTodayAsync(malin, "Månadsgenomgång");
        await Meetings.GoToPointAsync(malin, Title);
        await malin.PressAsync("Samverkansgrupp 1", malin.Page.Locator("form.beslut"));
        await malin.SeesAsync("Gäller nu");
        // Other points are undecided: which, is said first.
        await malin.PressAsync("Godkänn anteckningar");
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
        await Meetings.OpenTodayAsync(malin, "Samverkansgrupp 1");
        await Meetings.GoToPointAsync(malin, Title);
        await malin.PressAsync("Till Länsstyrelsen för kännedom", malin.Page.Locator("form.beslut"));
        await malin.SeesAsync("Beslutat");
        await WriteToAuthorityAsync(malin);
        await Meetings.GoToPointAsync(malin, OtherTitle);
        await WriteToAuthorityAsync(malin);
        await malin.Page.Locator("#protokoll").GetByText("Närvarande").ClickAsync();
        await malin.Field(Party).CheckAsync();
        await malin.PressAsync("Spara anteckningarna");
        await malin.SeesAsync("Anteckningarna är sparade.");
        await malin.PressAsync("Justera protokollet");
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
}
