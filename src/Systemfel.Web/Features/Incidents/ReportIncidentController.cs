using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Operations;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Incidents;

public sealed record ReportIncidentPage(IncidentPlace Place, IncidentOffer Offer, IReadOnlyList<string> Chosen, Guid Key, string Back)
{
    public bool Erases => Offer.Action == IncidentAction.Erased;

    public string Heading => Place == IncidentPlace.Mail ? "Det står något här som inte borde stå" : "Jag skrev något jag inte borde";
}

/// <summary>'Jag skrev något jag inte borde': says what will happen, asks for the kind of data, and does it. What was written is never asked for.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator)]
public sealed class ReportIncidentController(IncidentService incidents, CurrentViewer current) : Controller
{
    private Actor Me => Actor.From(current.Viewer);

    [HttpGet("/systemfel/{id:long}/fel-uppgift")]
    public Task<IActionResult> Case(long id, CancellationToken ct) => PageAsync(IncidentPlace.Report, id, [], Guid.NewGuid(), ct);

    [HttpPost("/systemfel/{id:long}/fel-uppgift")]
    public Task<IActionResult> RemoveCase(long id, string[]? kinds, IncidentAction expected, Guid key, CancellationToken ct) =>
        RemoveAsync(IncidentPlace.Report, id, kinds, expected, key, ct);

    [HttpGet("/rapportera/utkast/{id:long}/fel-uppgift")]
    public Task<IActionResult> Draft(long id, CancellationToken ct) => PageAsync(IncidentPlace.Draft, id, [], Guid.NewGuid(), ct);

    [HttpPost("/rapportera/utkast/{id:long}/fel-uppgift")]
    public Task<IActionResult> RemoveDraft(long id, string[]? kinds, IncidentAction expected, Guid key, CancellationToken ct) =>
        RemoveAsync(IncidentPlace.Draft, id, kinds, expected, key, ct);

    [AllowedRoles(Role.Coordinator), HttpGet("/post/{id:long}/fel-uppgift")]
    public Task<IActionResult> Mail(long id, CancellationToken ct) => PageAsync(IncidentPlace.Mail, id, [], Guid.NewGuid(), ct);

    [AllowedRoles(Role.Coordinator), HttpPost("/post/{id:long}/fel-uppgift")]
    public Task<IActionResult> MaskMail(long id, string[]? kinds, IncidentAction expected, Guid key, CancellationToken ct) =>
        RemoveAsync(IncidentPlace.Mail, id, kinds, expected, key, ct);

    private async Task<IActionResult> RemoveAsync(IncidentPlace place, long id, string[]? kinds, IncidentAction expected, Guid key, CancellationToken ct)
    {
        if (!await this.TryMoveAsync(() => incidents.ReportAsync(place, id, new IncidentForm(key, kinds ?? [], expected), Me, ct)))
            return await PageAsync(place, id, kinds ?? [], key, ct);
        this.Confirm((place, expected) switch
        {
            (IncidentPlace.Draft, _) => "Utkastet är raderat för gott. Incidenten är noterad, utan innehåll.",
            (_, IncidentAction.Erased) => "Texten är raderad för gott. Incidenten är noterad, utan innehåll.",
            _ => "Texten är maskerad för alla. Registratorn beslutar om den visas igen.",
        });
        return Redirect(BackOf(place, id, after: true));
    }

    private async Task<IActionResult> PageAsync(IncidentPlace place, long id, IReadOnlyList<string> chosen, Guid key, CancellationToken ct) =>
        View("ReportIncident", new ReportIncidentPage(place, await incidents.OfferAsync(place, id, Me, ct), chosen, key, BackOf(place, id, after: false)));

    private static string BackOf(IncidentPlace place, long id, bool after) => place switch
    {
        IncidentPlace.Report => $"/systemfel/{id}",
        IncidentPlace.Mail => $"/post/{id}",
        _ => after ? "/" : $"/rapportera/utkast/{id}",
    };
}
