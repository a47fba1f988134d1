using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Meetings;

public sealed class PlanForm
{
    public long Group { get; set; }
    public string Date { get; set; } = "";
    public string Place { get; set; } = "";
}

/// <summary>The meetings that one may see, and planning a new one.</summary>
[Route("mote")]
public sealed class MeetingsController(CurrentViewer current, MeetingListReader list, MeetingService meetings) : Controller
{
    [HttpGet(""), AllowedRoles(Role.Coordinator, Role.Ombud, Role.UnitManager, Role.Member, Role.UserOrganisation)]
    public async Task<IActionResult> Index(CancellationToken ct) => View("List", await list.ReadAsync(current.Viewer, new PlanForm(), ct));

    [HttpPost("planera"), AllowedRoles(Role.Coordinator)]
    public async Task<IActionResult> Plan(PlanForm form, CancellationToken ct)
    {
        try
        {
            var day = FormDates.Read(form.Date, "date");
            var id = await meetings.PlanAsync(form.Group, day, form.Place ?? "", Actor.From(current.Viewer), ct);
            this.Confirm($"Mötet {day!.Value.Long()} är planerat.");
            return Redirect($"/mote/{id}");
        }
        catch (MoveRefusedException refused) when (refused is not StaleMoveException)
        {
            ModelState.AddModelError(refused.Input == null ? "" : "plan-" + refused.Input, refused.Message);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("List", await list.ReadAsync(current.Viewer, form, ct));
        }
    }
}
