using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Systemfel.Web.Tests.Access;

/// <summary>Walks every endpoint as everyone: those that the matrix names get in, all others meet nothing at all.</summary>
public sealed class MatrixTests(MatrixWorld world) : IClassFixture<MatrixWorld>
{
    public static TheoryData<int, string> Rows
    {
        get
        {
            var rows = new TheoryData<int, string>();
            for (var i = 0; i < Matrix.Rows.Count; i++) rows.Add(i, Matrix.Rows[i].ToString());
            return rows;
        }
    }

    [Fact]
    public void Endpoint_WithoutARow_FailsHere()
    {
        var known = Matrix.Rows.Select(r => r.ToString()).ToHashSet();
        var missing = Endpoints().Where(e => !known.Contains(e.ToString())).Select(e => $"{e}: add a row to the matrix");
        Assert.True(!missing.Any(), string.Join('\n', missing));
    }

    [Fact]
    public void Row_WithoutAnEndpoint_FailsHere()
    {
        var there = Endpoints().Select(e => e.ToString()).ToHashSet();
        Assert.DoesNotContain(Matrix.Rows, r => !there.Contains(r.ToString()));
    }

    [Fact]
    public void Row_ThatNamesData_IsOwned()
    {
        // The tokens of links are a right of their own; kinds of text, jobs and the demo's post belong to no organisation, and a year's list of reports to each.
        string[] free = ["{token}", "{kind}", "demo/", "admin/jobb/"];
        Assert.DoesNotContain(Matrix.Rows, r => r.Pattern.Contains('{', StringComparison.Ordinal) && !r.IsOwned && r.Pattern != "arsrapport/{year:int}/rapport"
            && !free.Any(f => r.Pattern.Contains(f, StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Rows))]
    public async Task Endpoint_ForEveryRole_LetsInThoseOfItsRow(int number, string name)
    {
        var row = Matrix.Rows[number];
        Assert.Equal(name, row.ToString());
        var wrong = new List<string>();
        // Refusals first: what a door lets through can change what stands behind it.
        foreach (var caller in Caller.All.OrderBy(row.Lets))
        {
            var page = await world.CallAsync(row, caller);
            if (Wrong(row, caller, page) is { } what) wrong.Add($"{caller}: {what} ({(int)page.Status} {page.Location} {page.Heading})");
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Prepend(name)));
    }

    [Fact]
    public async Task Lists_OfAnotherOrganisation_HoldNoCaseOfTheFirst()
    {
        var found = new List<string>();
        foreach (var caller in Caller.All.Where(c => c.Elsewhere))
        {
            foreach (var row in Matrix.Rows.Where(r => r.Method == "GET" && !r.IsOwned && !r.Pattern.Contains("demo", StringComparison.Ordinal)
                && !r.Pattern.StartsWith("svara", StringComparison.Ordinal) && !r.Pattern.StartsWith("justera", StringComparison.Ordinal) && r.Lets(caller)))
            {
                var page = await world.CallAsync(row, caller);
                found.AddRange(world.Places.CaseWords.Where(w => page.Text.Contains(w, StringComparison.OrdinalIgnoreCase)).Select(w => $"{caller} reads '{w}' at {row}"));
            }
        }
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task Lists_OfTheFirstOrganisation_HoldItsCases()
    {
        var page = await world.CallAsync(new Row("GET", "register", Who.Ombud), new Caller(Who.Ombud, false));
        Assert.Contains(world.Places.CaseWords, w => page.Text.Contains(w, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Api_ForASessionWithoutAKey_IsShutWhoeverItIs()
    {
        var found = new List<string>();
        foreach (var row in Matrix.Rows.Where(r => r.ByKey))
            foreach (var caller in Caller.All)
                if ((await world.CallAsync(row with { ByKey = false }, caller)).Status != HttpStatusCode.Unauthorized) found.Add($"{row} opens to the cookie of {caller}");
        Assert.Empty(found);
    }

    [Fact]
    public void Production_HasNoEndpointOfTheDemo()
    {
        using var host = new ProductionHost();
        Assert.DoesNotContain(Endpoints(host), e => e.Pattern.StartsWith("demo", StringComparison.Ordinal));
        Assert.Contains(Endpoints(), e => e.Pattern.StartsWith("demo", StringComparison.Ordinal));
    }

    private string? Wrong(Row row, Caller caller, Page page)
    {
        var toSignIn = page.Status is HttpStatusCode.Redirect && page.Location?.Contains("/konto/logga-in", StringComparison.Ordinal) == true;
        if (row.Lets(caller))
        {
            if ((int)page.Status >= 500) return "breaks";
            if (page.Status is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return "is kept out";
            return toSignIn && !row.LeadsToSignIn ? "is asked to sign in" : null;
        }
        var open = Endpoints().Where(e => e.ToString() == row.ToString()).All(e => e.IsOpen);
        // Nobody is signed in: the form is shown, or the page that keeps what was typed.
        if (row.ByKey && caller.Role == Who.Anonymous) return page.Status == HttpStatusCode.Unauthorized ? null : "gets in";
        if (caller.Role == Who.Anonymous && !open) return toSignIn || (row.Method == "POST" && page.Status == HttpStatusCode.Unauthorized) ? null : "gets in";
        return page.Status == HttpStatusCode.NotFound ? null : "gets in";
    }

    private IReadOnlyList<Endpoint> Endpoints() => Endpoints(world);

    private static IReadOnlyList<Endpoint> Endpoints(WebHost host) =>
    [
        .. host.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().SelectMany(e =>
            (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m =>
                new Endpoint(m, (e.RoutePattern.RawText ?? "").TrimStart('/'), e.Metadata.GetMetadata<IAllowAnonymous>() != null))).Distinct(),
    ];

    private sealed record Endpoint(string Method, string Pattern, bool IsOpen)
    {
        public override string ToString() => $"{Method} {Pattern}";
    }
}
