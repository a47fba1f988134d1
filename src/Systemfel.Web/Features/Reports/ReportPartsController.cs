using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Reports;

namespace Systemfel.Web.Features.Reports;

/// <summary>Parts of the form that its scripts fetch anew while one writes. Nothing is stored here.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator), Route("rapportera")]
public sealed class ReportPartsController(ReportPages pages) : Controller
{
    [HttpGet("liknande")]
    public async Task<IActionResult> Similar(string? rubrik, string[]? myndighet, long? utom, CancellationToken ct) =>
        PartialView("_Similar", await pages.SimilarAsync(rubrik ?? "", myndighet ?? [], utom, await pages.ChoicesAsync(ct), ct));

    [HttpPost("granska")]
    public async Task<IActionResult> Check(ReportFields fields, CancellationToken ct) =>
        PartialView("_Finds", pages.Check(fields.Tidied(), await pages.ChoicesAsync(ct)));
}
