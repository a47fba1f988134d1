using Microsoft.Playwright;

namespace Systemfel.Browser.Tests.Hosting;

/// <summary>One Chromium of this machine, for the tests of a class.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>The shell is the same engine without the windows of a browser, and needs little more than half the time.</summary>
    private static readonly string[] Places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not been started.");

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("Chromium is not installed: apt-get install chromium."),
            // Its page about the network would load the lost one again by itself: whoever sees that the network is back does so in the test.
            Args = ["--no-sandbox", "--disable-quic", "--disable-auto-reload", "--disable-background-networking", "--disable-dev-shm-usage", "--lang=sv-SE"],
            Timeout = 120_000,
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
