using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.County;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.County;

/// <summary>A county's year with its services.</summary>
public sealed record CountyYearPage(CountyYear Year, ReturnTemplate Template, IReadOnlyList<CountyStand> Stands, DateOnly Today)
{
    /// <summary>Services that use the product and have come since it was published.</summary>
    public int Newcomers { get; init; }

    public IEnumerable<CountyStand> Missing => Stands.Where(s => !s.Counts);

    public string Url => $"/lansstyrelsen/redovisningar/{Year.Id}";
}

/// <summary>What the pages of the county show: its own counties' years, nothing else.</summary>
public sealed class CountyReader(SystemfelReader reader, CurrentViewer current, TimeProvider time)
{
    public Task<List<string>> CountiesAsync(CancellationToken ct) => CountyRights.CountiesOfAsync(reader.Organisations, current.Viewer.Memberships, ct);

    public async Task<List<CountyYear>> YearsAsync(CancellationToken ct)
    {
        var counties = await CountiesAsync(ct);
        return await reader.CountyYears.Where(y => counties.Contains(y.County)).OrderByDescending(y => y.Year).ThenBy(y => y.County).Include(y => y.Services).ToListAsync(ct);
    }

    /// <returns>Null for a year that is none of the own counties'.</returns>
    public async Task<CountyYearPage?> YearAsync(long id, CancellationToken ct)
    {
        var counties = await CountiesAsync(ct);
        var year = await reader.CountyYears.Where(y => y.Id == id && counties.Contains(y.County)).Include(y => y.Services).SingleOrDefaultAsync(ct);
        if (year == null || ReturnTemplates.Find(year.TemplateKey) is not { } template) return null;
        var known = year.Services.Select(s => s.OrganisationId).OfType<long>().ToList();
        return new CountyYearPage(year, template, await CountyStand.OfAsync(reader, year, ct), time.Today())
        {
            Newcomers = await reader.Organisations.CountAsync(o => o.County == year.County && !known.Contains(o.Id), ct),
        };
    }

    /// <summary>The year that a service's return belongs to, and the return.</summary>
    public async Task<(CountyYearPage Year, CountyStand Stand)?> ServiceAsync(long id, CancellationToken ct)
    {
        var yearId = await reader.CountyServices.Where(s => s.Id == id).Select(s => s.CountyYearId).SingleOrDefaultAsync(ct);
        return await YearAsync(yearId, ct) is { } page && page.Stands.FirstOrDefault(s => s.Service.Id == id) is { } stand ? (page, stand) : null;
    }
}

/// <summary>Where a return stands, in words.</summary>
public static class CountyWords
{
    public static string Swedish(this CountyReturnState state) => state switch
    {
        CountyReturnState.Missing => "Saknas",
        CountyReturnState.Received => "Inkommen",
        CountyReturnState.AskedToComplete => "Komplettering begärd",
        _ => "Godkänd",
    };

    public static string Source(CountyStand stand) => stand.DocumentId != null || stand.Service.Source == "product" ? "i Systemfel" : stand.Service.Source switch { "docx" => "som Word-fil", "json" => "som JSON-fil", _ => "" };
}
