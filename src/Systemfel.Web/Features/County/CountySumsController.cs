using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Lists;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.County;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.County;

public sealed record CountySumsPage(CountyYearPage Page, IReadOnlyList<CountySum> Sums)
{
    public IReadOnlyList<CountyLeftOut> LeftOut => CountySums.LeftOut(Page.Template, Page.Stands);
}

public sealed record CountyComparison(CountyYearPage Page, IReadOnlyList<ReturnField> Fields, ReturnField? Field, CountyTable? Compared);

/// <summary>What the county makes of the returns that have come.</summary>
[AllowedRoles(Role.CountyBoard), Route("lansstyrelsen/redovisningar/{id:long}")]
public sealed class CountySumsController(CountyReader county, TimeProvider time) : Controller
{
    public static ListOf<CountySum> Columns { get; } = new("county-sums", "lanets-exakta-summor-till-socialstyrelsen", "Summor",
    [
        new("Avsnitt", s => s.Section),
        new("Fråga", s => s.Field),
        new("Rad", s => s.Row),
        new("Kolumn", s => s.Column),
        new("Summa", s => decimal.Truncate(s.Sum) == s.Sum ? (long?)s.Sum : s.Sum.ToString("0.##", Hosting.Swedish.Culture)),
        new("Verksamheter som har svarat", s => s.Services),
    ]);

    [HttpGet("summor")]
    public async Task<IActionResult> Sums(long id, CancellationToken ct) =>
        await county.YearAsync(id, ct) is { } page ? View("Sums", new CountySumsPage(page, CountySums.Of(page.Template, page.Stands))) : NotFound();

    [HttpGet("summor.csv"), HttpGet("summor.xlsx")]
    public async Task<IActionResult> Export(long id, CancellationToken ct) =>
        await county.YearAsync(id, ct) is { } page ? new ListResult<CountySum>(Columns, CountySums.Of(page.Template, page.Stands).ToAsyncEnumerable()) : NotFound();

    [HttpGet("jamfor")]
    public async Task<IActionResult> Compare(long id, string? falt, CancellationToken ct)
    {
        if (await county.YearAsync(id, ct) is not { } page) return NotFound();
        var fields = CountySums.Comparable(page.Template);
        var field = fields.FirstOrDefault(f => f.Id == falt) ?? (fields.Count > 0 ? fields[0] : null);
        return View("Compare", new CountyComparison(page, fields, field, field == null ? null : CountySums.Compare(page.Template, field, page.Stands, time.Today())));
    }
}
