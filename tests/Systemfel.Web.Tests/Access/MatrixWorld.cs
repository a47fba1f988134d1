using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Accounts;
using Systemfel.Workflows.Demo;

namespace Systemfel.Web.Tests.Access;

/// <summary>The demo's organisation and an empty second one, with a signed-in browser for every role in each.</summary>
public class MatrixWorld : WebHost, IAsyncLifetime
{
    private readonly Dictionary<Caller, (string Email, Browser Browser, string Token)> _callers = [];
    private readonly Dictionary<Caller, string> _keys = [];
    private Browser? _program;

    public Places Places { get; private set; } = new();

    protected override bool SeedsDemo => true;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("RateLimits:ReplyPerMinute", "100000");
        builder.UseSetting("RateLimits:ApiPerMinute", "100000");
    }

    public async Task InitializeAsync()
    {
        await FillAsync();
        var home = await OrganisationAsync();
        var elsewhere = await SecondOrganisationAsync(home);
        foreach (var caller in Caller.All) await AddAsync(caller, caller.Elsewhere ? elsewhere : home);
        using var coordinator = await SignedInAsync("malin@demo.example", DemoSeeder.Password);
        Places = await PlaceSearch.FindAsync(this, home, coordinator, _callers[new(Who.Ombud, false)].Browser);
    }

    /// <summary>What is stored before the people come.</summary>
    protected virtual Task FillAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    /// <summary>Calls a row's endpoint, with a form key that is valid: what refuses is the right to enter.</summary>
    public async Task<Page> CallAsync(Row row, Caller caller)
    {
        if (row.ByKey) return await CallByKeyAsync(row.Path(Places), _keys.GetValueOrDefault(caller));
        var (email, browser, token) = _callers[caller];
        if (!row.NeedsOwnSession) return await SendAsync(row, browser, token);
        using var own = email.Length == 0 ? Browse() : await SignedInAsync(email);
        return await SendAsync(row, own, await TokenAsync(own, email));
    }

    /// <summary>As a program does; null: without a key.</summary>
    public async Task<Page> CallByKeyAsync(string path, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (key != null) request.Headers.Authorization = new("Bearer", key);
        return await (_program ??= Browse()).SendAsync(request);
    }

    private async Task<Page> SendAsync(Row row, Browser browser, string token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(row.Method), new Uri(row.Path(Places), UriKind.Relative));
        if (row.Method == "POST")
            request.Content = new FormUrlEncodedContent(row.Form(Places).Append(("__RequestVerificationToken", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        return await browser.SendAsync(request);
    }

    private async Task AddAsync(Caller caller, long organisation)
    {
        if (caller.Role == Who.Anonymous)
        {
            var stranger = Browse();
            _callers[caller] = ("", stranger, await TokenAsync(stranger, ""));
            return;
        }
        var email = $"{caller.Role}{(caller.Elsewhere ? ".annan" : "")}@matris.example".ToLowerInvariant();
        var group = await WithAsync<SystemfelReader, long>(r => r.Groups
            .Where(g => g.OrganisationId == organisation && g.Code == (caller.Role == Who.OtherMember ? "sg2" : "sg1")).Select(g => g.Id).SingleAsync());
        var party = await WithAsync<SystemfelReader, long?>(r => r.Parties.Where(p => p.OrganisationId == organisation && p.Code == "rsmh").Select(p => (long?)p.Id).SingleOrDefaultAsync());
        var made = await WithAsync<AccountService, AccountResult>(a => a.CreateAsync(email, email, Password, [Order(caller.Role, organisation, group, party)]));
        Assert.Empty(made.Problems);
        _keys[caller] = await WithAsync<PersonalKeys, string>(k => k.MakeAsync(made.AccountId, organisation, "Matrisen", DateOnly.FromDateTime(Clock.GetUtcNow().Date).AddDays(30)));
        var browser = await SignedInAsync(email);
        _callers[caller] = (email, browser, await TokenAsync(browser, email));
    }

    private static MembershipOrder Order(Who who, long organisation, long group, long? party) => who switch
    {
        Who.Ombud => new(organisation, Role.Ombud),
        Who.Coordinator => new(organisation, Role.Coordinator),
        Who.UnitManager => new(organisation, Role.UnitManager),
        Who.Member or Who.OtherMember => new(organisation, Role.Member, null, group),
        Who.UserOrganisation => new(organisation, Role.UserOrganisation, party, group),
        Who.County => new(organisation, Role.CountyBoard),
        Who.Registrar => new(organisation, Role.Registrar),
        Who.Administrator => new(organisation, Role.Administrator),
        _ => throw new ArgumentOutOfRangeException(nameof(who)),
    };

    private static async Task<string> TokenAsync(Browser browser, string email)
    {
        var page = await browser.GetAsync(email.Length == 0 ? "/konto/logga-in" : "/konto");
        return page.Html.QuerySelector("form[method=post] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
    }

    /// <summary>No page makes a second organisation: the rows are written here, with the first one's route and groups of its own.</summary>
    private async Task<long> SecondOrganisationAsync(long home)
    {
        await using var connection = Connection(Services.GetRequiredService<DatabaseOptions>());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            INSERT INTO "Organisations" ("Name", "HostName", "County", "Phone", "RegistryPrefix", "ChangeSeq") VALUES ('PO Annorstädes', 'Annans kommun', 'Annat län', '010-1', 'PO', 0);
            INSERT INTO "RouteVersions" ("OrganisationId", "RouteKey", "Version", "Json", "CreatedAt")
                SELECT (SELECT MAX("Id") FROM "Organisations"), "RouteKey", 1, "Json", "CreatedAt" FROM "RouteVersions" WHERE "Id" = (SELECT "CurrentRouteId" FROM "Organisations" WHERE "Id" = @home);
            UPDATE "Organisations" SET "CurrentRouteId" = (SELECT MAX("Id") FROM "RouteVersions") WHERE "Id" = (SELECT MAX("Id") FROM "Organisations");
            INSERT INTO "Groups" ("OrganisationId", "Code", "Name", "Kind") SELECT (SELECT MAX("Id") FROM "Organisations"), "Code", "Name", "Kind" FROM "Groups" WHERE "OrganisationId" = @home;
            SELECT MAX("Id") FROM "Organisations";
            """;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@home", home);
        command.Parameters.Add(parameter);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static DbConnection Connection(DatabaseOptions options) => options.Provider == DatabaseProvider.Sqlite
        ? new SqliteConnection(new SqliteConnectionStringBuilder(options.ConnectionString) { ForeignKeys = true }.ToString())
        : new NpgsqlConnection(options.ConnectionString);
}
