using Systemfel.Browser.Tests.Hosting;

namespace Systemfel.Browser.Tests.Journey;

public sealed partial class JourneyTests
{
    /// <summary>Not of a living person: the tax agency's number for tests.</summary>
    private const string PersonalNumber = "19121212-1212";

    private static async Task SearchAndCountAsync(Visitor sara)
    {
        await sara.Field("Sök bland systemfel").FillAsync("handläggare byts");
        await sara.PressAsync("Sök");
        var hit = sara.Page.Locator(".traffar li:has(details.samma)").First;
        var title = (await hit.Locator("h3").InnerTextAsync()).Trim();
        await hit.Locator("summary").ClickAsync();
        await sara.PressAsync("Räkna in", hit);
        await sara.SeesAsync("Räknat: ", sara.Page.Locator($".traffar li:has-text(\"{title}\")"));
    }

    private async Task ReportAsync(Visitor sara)
    {
        await sara.OpenAsync("/rapportera");
        await sara.ChooseAsync("Kind", "Deficiency");
        await sara.ChooseAsync("Authorities", "KO");
        await sara.Field("Rubrik").FillAsync(Title);
        await sara.ChooseAsync("Level", "2");
        await sara.Page.Locator("#Municipality").SelectOptionAsync(new Microsoft.Playwright.SelectOptionValue { Label = "Ludvika" });
        await sara.Field("Beskrivning").FillAsync(
            $"När kontaktpersonen slutar utses en ny utan besked. Den det gäller ({PersonalNumber}) står utan stöd i flera veckor.");
        await sara.ChooseAsync("Band", "TwoToFour");
        await sara.PressAsync("Skicka in");
        await sara.SeesAsync("Det finns ett problem");
        await sara.SeesAsync("Det har inte sparats, inte ens i utkastet.");

        await sara.PressAsync("Ta bort", sara.Page.Locator("#rapport .granska"));
        Assert.DoesNotContain(PersonalNumber, await sara.Field("Beskrivning").InputValueAsync(), StringComparison.Ordinal);
        await sara.PressAsync("Skicka in");
        await sara.SeesAsync("är inskickad och tas upp på genomgången");
        _number = (await sara.TextAsync("[role=status]")).Split(' ')[0];
        Assert.Matches(@"^SF-\d{4}-\d{4}$", _number);
        var link = sara.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = Title });
        _casePath = await link.First.GetAttributeAsync("href") ?? "";
        await sara.OpenAsync(_casePath);
        await sara.SeesAsync("Inskickad");
    }

    private async Task SayThatItShowsAsync(Visitor sara)
    {
        await sara.OpenAsync("/");
        // Three questions are shown at first, the oldest on top.
        await sara.PressAsync("Visa alla", sara.Page.Locator("aside"));
        var question = sara.Page.Locator("article", new() { HasText = Title });
        await sara.SeesAsync("Märks det för dem du stödjer?", question);
        await sara.PressAsync("Ja", question);
        await sara.SeesAsync("Din bedömning är sparad");
        await sara.OpenAsync(_casePath);
        await sara.SeesAsync("åtgärdat", sara.Page.Locator("#innehall"));
        await sara.SeesAsync("Ombuden märker skillnad.");
    }

    private async Task ReadAtCountyAsync(Visitor county)
    {
        await county.OpenAsync("/lansstyrelsen");
        await county.PressAsync(Title);
        await county.SeesAsync("Länsstyrelsen informerad");
        Assert.Equal(_casePath, new Uri(county.Page.Url).AbsolutePath);
        Assert.Equal(0, await county.Page.Locator(".gora a").CountAsync());
    }
}
