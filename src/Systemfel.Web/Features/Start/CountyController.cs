using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Reports;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Disclosure;

namespace Systemfel.Web.Features.Start;

/// <summary>A case that Länsstyrelsen has been told of, with when and why.</summary>
public sealed record CountyRow(
    long Id, string Number, string Title, IReadOnlyList<AddresseeName> Addressees, Level? Level, IReadOnlyList<CountyMark> Marks);

/// <summary>'För kännedom 21 maj'.</summary>
public sealed record CountyMark(string Text, DateOnly Day, string Note);

public sealed record CountyPage(IReadOnlyList<CountyRow> Rows, Pager Pager, DateOnly Today);

/// <summary>What has been sent to Länsstyrelsen for information or to the national level: to read, newest first.</summary>
[AllowedRoles(Role.CountyBoard)]
public sealed class CountyController(SystemfelReader reader, CurrentViewer current, TimeProvider time) : Controller
{
    private const int PageSize = 25;

    [HttpGet("/lansstyrelsen")]
    public async Task<IActionResult> List(int? sida, CancellationToken ct)
    {
        var page = Math.Max(1, sida ?? 1);
        var today = time.Today();
        // Told of: by this grant alone. What the county sees as a member of a group has its place at the meetings.
        var counties = current.Viewer.OrganisationsWith([Role.CountyBoard]);
        var told = reader.Deficiencies.VisibleTo(current.Viewer)
            .Where(d => counties.Contains(d.OrganisationId) && d.Grants.Any(g => g.Kind == GrantKind.County));
        var total = await told.CountAsync(ct);
        var cases = await told
            .OrderByDescending(d => d.SideNotes.Max(n => (DateTimeOffset?)n.At)).ThenByDescending(d => d.Id)
            .Skip((page - 1) * PageSize).Take(PageSize)
            .Include(d => d.SideNotes)
            .Include(d => d.Addressees).ThenInclude(a => a.Authority).Include(d => d.Addressees).ThenInclude(a => a.SubArea)
            .AsSplitQuery().ToListAsync(ct);
        return View("County", new CountyPage(
            await RowsAsync(cases, ct), new Pager(page, PageSize, total, n => $"/lansstyrelsen?sida={n}"), today));
    }

    private async Task<List<CountyRow>> RowsAsync(List<Deficiency> cases, CancellationToken ct)
    {
        var rows = new List<CountyRow>();
        foreach (var ofOrganisation in cases.GroupBy(d => d.OrganisationId))
        {
            var audience = await Audience.OfAsync(reader, current.Viewer, ofOrganisation.Key, ct);
            rows.AddRange(ofOrganisation.Select(d => Row(d, audience)));
        }
        return [.. rows.OrderBy(r => cases.FindIndex(d => d.Id == r.Id))];
    }

    private static CountyRow Row(Deficiency d, Audience audience) => new(
        d.Id, d.Number, d.Title, [.. d.Addressees.OrderBy(a => a.SortOrder).Select(a => AddresseeName.Of(a) with { SubArea = audience.Name(a.SubArea, d.MunicipalityId) })], d.Level,
        [.. d.SideNotes.Where(n => n.Kind != SideNoteKind.PartiesInformed).OrderByDescending(n => n.At).Select(n => new CountyMark(
            n.Kind == SideNoteKind.NationalLevel ? "Till nationell nivå" : "För kännedom", n.At.SwedishDay(), audience.Words(n.Note)))]);
}
