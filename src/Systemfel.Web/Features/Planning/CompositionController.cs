using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Planning;

public sealed record CompositionModel(Group Group, Composition Composition, DateOnly Today);

/// <summary>A steering group's composition against 5 § of SFS 2013:522.</summary>
[Route("grupper/{id:long}/sammansattning"), AllowedRoles(Role.Coordinator, Role.Ombud, Role.UnitManager)]
public sealed class CompositionController(SystemfelReader reader, CompositionReader compositions, CurrentViewer current, TimeProvider time) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(long id, int? ar, CancellationToken ct)
    {
        var organisations = current.Viewer.OrganisationsWith(Viewer.TeamRoles);
        var group = await reader.Groups.SingleOrDefaultAsync(g => g.Id == id && organisations.Contains(g.OrganisationId), ct);
        var year = ar is >= 2000 and <= 9998 ? ar.Value : time.Today().Year;
        if (group == null || await compositions.ReadAsync(group, year, ct) is not { } composition) return NotFound();
        return View("Composition", new CompositionModel(group, composition, time.Today()));
    }
}

/// <summary>One quiet line about a group's composition; on a planned meeting only when something is missing.</summary>
public sealed class CompositionViewComponent(CompositionReader compositions, CurrentViewer current, TimeProvider time) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Group group, bool onlyLacking = false)
    {
        if (group.EndedAt != null || !current.Viewer.Has(group.OrganisationId, [.. Viewer.TeamRoles])) return Content("");
        if (group.Kind == GroupKind.Reference && !onlyLacking && !await compositions.HasSteeringGroupAsync(group.OrganisationId, HttpContext.RequestAborted))
            return View("/Features/Planning/_NoSteeringGroup.cshtml");
        var composition = await compositions.ReadAsync(group, time.Today().Year, HttpContext.RequestAborted);
        if (composition == null || (onlyLacking && composition.Lacking.Count == 0)) return Content("");
        return View("/Features/Planning/_Composition.cshtml", new CompositionModel(group, composition, time.Today()));
    }
}
