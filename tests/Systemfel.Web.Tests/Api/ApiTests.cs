using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Accounts;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Tests.Api;

/// <summary>What a program with a key meets, over the demo.</summary>
public sealed class ApiTests(DemoHost host) : IClassFixture<DemoHost>
{
    private static readonly Dictionary<string, string> Keys = [];

    [Fact]
    public async Task Api_WithoutAKey_AsksForOneInEnglish()
    {
        var page = await CallAsync("/api/v1/cases", null);

        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        Assert.Equal("Bearer", page.Header("WWW-Authenticate"));
        Assert.Equal("application/problem+json", page.Header("Content-Type")!.Split(';')[0]);
        Assert.Equal("Key needed", Json(page).GetProperty("title").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("systemfel_0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.")]
    public async Task Api_WithAKeyThatIsNone_IsShut(string key) => await AssertShutAsync(key);

    [Fact]
    public async Task Api_WithAKeyThatWasRevokedOrHasExpiredOrWhoseAccountIsShut_IsShut()
    {
        var (revoked, expired, shut) = (await MakeAsync("sara", 30), await MakeAsync("gunilla", 0), await MakeAsync("ledamot.af", 30));
        await CallAsync("/api/v1/cases", revoked);
        var id = await host.WithAsync((SystemfelReader r) => r.PersonalKeys.Where(k => k.Account.Email == "sara@demo.example").OrderByDescending(k => k.Id).Select(k => new { k.Id, k.AccountId }).FirstAsync());
        Assert.True(await host.WithAsync<PersonalKeys, bool>(k => k.RevokeAsync(id.AccountId, id.Id)));
        var member = await AccountAsync("ledamot.af");
        Assert.Empty((await host.WithAsync<AccountService, AccountResult>(a => a.DisableAsync(member))).Problems);

        await AssertShutAsync(revoked);
        await AssertShutAsync(shut);
        // An account that is opened again has no key from before.
        Assert.Empty((await host.WithAsync<AccountService, AccountResult>(a => a.EnableAsync(member))).Problems);
        await AssertShutAsync(shut);
        Assert.Equal(HttpStatusCode.OK, (await CallAsync("/api/v1/cases", expired)).Status);
        host.Clock.Advance(TimeSpan.FromDays(1));
        await AssertShutAsync(expired);
    }

    [Fact]
    public async Task Revoke_OfAnothersKey_LeavesIt()
    {
        var key = await MakeAsync("malin", 30);
        var id = await host.WithAsync((SystemfelReader r) => r.PersonalKeys.Where(k => k.Account.Email == "malin@demo.example").OrderByDescending(k => k.Id).Select(k => k.Id).FirstAsync());
        var other = await AccountAsync("rsmh");

        Assert.False(await host.WithAsync<PersonalKeys, bool>(k => k.RevokeAsync(other, id)));

        Assert.Equal(HttpStatusCode.OK, (await CallAsync("/api/v1/cases", key)).Status);
    }

    [Theory]
    [InlineData("/api/v1/cases")]
    [InlineData("/API/v1/cases")]
    public async Task Api_WithTheCookieOfASession_IsShut(string path)
    {
        using var browser = await host.SignedInAsync("malin@demo.example", DemoSeeder.Password);

        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync(path)).Status);
    }

    [Theory]
    [InlineData("/api/v1/cases?limit=0")]
    [InlineData("/api/v1/cases?limit=201")]
    [InlineData("/api/v1/cases?after=-1")]
    [InlineData("/api/v1/cases?state=allt")]
    [InlineData("/api/v1/cases?changedSince=igår")]
    [InlineData("/api/v1/overview?year=1")]
    [InlineData("/api/v1/meetings?from=2026-02-31")]
    public async Task Api_AskedForWhatCannotBe_SaysSo(string path)
    {
        var page = await CallAsync(path, await KeyAsync("malin"));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.StartsWith("application/problem+json", page.Header("Content-Type"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_ThatTheAccountMayNotRead_IsNotFound()
    {
        var hidden = await host.WithAsync((SystemfelReader r) => r.Deficiencies.Where(d => d.Grants.Count == 0).Select(d => d.Id).FirstAsync());

        var page = await CallAsync($"/api/v1/cases/{hidden}", await KeyAsync("ledamot.fk"));

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal("Not found", Json(page).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Cases_PageByPage_AreThoseOfTheAccountEachOnce()
    {
        var key = await KeyAsync("ledamot.fk");
        var granted = await host.WithAsync(async (SystemfelReader r) =>
        {
            var account = await r.Accounts.Include(a => a.Memberships).SingleAsync(a => a.Email == "ledamot.fk@demo.example");
            return await r.Deficiencies.VisibleTo(new Viewer(account.Id, "", account.Memberships)).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync();
        });

        var found = new List<long>();
        for (var next = "/api/v1/cases?limit=7"; next is not null;)
        {
            var page = Json(await CallAsync(next, key));
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("id").GetInt64()));
            next = page.GetProperty("next").GetString();
        }

        Assert.Equal(granted, found);
    }

    [Fact]
    public async Task Cases_ThatAreExamplesOrTakenBack_AreNotTheInterfaces()
    {
        var (example, taken) = (await SubmitAsync(isExample: true), await SubmitAsync(isExample: false));
        await MoveAsync(taken, new Withdraw());
        var key = await KeyAsync("sara");

        var pages = await Task.WhenAll(CallAsync($"/api/v1/cases/{example}", key), CallAsync($"/api/v1/cases/{taken}", key));
        var after = Json(await CallAsync($"/api/v1/cases?after={example - 1}", key)).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("id").GetInt64());

        Assert.All(pages, p => Assert.Equal(HttpStatusCode.NotFound, p.Status));
        Assert.DoesNotContain(after, id => id == example || id == taken);
    }

    [Fact]
    public async Task Case_AsTheTeamReadsIt_HasItsLinesMeasuresAndEvents()
    {
        var (id, number, events) = await host.WithAsync((SystemfelReader r) => r.Deficiencies.Where(d => d.Measures.Count > 0).OrderBy(d => d.Id)
            .Select(d => new ValueTuple<long, string, int>(d.Id, d.Number, d.Events.Count)).FirstAsync());

        var one = Json(await CallAsync($"/api/v1/cases/{id}", await KeyAsync("malin")));

        Assert.Equal(number, one.GetProperty("case").GetProperty("number").GetString());
        Assert.NotEqual(0, one.GetProperty("lines").GetArrayLength());
        Assert.NotEqual(0, one.GetProperty("measures").GetArrayLength());
        Assert.Equal(events, one.GetProperty("events").GetArrayLength());
        Assert.Equal("Inskickad", one.GetProperty("events")[0].GetProperty("text").GetString()!.Split(' ')[0]);
    }

    [Fact]
    public async Task Case_OutsideTheTeam_TellsNoFewPersons()
    {
        var key = await KeyAsync("rsmh");

        var items = Json(await CallAsync("/api/v1/cases?limit=200", key)).GetProperty("items").EnumerateArray().Select(c => c.GetProperty("persons").GetString()).ToList();

        Assert.Contains("färre än 5", items);
        Assert.DoesNotContain(items, p => p is "1" or "2–4");
    }

    [Fact]
    public async Task Overview_ListsAndMeetings_AreThoseOfThePages()
    {
        var key = await KeyAsync("malin");

        var overview = Json(await CallAsync("/api/v1/overview", key));
        var authorities = Json(await CallAsync("/api/v1/authorities", key));
        var meetings = Json(await CallAsync("/api/v1/meetings?from=2025-01-01&to=2027-12-31", key));

        var (own, held) = await host.WithAsync(async (SystemfelReader r) => (await r.Authorities.CountAsync(), await r.Meetings.CountAsync(m => m.Date >= new DateOnly(2025, 1, 1) && m.Date <= new DateOnly(2027, 1, 1))));
        Assert.Equal(host.Clock.Today().Year, overview.GetProperty("year").GetInt32());
        Assert.Equal(overview.GetProperty("submitted").GetInt32(), overview.GetProperty("months").EnumerateArray().Sum(m => m.GetProperty("submitted").GetInt32()));
        Assert.Equal(own, authorities.GetArrayLength());
        Assert.Equal(held, meetings.GetArrayLength());
    }

    [Fact]
    public async Task Key_UsedManyTimesADay_IsNotedOnceEachDay()
    {
        var key = await MakeAsync("sara", 30);
        await CallAsync("/api/v1/authorities", key);
        await CallAsync("/api/v1/authorities", key);
        var hash = PersonalKeys.HashOf(key);

        var stored = await host.WithAsync((SystemfelReader r) => r.PersonalKeys.Where(k => k.KeyHash == hash).SingleAsync());

        Assert.Equal(host.Clock.Today(), stored.LastUsedOn);
    }

    [Fact]
    public async Task Api_ToldToChangeSomething_OnlyReads()
    {
        using var program = host.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/cases", UriKind.Relative));
        request.Headers.Authorization = new("Bearer", await KeyAsync("malin"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await program.SendAsync(request)).Status);
    }

    [Fact]
    public async Task OpenApi_DescribesTheReadingInterfaceAndNothingElse()
    {
        var document = Json(await CallAsync("/openapi/v1.json", null));

        var paths = document.GetProperty("paths").EnumerateObject().ToList();
        Assert.Equal(["/api/v1/authorities", "/api/v1/cases", "/api/v1/cases/{id}", "/api/v1/meetings", "/api/v1/overview"], paths.Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.All(paths, p => Assert.Equal("get", Assert.Single(p.Value.EnumerateObject()).Name));
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString());
        Assert.Equal("key", Assert.Single(document.GetProperty("security")[0].EnumerateObject()).Name);
        Assert.False(string.IsNullOrEmpty(document.GetProperty("paths").GetProperty("/api/v1/cases").GetProperty("get").GetProperty("summary").GetString()));
    }

    private async Task AssertShutAsync(string key)
    {
        var page = await CallAsync("/api/v1/cases", key);
        Assert.Equal(HttpStatusCode.Unauthorized, page.Status);
        Assert.Equal("Key needed", Json(page).GetProperty("title").GetString());
    }

    private Task<long> AccountAsync(string name) => host.WithAsync((SystemfelReader r) => r.Accounts.Where(a => a.Email == $"{name}@demo.example").Select(a => a.Id).SingleAsync());

    /// <summary>One key for each account, for as many keys as there are tests are more than one may have.</summary>
    private async Task<string> KeyAsync(string name) => Keys.TryGetValue(name, out var known) ? known : Keys[name] = await MakeAsync(name, days: 30);

    private async Task<string> MakeAsync(string name, int days)
    {
        var account = await host.WithAsync((SystemfelReader r) => r.Accounts.Include(a => a.Memberships).SingleAsync(a => a.Email == $"{name}@demo.example"));
        return await host.WithAsync<PersonalKeys, string>(k => k.MakeAsync(account.Id, account.Memberships[0].OrganisationId, "Prov", host.Clock.Today().AddDays(days)));
    }

    private async Task<Page> CallAsync(string path, string? key)
    {
        using var program = host.Browse();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (key != null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        return await program.SendAsync(request);
    }

    private Task<long> SubmitAsync(bool isExample) => host.WithAsync(async (IServiceProvider services) =>
    {
        var (actor, authority) = await SaraAsync(services);
        var report = new ReportText
        {
            Title = "Blanketten finns bara på webben",
            Pattern = "Den som saknar e-legitimation får ingen blankett.",
            Consequence = "Ansökan blir inte av.",
            Proposal = "Skicka den på papper.",
            Addressees = [new ReportAddressee(authority, null)],
        };
        var check = services.GetRequiredService<TextCheck>().Check(report.AllText());
        return await services.GetRequiredService<CaseMoves>().SubmitAsync(actor.Memberships[0].OrganisationId, new Submit(report, check) { IsExample = isExample }, actor, Guid.NewGuid().ToString());
    });

    private Task MoveAsync(long id, Move move) => host.WithAsync(async (IServiceProvider services) =>
    {
        var (actor, _) = await SaraAsync(services);
        var lines = await services.GetRequiredService<SystemfelReader>().Bookmarks.Where(b => b.DeficiencyId == id).ToListAsync();
        await services.GetRequiredService<CaseMoves>().MakeAsync(id, move, Targets.Of(lines), actor, Guid.NewGuid().ToString());
        return true;
    });

    private static async Task<(Actor Sara, long Authority)> SaraAsync(IServiceProvider services)
    {
        var reader = services.GetRequiredService<SystemfelReader>();
        var account = await reader.Accounts.Include(a => a.Memberships).SingleAsync(a => a.Email == "sara@demo.example");
        return (new Actor(account.Id, account.DisplayName, account.Memberships), await reader.Authorities.Where(a => a.Code == "FK").Select(a => a.Id).FirstAsync());
    }

    private static JsonElement Json(Page page) => JsonDocument.Parse(page.Text).RootElement;
}
