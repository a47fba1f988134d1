using System.Globalization;
using Systemfel.Browser.Tests.Hosting;
using Xunit.Abstractions;

namespace Systemfel.Browser.Tests.Pages;

/// <summary>A whole review by keyboard alone: 23 items, each kind of decision, and how many keys each took.</summary>
public sealed class KeyboardMeetingTests(DemoServer demo, Chromium chromium, ITestOutputHelper output) : IClassFixture<DemoServer>, IClassFixture<Chromium>
{
    private const int Items = 23;
    private const int Most = 12;

    private readonly List<(string What, int Keys, int Letters)> _counts = [];
    private int _keys;
    private int _letters;

    [Fact]
    public async Task Review_OfTwentyThreeItems_IsDecidedByKeysAlone()
    {
        await using var malin = await Visitor.ArriveAsync("malin", chromium, demo.Server.Address);
        malin.LooksAtEach = false;
        try
        {
            await malin.SignInAsync("malin@demo.example");
            await ReportAsync(malin, Items);
            await Meetings.OpenTodayAsync(malin, "Månadsgenomgång");
            for (var round = 0; _counts.Count < Items; round++) await DecideAsync(malin, round);

            Assert.Equal(Items, await malin.Page.Locator("#protokoll tbody tr").CountAsync());
            await malin.LookAsync();
            Assert.Empty(malin.Faults);
            Tell();
            Assert.All(_counts, c => Assert.InRange(c.Keys, 1, Most));
        }
        catch
        {
            await Pictures.KeepAsync("keyboard-meeting", [malin], demo.Server);
            throw;
        }
    }

    [Fact]
    public async Task Decision_WhenRefused_LetsTypingGoOnInTheField()
    {
        await using var malin = await AtMeetingAsync("Samverkansgrupp 1");
        var title = await malin.TextAsync("article.fall h1");

        await malin.Page.Keyboard.PressAsync("4");
        await malin.KeyAsync("Control+Enter");
        await malin.Page.Keyboard.TypeAsync("1 av 2 saknas");
        await malin.Page.Keyboard.PressAsync("Escape");
        await malin.Page.Keyboard.TypeAsync("12a");

        Assert.Equal(["1 av 2 saknas", "", "table", title], await StateAsync(malin));
    }

    [Fact]
    public async Task Choice_WhenItsFieldsAreFilledIn_LeavesTheKeysToTheOthers()
    {
        await using var malin = await AtMeetingAsync("Samverkansgrupp 2");
        var party = malin.Page.Locator("#take-home-party");

        await malin.Page.Keyboard.PressAsync("1");
        var chosen = await party.InputValueAsync();
        await malin.Page.Keyboard.PressAsync("ArrowDown");
        var button = await malin.Page.EvaluateAsync<string>("document.activeElement.value");
        await malin.Page.Keyboard.PressAsync("4");

        Assert.Equal(("take-home", chosen), (button, await party.InputValueAsync()));
        Assert.NotEqual("", chosen);
        Assert.Equal(["", "", "table"], (await StateAsync(malin))[..3]);
    }

    [Fact]
    public async Task Choice_WhenTheKeyIsPressedWithUnsavedText_DoesNotOpen()
    {
        await using var malin = await AtMeetingAsync("Samverkansgrupp 2");

        await malin.Page.Keyboard.PressAsync("a");
        await malin.Page.Keyboard.TypeAsync("Fråga");
        await malin.Page.Keyboard.PressAsync("Escape");
        await malin.Page.Keyboard.PressAsync("4");

        Assert.Equal(0, await malin.Page.Locator("[data-fields]:not([hidden])").CountAsync());
    }

    private async Task<Visitor> AtMeetingAsync(string group)
    {
        var malin = await Visitor.ArriveAsync("malin", chromium, demo.Server.Address);
        malin.LooksAtEach = false;
        await malin.SignInAsync("malin@demo.example");
        await Meetings.OpenTodayAsync(malin, group);
        return malin;
    }

    /// <summary>The reason, the note, the choice whose fields are open and the case.</summary>
    private static Task<string[]> StateAsync(Visitor malin) => malin.Page.EvaluateAsync<string[]>(
        "[document.querySelector('#table-reason').value, document.querySelector('#note').value, document.querySelector('[data-fields]:not([hidden])').dataset.fields, document.querySelector('article.fall h1').textContent]");

    private Task DecideAsync(Visitor malin, int round) => (round % 8) switch
    {
        1 => OneAsync(malin, "Avvakta ett antal gånger, nästa", async () =>
        {
            await StayAsync(malin, "4");
            // The day's three parts and its button come first.
            for (var i = 0; i < 4; i++) await StayAsync(malin, "Tab");
            await TypeAsync(malin, "99", "seen");
            await PressAsync(malin, "Enter");
        }),
        2 => OneAsync(malin, "Inte ett systemfel, med skäl, nästa", async () =>
        {
            await StayAsync(malin, "8");
            await TypeAsync(malin, "Det var en missuppfattning.", "reason");
            await PressAsync(malin, "Control+Enter");
        }),
        4 => OneAsync(malin, "Båda grupperna, ångrat, en samverkansgrupp, nästa", async () =>
        {
            await PressAsync(malin, "3");
            await PressAsync(malin, "z");
            await PressAsync(malin, "2");
        }),
        6 => OneAsync(malin, "Till en samverkansgrupp med anteckning, nästa", async () =>
        {
            await PressAsync(malin, "1");
            await StayAsync(malin, "a");
            await TypeAsync(malin, "Ta med siffrorna.", "note");
        }, next: "Control+Enter"),
        _ => OneAsync(malin, "Till en samverkansgrupp, nästa", async () => await PressAsync(malin, "1")),
    };

    private async Task OneAsync(Visitor malin, string what, Func<Task> decide, string next = "Enter")
    {
        (_keys, _letters) = (0, 0);
        var title = await malin.TextAsync("article.fall h1");
        await decide();
        Assert.Equal((title, 1), (await malin.TextAsync("article.fall h1"), await malin.Page.Locator("form.beslut .galler").CountAsync()));
        await PressAsync(malin, next);
        Assert.NotEqual(title, await malin.TextAsync("article.fall h1"));
        _counts.Add((what, _keys, _letters));
    }

    private Task PressAsync(Visitor malin, string key)
    {
        _keys++;
        return malin.KeyAsync(key);
    }

    private Task StayAsync(Visitor malin, string key)
    {
        _keys++;
        return malin.Page.Keyboard.PressAsync(key);
    }

    private async Task TypeAsync(Visitor malin, string text, string field)
    {
        Assert.Equal(field, await malin.Page.EvaluateAsync<string>("document.activeElement.name"));
        _letters += text.Length;
        await malin.Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Reports that the review takes up, sent as the form sends them.</summary>
    private static async Task ReportAsync(Visitor malin, int number)
    {
        await malin.OpenAsync("/rapportera");
        var token = await malin.Page.Locator("form[method=post] input[name=__RequestVerificationToken]").First.GetAttributeAsync("value");
        for (var i = 0; i < number; i++)
        {
            var form = malin.Page.APIRequest.CreateFormData();
            var title = string.Create(CultureInfo.InvariantCulture, $"Beslut {i + 1} kommer utan skäl");
            foreach (var (name, value) in new[]
            {
                ("__RequestVerificationToken", token!), ("key", Guid.NewGuid().ToString()), ("Kind", "Deficiency"), ("Authorities", "KO"), ("Title", title), ("Level", "2"),
                ("Municipality", "flera"), ("Pattern", "Beslutet säger inte varför, så ingen vet vad som kan överklagas."), ("Band", "TwoToFour"), ("act", "send"),
            }) form.Append(name, value);
            var sent = await malin.Page.APIRequest.PostAsync("/rapportera", new() { Form = form });
            Assert.True(sent.Ok, $"{title}: {sent.Status}");
        }
    }

    private void Tell()
    {
        foreach (var kind in _counts.GroupBy(c => c.What))
            output.WriteLine($"{kind.Key}: {kind.Max(c => c.Keys)} keys, and {kind.Max(c => c.Letters)} letters of text ({kind.Count()} items)");
        output.WriteLine($"{_counts.Count} items, {_counts.Sum(c => c.Keys)} keys, at most {_counts.Max(c => c.Keys)} for one");
    }
}
