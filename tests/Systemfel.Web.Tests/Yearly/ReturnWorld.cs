using Systemfel.Data.Accounts;

namespace Systemfel.Web.Tests.Yearly;

/// <summary>A service with one of each who has to do with its return.</summary>
public sealed class ReturnWorld : WebHost, IAsyncLifetime
{
    public Browser Coordinator { get; private set; } = null!;

    public Browser Manager { get; private set; } = null!;

    public Browser Ombud { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await CreateAccountAsync("sam@retur.example", Role.Coordinator);
        await CreateAccountAsync("chef@retur.example", Role.UnitManager);
        await CreateAccountAsync("ombud@retur.example", Role.Ombud);
        (Coordinator, Manager, Ombud) = (await SignedInAsync("sam@retur.example"), await SignedInAsync("chef@retur.example"), await SignedInAsync("ombud@retur.example"));
    }

    /// <summary>Begins the return of a year that no other test writes in.</summary>
    /// <returns>Its address.</returns>
    public async Task<string> BegunAsync(int year, string template = "2022")
    {
        var begun = await Coordinator.PostFormAsync("/arsrapport", "/arsrapport", ("year", $"{year}"), ("template", template));
        Assert.Equal($"/arsrapport/{year}", begun.Location);
        return begun.Location!;
    }

    /// <summary>Writes values into a section; the rest of it is left empty.</summary>
    public static Task<Page> WriteAsync(Browser who, string address, string section, params (string Key, string Value)[] values) =>
        who.PostFormAsync($"{address}/avsnitt/{section}", values);

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();
}
