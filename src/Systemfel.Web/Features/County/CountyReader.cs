using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.County;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.County;

/// <summary>A county's year in the list.</summary>
public sealed record CountyYearRow(long Id, int Year, string County, DateOnly DueOn, int Services);

/// <summary>A county's year with its services.</summary>
public sealed record CountyYearPage(CountyYear Year, ReturnTemplate Template, IReadOnlyList<CountyStand> Stands, DateOnly Today)
{
    /// <summary>Services that use the product and have come since it was published.</summary>
    public int Newcomers { get; init; }

    public string Url => $"/lansstyrelsen/redovisningar/{Year.Id}";
}

/// <summary>What the pages of the county show: its own counties' years, nothing else.</summary>
public sealed class CountyReader(SystemfelReader reader, CurrentViewer current, TimeProvider time)
{
    public Task<List<string>> CountiesAsync(CancellationToken ct) => CountyRights.CountiesOfAsync(reader.Organisations, current.Viewer.Memberships, ct);

    public async Task<List<CountyYearRow>> YearsAsync(CancellationToken ct)
    {
        var counties = await CountiesAsync(ct);
        return await reader.CountyYears.Where(y => counties.Contains(y.County)).OrderByDescending(y => y.Year).ThenBy(y => y.County)
            .Select(y => new CountyYearRow(y.Id, y.Year, y.County, y.DueOn, y.Services.Count)).ToListAsync(ct);
    }

    /// <returns>Null for a year that is none of the own counties'.</returns>
    public async Task<CountyYearPage?> YearAsync(long id, CancellationToken ct)
    {
        var counties = await CountiesAsync(ct);
        var year = await reader.CountyYears.Where(y => y.Id == id && counties.Contains(y.County)).Include(y => y.Services).SingleOrDefaultAsync(ct);
        if (year == null) return null;
        var known = year.Services.Select(s => s.OrganisationId).OfType<long>().ToList();
        // One that has moved to another county returns there, unless its return had come here.
        var moved = await reader.Organisations.Where(o => known.Contains(o.Id) && o.County != year.County).Select(o => o.Id).ToListAsync(ct);
        year.Services.RemoveAll(s => s.State == CountyReturnState.Missing && s.OrganisationId is { } o && moved.Contains(o));
        return await PageAsync(year, withTexts: false, ct) is not { } page ? null : page with
        {
            Newcomers = await reader.Organisations.CountAsync(o => o.County == year.County && !known.Contains(o.Id), ct),
        };
    }

    private async Task<CountyYearPage?> PageAsync(CountyYear year, bool withTexts, CancellationToken ct) => ReturnTemplates.Find(year.TemplateKey) is not { } template
        ? null
        : new CountyYearPage(year, template, await CountyStand.OfAsync(reader, year, CountyRights.ReadBy(current.Viewer.Memberships), withTexts, ct), time.Today());

    /// <summary>The year that a service's return belongs to, and the return.</summary>
    public async Task<(CountyYearPage Year, CountyStand Stand)?> ServiceAsync(long id, CancellationToken ct)
    {
        var counties = await CountiesAsync(ct);
        var year = await reader.CountyYears.Where(y => counties.Contains(y.County) && y.Services.Any(s => s.Id == id)).Include(y => y.Services.Where(s => s.Id == id)).SingleOrDefaultAsync(ct);
        return year != null && await PageAsync(year, withTexts: true, ct) is { } page ? (page, page.Stands.Single()) : null;
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

    /// <summary>What has come of a request.</summary>
    public static string AfterAsking(CountyStand stand) => stand switch
    {
        { IsOpen: true } => "Samordnaren får ett mejl, och redovisningen är öppen igen hos verksamheten.",
        { IsReadable: true } => "Samordnaren får ett mejl. Redovisningen kom som fil: läs in den nya här, eller vänta på att den skickas i Systemfel.",
        { Service.OrganisationId: not null } => "Verksamheten har inte gett er läsrätt i Systemfel: skicka begäran själva, och läs in den nya filen här.",
        _ => "Verksamheten använder inte Systemfel: skicka begäran själva, och läs in den nya filen här.",
    };

    public static string Source(CountyStand stand) => stand.DocumentId != null || stand.Service.Source == "product" ? "i Systemfel" : stand.Service.Source switch { "docx" => "som Word-fil", "json" => "som JSON-fil", _ => "" };
}
