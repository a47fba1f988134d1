using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Shared;

namespace Systemfel.Web.Tests.Accounts;

public sealed class AccessTests(WebHost host) : IClassFixture<WebHost>
{
    [Theory]
    [InlineData(Role.Ombud)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.UnitManager)]
    [InlineData(Role.Member)]
    [InlineData(Role.UserOrganisation)]
    [InlineData(Role.CountyBoard)]
    [InlineData(Role.Registrar)]
    public async Task AdminPage_ForAnyOtherRole_DoesNotExist(Role role)
    {
        var email = $"roll{(int)role}@demo.example";
        await host.CreateAccountAsync(email, role);
        using var browser = await host.SignedInAsync(email);
        var hidden = await browser.GetAsync("/admin/konton");
        var missing = await browser.GetAsync("/finns-inte");
        Assert.Equal(HttpStatusCode.NotFound, hidden.Status);
        Assert.Equal(missing.Heading, hidden.Heading);
    }

    [Fact]
    public async Task Endpoint_WithoutDeclaredCallers_FailsHere()
    {
        await host.OrganisationAsync();
        var undeclared = host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints)
            .Where(e => e.Metadata.GetMetadata<AllowedRolesAttribute>() is null && e.Metadata.GetMetadata<SignedInAttribute>() is null
                && e.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(e => e.DisplayName);
        Assert.Empty(undeclared);
    }

    [Fact]
    public void Endpoints_AreFoundByThatTest()
    {
        Assert.Contains(host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>(),
            e => e.RoutePattern.RawText == "admin/konton" && e.Metadata.GetMetadata<AllowedRolesAttribute>() is not null);
    }

    [Fact]
    public async Task LastAdministrator_CannotBeShut()
    {
        using var own = new WebHost();
        await own.OrganisationAsync();
        using var browser = await own.SignedInAsync("forsta@demo.example");
        var row = (await browser.GetAsync("/admin/konton")).Html.QuerySelector("th a")!.GetAttribute("href")!;
        var page = await browser.PostFormAsync(row, row + "/stang");
        Assert.Contains("enda administratören", page.Html.QuerySelector(".felsumma")?.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_FromTheAdminPage_CreatesTheAccount()
    {
        await host.CreateAccountAsync("admin2@demo.example", Role.Administrator);
        using var browser = await host.SignedInAsync("admin2@demo.example");
        var sent = await browser.PostFormAsync("/admin/konton/ny",
            ("Form.Name", "Bo Ny"), ("Form.Email", "bo@demo.example"), ("Form.Roles", "Ombud"), ("Form.Roles", "Coordinator"));
        Assert.Equal("/admin/konton", sent.Location);
        var list = await browser.GetAsync("/admin/konton");
        Assert.Equal("status", list.Html.QuerySelector(".besked")?.GetAttribute("role"));
        var row = list.Html.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Bo Ny", StringComparison.Ordinal));
        Assert.Contains("ombud, samordnare", row.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invitation_WithoutRole_PointsAtTheField()
    {
        await host.CreateAccountAsync("admin3@demo.example", Role.Administrator);
        using var browser = await host.SignedInAsync("admin3@demo.example");
        var page = await browser.PostFormAsync("/admin/konton/ny", ("Form.Name", "Bo Ny"), ("Form.Email", "bo2@demo.example"));
        var target = page.Html.QuerySelector(".felsumma a")!.GetAttribute("href")!;
        Assert.NotNull(page.Html.QuerySelector(target));
        Assert.Equal("Bo Ny", page.Html.QuerySelector("#Form_Name")?.GetAttribute("value"));
    }
}
