using System.Globalization;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Systemfel.Browser.Tests.Hosting;

/// <summary>One person at a browser of their own. After each page load it is looked at: axe, the console, and what the policy stopped.</summary>
public sealed class Visitor : IAsyncDisposable
{
    public const string Password = "systemfel-demo";
    private const int Patience = 30_000;

    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    private Visitor(string name, IBrowserContext context, IPage page)
    {
        (Name, _context, Page) = (name, context, page);
        page.SetDefaultTimeout(Patience);
        page.Console += (_, message) => Hear(message);
        page.PageError += (_, error) => Note("script: " + error);
        page.Response += (_, response) => Weigh(response);
    }

    public string Name { get; }

    public IPage Page { get; }

    /// <summary>Everything that was wrong on the pages so far.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Whether axe looks at each page; the walk through many pages in several windows asks by itself.</summary>
    public bool LooksAtEach { get; set; } = true;

    public static async Task<Visitor> ArriveAsync(string name, Chromium chromium, Uri address, Look? look = null)
    {
        var at = look ?? Look.Desk;
        var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = "sv-SE",
            TimezoneId = "Europe/Stockholm",
            ViewportSize = new() { Width = at.Width, Height = at.Height },
            ColorScheme = at.Scheme,
            JavaScriptEnabled = at.Scripts,
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new Visitor(name, context, await context.NewPageAsync()) { LooksAtEach = at.Scripts };
    }

    /// <summary>Signs in through the form that everyone uses.</summary>
    public async Task SignInAsync(string email)
    {
        await OpenAsync("/konto/logga-in");
        await Field("E-postadress").FillAsync(email);
        await Field("Lösenord").FillAsync(Password);
        await PressAsync("Logga in");
        await SeesAsync("Logga ut");
    }

    public Task OpenAsync(string path) => GoAsync(() => Page.GotoAsync(path));

    /// <summary>Presses a button or link that leads to another page, by its name.</summary>
    public Task PressAsync(string name, ILocator? within = null) => PressAsync(Button(name, within));

    public Task PressAsync(ILocator control) => GoAsync(() => control.ClickAsync());

    /// <summary>Presses a key that leads to another page, or to the same page anew.</summary>
    public Task KeyAsync(string key) => GoAsync(() => Page.Keyboard.PressAsync(key));

    /// <summary>A button or link whose name begins so. Names of several, such as 'Ta bort', go on with hidden words.</summary>
    public ILocator Button(string name, ILocator? within = null)
    {
        var starts = new Regex("^\\W*" + Regex.Escape(name).Replace("/", "\\/", StringComparison.Ordinal));
        var place = within ?? Page.Locator("body");
        return place.GetByRole(AriaRole.Button, new() { NameRegex = starts }).Or(place.GetByRole(AriaRole.Link, new() { NameRegex = starts })).First;
    }

    /// <summary>A field by the beginning of its label.</summary>
    public ILocator Field(string label) =>
        Page.Locator("input, textarea, select").And(Page.GetByLabel(new Regex("^\\s*" + Regex.Escape(label)))).First;

    /// <summary>Chooses a tile or row of a form by what it sends.</summary>
    public Task ChooseAsync(string name, string value) => Page.Locator($"label:has(input[name='{name}'][value='{value}'])").First.ClickAsync();

    /// <summary>Waits until a text is on the page, and fails when it does not come.</summary>
    public async Task SeesAsync(string text, ILocator? within = null)
    {
        try
        {
            await (within ?? Page.Locator("body")).GetByText(text).Locator("visible=true").First.WaitForAsync(new() { State = WaitForSelectorState.Visible });
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"'{text}' is not to be seen at {Page.Url}, where this stands: {await TextAsync("body")}", e);
        }
    }

    public async Task<string> TextAsync(string selector) => (await Page.Locator(selector).First.InnerTextAsync()).Trim();

    /// <summary>Lets axe look at the page as it is now.</summary>
    public async Task LookAsync()
    {
        var found = await Page.RunAxe(new AxeRunOptions { Iframes = false, ResultTypes = [ResultType.Violations] });
        foreach (var violation in found.Violations)
            Note($"{violation.Id}: {violation.Help} ({string.Join("; ", violation.Nodes.Take(3).Select(n => n.Target))})");
    }

    /// <summary>Sees the same page in another window.</summary>
    public async Task TurnToAsync(Look look)
    {
        await Page.SetViewportSizeAsync(look.Width, look.Height);
        await Page.EmulateMediaAsync(new() { ColorScheme = look.Scheme });
    }

    public void Note(string fault) => _faults.Add($"{Name}, {new Uri(Page.Url).PathAndQuery}: {fault}");

    /// <summary>A picture of the window for whoever reads why a test failed.</summary>
    public Task PictureAsync(string path) => Page.ScreenshotAsync(new() { Path = path, FullPage = true });

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    /// <summary>Listens before it acts: whoever asks afterwards whether a page has been loaded can miss the moment when it is.</summary>
    private async Task GoAsync(Func<Task> act)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var shown = false;
        void OnShown(object? sender, IPage page) => shown = true;
        void OnLoaded(object? sender, IPage page)
        {
            if (shown) loaded.TrySetResult();
        }

        Page.DOMContentLoaded += OnShown;
        Page.Load += OnLoaded;
        try
        {
            await act();
            await loaded.Task.WaitAsync(TimeSpan.FromMilliseconds(Patience));
        }
        finally
        {
            Page.DOMContentLoaded -= OnShown;
            Page.Load -= OnLoaded;
        }

        if (LooksAtEach) await LookAsync();
    }

    private void Hear(IConsoleMessage message)
    {
        // A form that is refused comes back with status 422, which Chromium calls an error; the tests read such pages themselves.
        if (message.Type == "error" && !message.Text.Contains("status of 422", StringComparison.Ordinal)) Note("console: " + message.Text);
    }

    private void Weigh(IResponse response)
    {
        if (response.Status >= 500) Note(string.Create(CultureInfo.InvariantCulture, $"status {response.Status}: {response.Request.Method} {response.Url}"));
    }
}
