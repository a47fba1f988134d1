using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Exporting;
using Systemfel.Workflows.Register;

namespace Systemfel.Web.Features.Exporting;

/// <summary>A list that can be fetched.</summary>
public sealed record OfferedList(string Path, string Name, string What);

public sealed record ExportPage(IReadOnlyList<OfferedList> Lists, bool MayTakeAll);

/// <summary>What can be taken out of the product, each for those who may read it on its page.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager, Role.Registrar), Route("export")]
public sealed class ExportController(OrganisationExport all, AccessLogWriter log, CurrentViewer current, TimeProvider time) : Controller
{
    /// <summary>Who has anything to fetch.</summary>
    public static readonly Role[] Readers = [Role.Ombud, Role.Coordinator, Role.UnitManager, Role.Registrar];

    private static readonly (OfferedList List, Role[] For)[] Offered =
    [
        (new("/register", "Systemfel", "Öppna systemfel. I registret kan du söka och filtrera först, och hämta också de avslutade."), [Role.Ombud, Role.Coordinator, Role.UnitManager]),
        (new("/handelser", "Händelser", "Allt som har hänt med systemfelen, en rad per händelse."), [Role.Ombud, Role.Coordinator, Role.UnitManager]),
        (new("/atgarder", "Åtgärder", "Vad som har utlovats, av vem och till när, och om det är gjort."), [Role.Ombud, Role.Coordinator, Role.UnitManager]),
        (new("/mote/beslut", "Beslut", "Vad mötena har beslutat."), [Role.Ombud, Role.Coordinator, Role.UnitManager]),
        (new("/brev", "Skickade brev", "Med vår och deras beteckning, svarsdag och leverans."), [Role.Coordinator, Role.Registrar]),
        (new("/epost", "Post till myndigheter", "Brev och påminnelser med leverans."), [Role.Coordinator]),
        (new("/inkommen-epost", "Inkommen post", "Vad som har kommit in och till vilket brev det hör."), [Role.Coordinator, Role.Registrar]),
        (new("/registerlista", "Registerlista", "Den här månadens handlingar för diariet. Andra perioder väljer du på sidan Registerlista."), [Role.Coordinator, Role.Registrar]),
        (new("/kontakter", "Parter och kontakter", "Vart brev skickas."), [Role.Coordinator]),
        (new("/incidenter", "Incidenter", "Personuppgifter som har skrivits av misstag, och vad som gjordes."), [Role.Coordinator, Role.UnitManager, Role.Registrar]),
    ];

    [HttpGet("")]
    public IActionResult Show() => View("Export", new ExportPage([.. Offered.Where(o => current.Viewer.HasAny(o.For)).Select(o => o.List)], current.Viewer.HasAny(Role.Coordinator)));

    /// <summary>Everything of the organisation. It is sent while it is read: no copy of it is left on the server.</summary>
    [AllowedRoles(Role.Coordinator), HttpGet("allt.zip")]
    public async Task All(CancellationToken ct)
    {
        var organisation = current.Viewer.OrganisationsWith([Role.Coordinator])[0];
        await log.WriteAsync(current.Viewer.AccountId, "export.all", organisation, ct);
        Response.ContentType = "application/zip";
        Response.Headers.ContentDisposition = $"attachment; filename=systemfel-allt-{time.Today().Iso()}.zip";
        Response.Headers.CacheControl = "no-store";
        await all.WriteAsync(organisation, Response.Body, ct);
    }
}
