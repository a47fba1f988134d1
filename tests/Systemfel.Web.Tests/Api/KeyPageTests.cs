using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Tests.Api;

/// <summary>'API-nycklar' under the own account.</summary>
public sealed class KeyPageTests : IDisposable
{
    private readonly WebHost _host = new();

    [Fact]
    public async Task Make_OfWhatCannotBe_SaysWhyAndKeepsWhatWasTyped()
    {
        using var browser = await SignInAsync();
        var today = _host.Clock.Today();

        foreach (var (name, until, problem) in new[]
        {
            ("", today.Iso(), "Skriv vad nyckeln ska användas till, så att du känner igen den."),
            ("Statistik", "i morgon", "Skriv sista dagen som 2026-11-30."),
            ("Statistik", today.AddDays(-1).Iso(), "Sista dagen har redan varit."),
            ("Statistik", today.AddYears(1).AddDays(1).Iso(), "En nyckel gäller högst ett år."),
            (new string('a', 61), today.Iso(), "Namnet är för långt. Skriv högst 60 tecken."),
        })
        {
            var page = await browser.PostFormAsync("/konto/nycklar", ("Name", name), ("Until", until));

            Assert.Equal(422, (int)page.Status);
            Assert.Contains(page.Html.QuerySelectorAll(".felrad"), f => f.TextContent == problem);
            Assert.Equal([name, until], [page.Html.QuerySelector("input[name=Name]")!.GetAttribute("value") ?? "", page.Html.QuerySelector("input[name=Until]")!.GetAttribute("value")!]);
        }
        Assert.False(await _host.WithAsync((SystemfelReader r) => r.PersonalKeys.AnyAsync()));
    }

    [Fact]
    public async Task Make_ShowsTheKeyOnceAndStoresItsHash()
    {
        using var browser = await SignInAsync();

        var made = await browser.PostFormAsync("/konto/nycklar", ("Name", "Kommunens statistik"), ("Until", _host.Clock.Today().AddYears(1).Iso()));

        var key = made.Html.QuerySelector("code.adress")!.TextContent;
        Assert.True(PersonalKeys.IsKey(key));
        Assert.Contains("no-store", made.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Equal(PersonalKeys.HashOf(key), await _host.WithAsync((SystemfelReader r) => r.PersonalKeys.Select(k => k.KeyHash).SingleAsync()));
        var page = await browser.GetAsync("/konto/nycklar");
        Assert.Contains("Kommunens statistik", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(key[12..], page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoke_OfTheOwnKey_SaysThatItNoLongerWorks()
    {
        using var browser = await SignInAsync();
        await browser.PostFormAsync("/konto/nycklar", ("Name", "Statistik"), ("Until", _host.Clock.Today().Iso()));

        await browser.PostFormAsync("/konto/nycklar", "/konto/nycklar/aterkalla");

        var page = await browser.GetAsync("/konto/nycklar");
        Assert.Contains($"Återkallad {_host.Clock.Today().Iso()}", page.Text, StringComparison.Ordinal);
        Assert.Null(page.Html.QuerySelector("form[action='/konto/nycklar/aterkalla']"));
    }

    [Fact]
    public async Task Make_WhenThereAreMany_AsksToRevokeOne()
    {
        using var browser = await SignInAsync();
        for (var i = 0; i < PersonalKeys.Most; i++) await browser.PostFormAsync("/konto/nycklar", ("Name", $"Nyckel {i}"), ("Until", _host.Clock.Today().Iso()));

        var page = await browser.PostFormAsync("/konto/nycklar", ("Name", "En till"), ("Until", _host.Clock.Today().Iso()));

        Assert.Contains("Du har redan 10 nycklar.", page.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _host.Dispose();

    private async Task<Browser> SignInAsync()
    {
        await _host.CreateAccountAsync("eva@po.example", Role.Coordinator);
        return await _host.SignedInAsync("eva@po.example");
    }
}
