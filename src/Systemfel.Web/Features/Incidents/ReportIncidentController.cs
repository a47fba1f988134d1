using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Incidents;

public sealed class SharedTextForm
{
    public string? Key { get; set; }
    /// <summary>The text as the page showed it.</summary>
    public string? Seen { get; set; }
    public bool Read { get; set; }
    public string? Text { get; set; }
}

public sealed record ReportIncidentPage(IncidentPlace Place, IncidentOffer Offer, IReadOnlyList<string> Chosen, Guid Key, string Back)
{
    /// <summary>What was typed into a form that was refused.</summary>
    public IReadOnlyList<SharedTextForm> Typed { get; init; } = [];

    public bool Erases => Offer.Action == IncidentAction.Erased;

    public string Heading => Place == IncidentPlace.Mail ? "Det står något här som inte borde stå" : "Jag skrev något jag inte borde";
}

/// <summary>'Jag skrev något jag inte borde': says what will happen, asks for the kind of data, and does it. What was written is never asked for.</summary>
public abstract class IncidentActions(IncidentService incidents, CurrentViewer current) : Controller
{
    protected Viewer Viewer => current.Viewer;

    private Actor Me => Actor.From(Viewer);

    protected async Task<IActionResult> RemoveAsync(
        IncidentPlace place, long id, string back, string[]? kinds, IncidentAction expected, Guid key, CancellationToken ct, List<SharedTextForm>? shared = null)
    {
        var form = new IncidentForm(key, kinds ?? [], expected) { Read = [.. (shared ?? []).Select(s => new ReadText(s.Key ?? "", s.Seen, s.Read, s.Text ?? ""))] };
        if (!await this.TryMoveAsync(() => incidents.ReportAsync(place, id, form, Me, ct)))
            return await PageAsync(place, id, back, kinds ?? [], key, ct, shared);
        this.Confirm((place, expected) switch
        {
            (IncidentPlace.Draft, _) => "Utkastet är raderat för gott. Incidenten är noterad, utan innehåll.",
            (_, IncidentAction.Erased) => "Texten är raderad för gott. Incidenten är noterad, utan innehåll.",
            _ => "Texten är maskerad för alla. Registratorn beslutar om den visas igen.",
        });
        return Redirect(place == IncidentPlace.Draft ? "/" : back);
    }

    protected async Task<IActionResult> PageAsync(
        IncidentPlace place, long id, string back, IReadOnlyList<string> chosen, Guid key, CancellationToken ct, List<SharedTextForm>? typed = null)
    {
        var offer = await incidents.OfferAsync(place, id, Me, ct);
        return View("ReportIncident", new ReportIncidentPage(place, offer, chosen, key, back) { Typed = typed ?? [] });
    }
}

/// <summary>In a report, a draft or a mail.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator)]
public sealed class ReportIncidentController(IncidentService incidents, CurrentViewer current) : IncidentActions(incidents, current)
{
    [HttpGet("/systemfel/{id:long}/fel-uppgift")]
    public Task<IActionResult> Case(long id, CancellationToken ct) => PageAsync(IncidentPlace.Report, id, $"/systemfel/{id}", [], Guid.NewGuid(), ct);

    [HttpPost("/systemfel/{id:long}/fel-uppgift")]
    public Task<IActionResult> RemoveCase(long id, string[]? kinds, IncidentAction expected, Guid key, List<SharedTextForm>? shared, CancellationToken ct) =>
        RemoveAsync(IncidentPlace.Report, id, $"/systemfel/{id}", kinds, expected, key, ct, shared);

    [HttpGet("/rapportera/utkast/{id:long}/fel-uppgift")]
    public Task<IActionResult> Draft(long id, CancellationToken ct) => PageAsync(IncidentPlace.Draft, id, $"/rapportera/utkast/{id}", [], Guid.NewGuid(), ct);

    [HttpPost("/rapportera/utkast/{id:long}/fel-uppgift")]
    public Task<IActionResult> RemoveDraft(long id, string[]? kinds, IncidentAction expected, Guid key, CancellationToken ct) =>
        RemoveAsync(IncidentPlace.Draft, id, $"/rapportera/utkast/{id}", kinds, expected, key, ct);

    [AllowedRoles(Role.Coordinator), HttpGet("/post/{id:long}/fel-uppgift")]
    public Task<IActionResult> Mail(long id, CancellationToken ct) => PageAsync(IncidentPlace.Mail, id, $"/post/{id}", [], Guid.NewGuid(), ct);

    [AllowedRoles(Role.Coordinator), HttpPost("/post/{id:long}/fel-uppgift")]
    public Task<IActionResult> MaskMail(long id, string[]? kinds, IncidentAction expected, Guid key, CancellationToken ct) =>
        RemoveAsync(IncidentPlace.Mail, id, $"/post/{id}", kinds, expected, key, ct);
}

/// <summary>In a point that a user organisation raised for a meeting.</summary>
[AllowedRoles(Role.Coordinator, Role.UserOrganisation)]
public sealed class RaisedIncidentController(IncidentService incidents, CurrentViewer current, SystemfelReader reader) : IncidentActions(incidents, current)
{
    [HttpGet("/mote/{id:long}/vack/{point:long}/fel-uppgift")]
    public async Task<IActionResult> Raised(long id, long point, CancellationToken ct) =>
        await StandsAsync(id, point, ct) ? await PageAsync(IncidentPlace.Raised, point, $"/mote/{id}", [], Guid.NewGuid(), ct) : NotFound();

    [HttpPost("/mote/{id:long}/vack/{point:long}/fel-uppgift")]
    public async Task<IActionResult> RemoveRaised(long id, long point, string[]? kinds, IncidentAction expected, Guid key, CancellationToken ct) =>
        await StandsAsync(id, point, ct) ? await RemoveAsync(IncidentPlace.Raised, point, $"/mote/{id}", kinds, expected, key, ct) : NotFound();

    /// <summary>Whether the point is of the meeting's group.</summary>
    private Task<bool> StandsAsync(long id, long point, CancellationToken ct) =>
        reader.Meetings.VisibleTo(Viewer).AnyAsync(m => m.Id == id && reader.RaisedPoints.Any(r => r.Id == point && r.GroupId == m.GroupId), ct);
}
