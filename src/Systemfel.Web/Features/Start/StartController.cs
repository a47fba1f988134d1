using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Incidents;
using Systemfel.Web.Features.Shared;

namespace Systemfel.Web.Features.Start;

/// <summary>The first page: what one's role has to do. An ombud who also coordinates has the own reports at /mina.</summary>
public sealed class StartController(CurrentViewer current, OmbudReader ombud, OverviewReader overview, IncidentReader incidents) : Controller
{
    [SignedIn, HttpGet("/")]
    public async Task<IActionResult> Index(string? q, string? visa, CancellationToken ct)
    {
        var viewer = current.Viewer;
        if (viewer.HasAny(Role.Coordinator)) return View("Overview", await overview.ReadAsync(ct));
        if (viewer.HasAny(Role.Ombud)) return View("Ombud", await ombud.ReadAsync("/", (q ?? "").Trim(), visa == "alla", null, ct));
        if (PlaceOf(viewer) == RegistrarsPlace && await incidents.UndecidedAsync(viewer, ct) > 0) return LocalRedirect("/incidenter");
        return PlaceOf(viewer) is { } place ? LocalRedirect(place) : View("NoRole");
    }

    [AllowedRoles(Role.Ombud), HttpGet("/mina")]
    public async Task<IActionResult> Mine(string? q, string? visa, CancellationToken ct) =>
        View("Ombud", await ombud.ReadAsync("/mina", (q ?? "").Trim(), visa == "alla", null, ct));

    private const string RegistrarsPlace = "/brev";

    private static string? PlaceOf(Viewer viewer) => viewer switch
    {
        _ when viewer.HasAny(Role.UnitManager) => "/register",
        _ when viewer.HasAny(Role.CountyBoard) => "/lansstyrelsen",
        _ when viewer.HasAny(Role.Member, Role.UserOrganisation) => "/mote",
        _ when viewer.HasAny(Role.Registrar) => RegistrarsPlace,
        _ when viewer.HasAny(Role.Administrator) => "/admin/konton",
        _ => null,
    };
}
