using Systemfel.Browser.Tests.Hosting;
using Systemfel.Mail;

namespace Systemfel.Browser.Tests.Journey;

/// <summary>A systemfel from the first word to the last, through everyone who has a hand in it, with real mail between.</summary>
public sealed partial class JourneyTests(PostedServer posted, Chromium chromium) : IClassFixture<PostedServer>, IClassFixture<Chromium>
{
    private const string Title = "Kontaktpersonen byts utan att den det gäller får veta det";
    private const string OtherTitle = "Hjälp mot vräkning kommer för sent fast läget är känt";
    private const string Party = "Ludvika kommun";
    private const string Contact = "Socialförvaltningen, Alice";

    private readonly AuthorityDesk _desk = new(posted.Mail);
    private readonly List<Visitor> _visitors = [];
    private string _number = "";
    private string _casePath = "";

    [Fact]
    public async Task Systemfel_WhenReported_IsCarriedThroughLettersAndAnswersUntilTheOmbudsSayItShows()
    {
        try
        {
            var sara = await ArriveAsync("sara");
            await SearchAndCountAsync(sara);
            await ReportAsync(sara);

            var malin = await ArriveAsync("malin");
            await ReferAtReviewAsync(malin);
            await AddContactAsync(malin);
            await DecideAtGroupAsync(malin);
            await SendLetterAsync(malin);

            var admin = await ArriveAsync("admin");
            await RunJobAsync(admin, "Skicka post");
            var letter = await _desk.ReceiveAsync("Systemfel att besvara");
            ReadLetter(letter);

            await AnswerByMailAsync(letter, admin, malin);
            await WriteWithoutTokenAsync(admin, malin);
            await AnswerOnPageAsync(letter, malin);

            await SayThatItShowsAsync(sara);
            await ReadAtCountyAsync(await ArriveAsync("lansstyrelsen"));
            Assert.Empty(_visitors.SelectMany(v => v.Faults));
        }
        catch
        {
            await Pictures.KeepAsync("journey", _visitors, posted.Server);
            throw;
        }
        finally
        {
            foreach (var visitor in _visitors) await visitor.DisposeAsync();
        }
    }

    private async Task<Visitor> ArriveAsync(string name)
    {
        var visitor = await ArriveWithoutAccountAsync(name);
        await visitor.SignInAsync($"{name}@demo.example");
        return visitor;
    }

    private async Task<Visitor> ArriveWithoutAccountAsync(string name)
    {
        var visitor = await Visitor.ArriveAsync(name, chromium, posted.Server.Address);
        _visitors.Add(visitor);
        return visitor;
    }

    private static async Task RunJobAsync(Visitor admin, string job)
    {
        await admin.OpenAsync("/admin/jobb");
        await admin.PressAsync("Kör nu", admin.Page.Locator("li", new() { Has = admin.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = job }) }));
        await admin.SeesAsync($"{job} är kört.");
    }

    private static void ReadLetter(MimeMessage letter)
    {
        Assert.Equal(Systemfel.Tests.Shared.MailServers.User, Assert.Single(letter.From).Address);
        var reply = Assert.Single(letter.ReplyTo).Address;
        Assert.Matches(@"^svar\+[0-9a-hjkmnp-tv-z]{26}@test\.example$", reply);
        Assert.Contains($"1. {OtherTitle}", letter.Text, StringComparison.Ordinal);
        Assert.Contains($"2. {Title}", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", letter.Text + letter.HtmlBody, StringComparison.Ordinal);
    }
}
