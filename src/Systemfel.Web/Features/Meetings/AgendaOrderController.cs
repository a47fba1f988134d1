using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Meetings;

/// <param name="Page">The meeting.</param>
/// <param name="Points">Its items in their order.</param>
/// <param name="Version">The order as it is shown.</param>
/// <param name="MovedId">The case that was just moved.</param>
/// <param name="Pressed">The button that was pressed: focus stays on it.</param>
public sealed record AgendaOrderPage(MeetingPage Page, IReadOnlyList<AgendaPoint> Points, string Version, long? MovedId, string? Pressed)
{
    public int Place(AgendaPoint point) => Points.TakeWhile(p => p != point).Count() + 1;
    public AgendaPoint? Moved => Points.FirstOrDefault(p => p.Case.Id == MovedId);
}

/// <summary>The order of an agenda, and how it comes about.</summary>
[Route("mote")]
public sealed class AgendaOrderController(CurrentViewer current, MeetingPageReader pages, AgendaPointsReader points, AgendaOrdering ordering) : Controller
{
    /// <summary>The steps by the words of their addresses.</summary>
    private static readonly Dictionary<string, PlaceOnAgenda> Steps = new()
    {
        ["upp"] = PlaceOnAgenda.Up,
        ["ner"] = PlaceOnAgenda.Down,
        ["forst"] = PlaceOnAgenda.First,
    };

    [HttpGet("prioritet"), AllowedRoles(Role.Coordinator, Role.Ombud, Role.UnitManager, Role.Member, Role.UserOrganisation)]
    public IActionResult Formula() => View("Formula");

    [HttpGet("{id:long}/ordning"), AllowedRoles(Role.Coordinator, Role.Member)]
    public async Task<IActionResult> Show(long id, long? flyttad, string? till, CancellationToken ct)
    {
        var page = await pages.ReadAsync(id, new DecisionForm(), ct);
        if (page is not { Rights.MayRun: true, Meeting.State: MeetingState.Planned or MeetingState.Open }) return NotFound();
        var shown = page.Meeting.State == MeetingState.Open ? await points.OpenAsync(page.Rights, ct) : new ShownAgenda(page.PlannedOrder, page.Planned);
        return View("Order", new AgendaOrderPage(page, shown.Points, AgendaArrangement.Version(shown.Order), flyttad, till));
    }

    [HttpPost("{id:long}/ordning/{till}"), AllowedRoles(Role.Coordinator, Role.Member)]
    public async Task<IActionResult> Move(long id, string till, long punkt, string? seen, CancellationToken ct)
    {
        if (!Steps.TryGetValue(till, out var to)) return NotFound();
        this.LeadsBackTo($"/mote/{id}/ordning", "Till dagordningen");
        await ordering.MoveAsync(id, punkt, to, seen, Actor.From(current.Viewer), ct);
        // No fragment: with one, browsers leave focus where it points and not on the button.
        return Redirect($"/mote/{id}/ordning?flyttad={punkt}&till={till}");
    }
}
