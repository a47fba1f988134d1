using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Operations;
using Systemfel.Web.Features.Lists;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Incidents;

public sealed record IncidentList(IReadOnlyList<Incident> Incidents, bool MayDecide)
{
    public IEnumerable<Incident> Waiting => Incidents.Where(i => i is { Action: IncidentAction.Masked, Decision: null });
}

public sealed record DecisionTyped(string? Decision, string? Number);

public sealed record IncidentPage(Incident Incident, bool MayDecide, bool MayRead, DecisionTyped Typed);

public sealed record OriginalsPage(Incident Incident, IReadOnlyList<SealedOriginal> Originals);

/// <summary>The record of incidents, for the data protection officer, and the registrator's decisions about what was masked.</summary>
[AllowedRoles(Role.Coordinator, Role.UnitManager, Role.Registrar), Route("incidenter")]
public sealed class IncidentsController(
    IncidentReader incidents, IncidentDecisions decisions, IncidentOriginals originals, CurrentViewer current) : Controller
{
    private Actor Me => Actor.From(current.Viewer);

    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct) =>
        View("Incidents", new IncidentList(await incidents.ListAsync(current.Viewer, ct), current.Viewer.HasAny(Role.Registrar)));

    [HttpGet("/incidenter.csv"), HttpGet("/incidenter.xlsx")]
    public async Task<IActionResult> Export(CancellationToken ct) =>
        new ListResult<Incident>(IncidentListFile.Columns, (await incidents.ListAsync(current.Viewer, ct)).ToAsyncEnumerable());

    [HttpGet("{id:long}")]
    public Task<IActionResult> One(long id, CancellationToken ct) => PageAsync(id, new DecisionTyped(null, null), ct);

    [AllowedRoles(Role.Registrar), HttpPost("{id:long}/beslut")]
    public async Task<IActionResult> Decide(long id, string? decision, string? number, CancellationToken ct)
    {
        IncidentDecision? chosen = Enum.TryParse<IncidentDecision>(decision, out var d) && Enum.IsDefined(d) ? d : null;
        if (!await this.TryMoveAsync(() => decisions.DecideAsync(id, chosen, number, Me, ct))) return await PageAsync(id, new DecisionTyped(decision, number), ct);
        this.Confirm(chosen == IncidentDecision.Released ? "Beslutat: texten visas igen." : "Beslutat: texten ligger kvar maskerad.");
        return Redirect($"/incidenter/{id}");
    }

    [AllowedRoles(Role.Registrar, Role.Coordinator), HttpGet("{id:long}/original")]
    public async Task<IActionResult> Original(long id, CancellationToken ct)
    {
        if (await incidents.FindAsync(current.Viewer, id, ct) is not { } incident) return NotFound();
        var texts = await originals.ReadAsync(id, Me, ct);
        Response.Headers.CacheControl = "no-store";
        return View("Originals", new OriginalsPage(incident, texts));
    }

    [AllowedRoles(Role.Registrar, Role.Coordinator), HttpGet("{id:long}/original/{original:long}")]
    public async Task<IActionResult> OriginalFile(long id, long original, CancellationToken ct)
    {
        var content = await originals.FileAsync(id, original, Me, ct);
        // Bytes from outside: always a file, of no type, in a sandbox.
        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        Response.Headers.CacheControl = "no-store";
        return File(content, "application/octet-stream", $"original-{original}");
    }

    private async Task<IActionResult> PageAsync(long id, DecisionTyped typed, CancellationToken ct)
    {
        if (await incidents.FindAsync(current.Viewer, id, ct) is not { } incident) return NotFound();
        var mayDecide = incident is { Action: IncidentAction.Masked, Decision: null } && current.Viewer.Has(incident.OrganisationId, Role.Registrar);
        return View("Incident", new IncidentPage(incident, mayDecide, IncidentOriginals.MayRead(incident, Me), typed));
    }
}
