using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Tests;

/// <summary>The whole server on a database of its own, in memory over HTTP, with a clock that tests can move.</summary>
public class WebHost : WebApplicationFactory<Program>
{
    public const string Password = "blå cykel under bron";

    private readonly string _folder = Directory.CreateTempSubdirectory("systemfel-web-").FullName;

    protected string Folder => _folder;

    protected virtual string Environment => Environments.Development;

    protected virtual bool SeedsDemo => false;

    public TestClock Clock { get; } = new();

    /// <summary>Begins with a copy of what a first start makes: the schema, the reference lists, with the demo's cases or without.</summary>
    protected virtual bool BeginsWithACopy => true;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        if (BeginsWithACopy) FirstStarted.Of(SeedsDemo).CopyTo(_folder);
        builder.UseEnvironment(Environment);
        builder.UseSetting("ConnectionStrings:Systemfel", $"Data Source={Path.Combine(_folder, "test.db")}");
        builder.UseSetting("Keys:Path", Path.Combine(_folder, "keys"));
        builder.UseSetting("PublicBaseUrl", Address.ToString());
        builder.UseSetting("Demo:Seed", SeedsDemo ? "true" : "false");
        builder.UseSetting("RateLimits:SignInPerMinute", "100000");
        builder.ConfigureServices(s =>
        {
            s.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            // Password hashing is slow on purpose; tests sign in hundreds of times.
            s.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);
        });
    }

    /// <summary>A browser without scripts: keeps cookies, does not follow redirects.</summary>
    public Browser Browse() => new(CreateDefaultClient(Address, new CookieContainerHandler()));

    private Uri Address => new(Environment == Environments.Development ? "http://localhost" : "https://localhost");

    /// <summary>A browser in which an account has signed in through the form.</summary>
    public async Task<Browser> SignedInAsync(string email, string password = Password)
    {
        var browser = Browse();
        var page = await browser.PostFormAsync("/konto/logga-in", ("Email", email), ("Password", password));
        Assert.Equal("/", page.Location);
        return browser;
    }

    /// <summary>An account with one role in the organisation of the tests.</summary>
    public async Task<long> CreateAccountAsync(string email, params Role[] roles)
    {
        var organisation = await OrganisationAsync();
        await using var scope = Services.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<AccountService>()
            .CreateAsync(email.Split('@')[0], email, Password, [.. roles.Select(r => new MembershipOrder(organisation, r))]);
        Assert.Empty(result.Problems);
        return result.AccountId;
    }

    /// <summary>The id of the first organisation; before the first account, the first start makes forsta@demo.example its administrator.</summary>
    public async Task<long> OrganisationAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        var reader = scope.ServiceProvider.GetRequiredService<SystemfelReader>();
        if (reader.Accounts.Any()) return reader.Organisations.OrderBy(o => o.Id).Select(o => o.Id).First();
        var code = Services.GetRequiredService<FirstStartCode>().Shown;
        var made = await scope.ServiceProvider.GetRequiredService<FirstStart>().CreateAsync(
            code, "Första", "forsta@demo.example", Password, new FirstOrganisation("Personligt ombud Test", "Testkommun", "Dalarna", "0243-00 00 00"));
        Assert.Empty(made.Problems);
        return reader.Organisations.OrderBy(o => o.Id).Select(o => o.Id).First();
    }

    /// <summary>Changes what is stored, past the pages.</summary>
    public async Task SetAsync(string sql)
    {
        await using var connection = new SqliteConnection(Services.GetRequiredService<DatabaseOptions>().ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }

    /// <summary>Runs something against the services of the server.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing || !Directory.Exists(_folder)) return;
        SqliteConnection.ClearAllPools();
        Stopped();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The server has stopped, and its files are still there.</summary>
    protected virtual void Stopped() { }
}

/// <summary>The server with the demo's cases and accounts.</summary>
public sealed class DemoHost : WebHost
{
    protected override bool SeedsDemo => true;
}

/// <summary>The server as it runs in earnest: https, no demo.</summary>
public sealed class ProductionHost : WebHost
{
    protected override string Environment => Environments.Production;
}

/// <summary>Stands at the real time until it is moved.</summary>
public sealed class TestClock : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public void Advance(TimeSpan by) => _ahead += by;
}
