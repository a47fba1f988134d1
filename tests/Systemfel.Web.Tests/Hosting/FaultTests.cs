using System.Collections.Concurrent;
using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;

namespace Systemfel.Web.Tests.Hosting;

public sealed class FaultTests
{
    private const string Canary = "Kanariefågeln sjöng i två timmar";

    [Fact]
    public async Task Post_WhenTheDatabaseIsLocked_GivesTheTextBackAndLogsNoneOfIt()
    {
        using var host = new WebHost();
        using var log = new CapturedLog();
        host.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await host.CreateAccountAsync("last@demo.example", Role.Ombud);
        using var browser = await host.SignedInAsync("last@demo.example");
        var form = (await browser.GetAsync("/konto")).Html.QuerySelector("form[action='/konto/installningar'] input[name=__RequestVerificationToken]")!;

        await using var other = new SqliteConnection(host.Services.GetRequiredService<DatabaseOptions>().ConnectionString);
        await other.OpenAsync();
        await using var held = other.BeginTransaction(deferred: false);
        var page = await browser.PostAsync("/konto/installningar",
            ("__RequestVerificationToken", form.GetAttribute("value")!), ("text", Canary), ("Password", "hemligt lösenord"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Equal("Inte sparat", page.Heading);
        Assert.Equal(Canary, page.Html.QuerySelector("textarea")?.TextContent);
        Assert.DoesNotContain("hemligt lösenord", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Header("Content-Security-Policy"));
        Assert.Contains(log.Lines, l => l.Contains("503 at konto/installningar", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, l => l.Contains(Canary, StringComparison.Ordinal) || l.Contains("last@demo.example", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("ConnectionStrings:Systemfel", "inte=en=sträng;")]
    [InlineData("PublicBaseUrl", "systemfel.example.se")]
    [InlineData("PublicBaseUrl", "http://systemfel.example.se")]
    [InlineData("PublicBaseUrl", "")]
    [InlineData("ForwardedHeaders:KnownNetworks:0", "allt")]
    public void Settings_WhenBroken_NameTheSetting(string key, string value)
    {
        var fault = Assert.Throws<Web.Hosting.ConfigurationException>(() => Read(key, value));
        Assert.StartsWith(key.Replace(":0", "", StringComparison.Ordinal), fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public async Task Server_WithBrokenSettings_EndsWithOne() =>
        Assert.Equal(1, await Web.Hosting.ServerStart.RunAsync(["--Database:Provider=Oracle", "--PublicBaseUrl=https://localhost"]));

    [Theory]
    [InlineData("drift-1 ", "drift-1")]
    [InlineData(null, "")]
    public void Settings_OfTheInstance_CarryItsName(string? value, string name) => Assert.Equal(name, Read("Instance:Id", value).Workflows.InstanceId);

    private static Web.Hosting.SystemfelSettings Read(string key, string? value)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Systemfel"] = "Data Source=a.db",
            ["PublicBaseUrl"] = "https://systemfel.example.se",
            [key] = value,
        };
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationBuilder().Add(
            new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = settings }).Build();
        return Web.Hosting.SystemfelSettings.Read(configuration, new Production());
    }

    private sealed class Production : Microsoft.Extensions.Hosting.IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Production";
        public string ApplicationName { get; set; } = "Systemfel";
        public string ContentRootPath { get; set; } = Path.GetTempPath();
        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }

    private sealed class CapturedLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
