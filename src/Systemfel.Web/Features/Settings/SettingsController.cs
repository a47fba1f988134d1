using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Organisations;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Settings;

/// <param name="RequiresFourEyes">A colleague must approve a text before it leaves the team.</param>
/// <param name="Approvers">How many in the team can.</param>
/// <param name="IsTwoPerson">One person may hold roles that otherwise exclude each other.</param>
/// <param name="Waiting">How many open cases wait for it, or would.</param>
/// <param name="Municipalities">All of the organisation's, by name.</param>
/// <param name="Authorities">All of the organisation's, with their sub-areas.</param>
public sealed record SettingsModel(
    bool RequiresFourEyes, int Approvers, bool IsTwoPerson, int Waiting, IReadOnlyList<Municipality> Municipalities, IReadOnlyList<Authority> Authorities);

/// <summary>What the coordinator decides about the organisation's work: four eyes, and which units are small.</summary>
[AllowedRoles(Role.Coordinator), Route("installningar")]
public sealed class SettingsController(SystemfelReader reader, OrganisationSettings settings, CurrentViewer current) : Controller
{
    private long Organisation => current.Viewer.OrganisationsWith([Role.Coordinator])[0];

    private Actor Me => Actor.From(current.Viewer);

    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct) => View("Settings", await ReadAsync(ct));

    [HttpPost("fyra-ogon")]
    public async Task<IActionResult> FourEyes(bool required, CancellationToken ct)
    {
        if (!await this.TryMoveAsync(() => settings.RequireFourEyesAsync(Organisation, required, Me, ct), _ => "")) return View("Settings", await ReadAsync(ct));
        this.Confirm(required ? "Från och med nu måste en kollega godkänna texten innan den lämnar PO-teamet." : "Texter behöver inte längre godkännas av en kollega.");
        return Redirect("/installningar");
    }

    [HttpPost("tva-personer")]
    public async Task<IActionResult> TwoPerson(bool on, CancellationToken ct)
    {
        if (!await this.TryMoveAsync(() => settings.SetTwoPersonAsync(Organisation, on, Me, ct), _ => "")) return View("Settings", await ReadAsync(ct));
        this.Confirm(on ? "En person får nu ha flera roller samtidigt." : "Roller som utesluter varandra kräver två personer igen.");
        return Redirect("/installningar");
    }

    [HttpPost("sma-enheter")]
    public async Task<IActionResult> SmallUnits(long[]? municipality, long[]? area, CancellationToken ct)
    {
        await settings.MarkSmallUnitsAsync(Organisation, municipality ?? [], area ?? [], Me, ct);
        this.Confirm("De små enheterna är sparade.");
        return Redirect("/installningar");
    }

    private async Task<SettingsModel> ReadAsync(CancellationToken ct)
    {
        var id = Organisation;
        var organisation = await reader.Organisations.SingleAsync(o => o.Id == id, ct);
        var waiting = await reader.Bookmarks.Where(b => b.Stage != Stages.Closed && b.Deficiency.OrganisationId == id && !b.Deficiency.IsDraft && b.Deficiency.TextApprovedAt == null)
            .Select(b => b.DeficiencyId).Distinct().CountAsync(ct);
        var municipalities = await reader.Municipalities.Where(m => m.OrganisationId == id).OrderBy(m => m.Name).ToListAsync(ct);
        var authorities = await reader.Authorities.Include(a => a.SubAreas.OrderBy(s => s.SortOrder)).Where(a => a.OrganisationId == id && a.SubAreas.Count > 0)
            .OrderBy(a => a.SortOrder).ToListAsync(ct);
        return new SettingsModel(organisation.RequiresFourEyes, await OrganisationSettings.ApproversAsync(reader, id, ct), organisation.IsTwoPerson, waiting, municipalities, authorities);
    }
}
