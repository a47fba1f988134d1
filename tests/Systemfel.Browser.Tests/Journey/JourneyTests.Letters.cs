using Systemfel.Browser.Tests.Hosting;
using Systemfel.Mail;

namespace Systemfel.Browser.Tests.Journey;

public sealed partial class JourneyTests
{
    private const string Change = "Vi har ändrat rutinen. Den det gäller får ett brev innan kontaktpersonen byts, från den 1 december.";

    private static async Task SendLetterAsync(Visitor malin)
    {
        await malin.OpenAsync("/brev");
        await malin.PressAsync(malin.Page.Locator("li", new() { HasText = Contact }).GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = Party }));
        // The order of the points is the coordinator's: the older one first.
        var first = await malin.TextAsync("section[aria-labelledby=punkter] li h3");
        if (!first.Contains(OtherTitle, StringComparison.Ordinal)) await malin.PressAsync("Upp punkt 2");
        await malin.Field("Egna ord före punkterna").FillAsync("Tack för samtalet vid mötet.");
        await malin.PressAsync("Spara");
        var preview = malin.Page.FrameLocator("iframe.brevram");
        await preview.GetByText("Tack för samtalet vid mötet.").First.WaitForAsync();
        await preview.GetByText(Title).First.WaitForAsync();
        await malin.PressAsync("Gå vidare och skicka");
        await malin.SeesAsync(AuthorityDesk.Address);
        await malin.PressAsync("Skicka brevet");
        await malin.SeesAsync("Brevet är på väg.");
    }

    private async Task AnswerByMailAsync(MimeMessage letter, Visitor admin, Visitor malin)
    {
        await _desk.ReplyAsync(letter, "Hej!\n\n2. " + Change);
        await RunJobAsync(admin, "Hämta post");

        await malin.OpenAsync(_casePath);
        var mail = malin.Page.Locator("article.brev", new() { HasText = "Alice Ström" });
        await malin.SeesAsync(Change, mail);
        Assert.False(await mail.GetByText("Ämne:").First.IsVisibleAsync());
        await mail.Locator("summary").ClickAsync();
        await mail.GetByText("Ämne:").First.WaitForAsync();

        await malin.OpenAsync("/svar");
        await malin.PressAsync(malin.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = Title }));
        Assert.True(await malin.Page.Locator("input[name=kind][value=Changed]").IsCheckedAsync());
        await malin.PressAsync("Registrera svaret");
        await malin.SeesAsync("Svaret är registrerat.");
        await malin.OpenAsync(_casePath);
        await malin.SeesAsync("Myndigheten svarade att den har ändrat.");
        // Whoever reads the case must not find the key to answering in its quoted letter.
        Assert.DoesNotContain(Token(letter), await malin.Page.ContentAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Händelse:", await malin.Page.InnerTextAsync("#innehall"), StringComparison.Ordinal);
    }

    private static string Token(MimeMessage letter) => letter.ReplyTo[0].Address.Split('+', '@')[1];

    private async Task WriteWithoutTokenAsync(Visitor admin, Visitor malin)
    {
        await malin.OpenAsync("/brev");
        var reference = await malin.TextAsync($"tr:has-text(\"{Contact}\") th");
        await _desk.WriteAsync($"Dnr SN 2026/417, er beteckning {reference}", "Er skrivelse har registrerats och fördelats till enheten för ekonomiskt bistånd.");
        await RunJobAsync(admin, "Hämta post");

        await malin.OpenAsync("/");
        // Two presses: the menu, and the letter that it seems to belong to.
        await malin.PressAsync(malin.Page.GetByRole(Microsoft.Playwright.AriaRole.Navigation, new() { Name = "Huvudmeny" }).GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Osorterat" }));
        var mail = malin.Page.Locator("li", new() { HasText = "Dnr SN 2026/417" });
        await malin.PressAsync($"Hör till {reference}", mail);
        await malin.SeesAsync("Dnr SN 2026/417", malin.Page.Locator("section[aria-labelledby=sorterat]"));
    }

    private async Task AnswerOnPageAsync(MimeMessage letter, Visitor malin)
    {
        var alice = await ArriveWithoutAccountAsync("alice");
        var link = System.Text.RegularExpressions.Regex.Match(letter.Text, @"http\S+/svara/\S+").Value;
        await alice.OpenAsync(link);
        Assert.Equal("/svara", new Uri(alice.Page.Url).AbsolutePath);
        await alice.SeesAsync(OtherTitle);
        await alice.ChooseAsync("kind", "Planned");
        await alice.Field("Vad gör ni?").FillAsync("Vi planerar en kontaktväg för ombud när en vräkning hotar.");
        await alice.Field("När?").FillAsync(Meetings.Today().AddDays(90).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await alice.PressAsync("Spara svaret");
        await alice.Field("Ditt namn och din roll").FillAsync("Alice Ström, enhetschef");
        await alice.PressAsync("Skicka 1 svar");
        await alice.SeesAsync("Tack. Ett svar är skickat.");

        await malin.OpenAsync("/svar");
        await malin.PressAsync(malin.Page.Locator("section", new() { HasText = "På svarssidan" }).GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = OtherTitle }));
        await malin.PressAsync("Registrera svaret");
        await malin.SeesAsync("Svaret är registrerat.");
    }
}
