using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Planning;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Meetings;

public sealed class PlanForm
{
    public long Group { get; set; }
    public string Date { get; set; } = "";
    public string Place { get; set; } = "";
    /// <summary>What was said about the day, when it has been seen.</summary>
    public string? Seen { get; set; }
}

/// <summary>The meetings that one may see, and planning a new one.</summary>
[Route("mote")]
public sealed class MeetingsController(CurrentViewer current, MeetingListReader list, MeetingService meetings, DayRemarks remarks) : Controller
{
    [HttpGet(""), AllowedRoles(Role.Coordinator, Role.Ombud, Role.UnitManager, Role.Member, Role.UserOrganisation)]
    public async Task<IActionResult> Index(CancellationToken ct) => View("List", await list.ReadAsync(current.Viewer, new PlanForm(), ct));

    [HttpPost("planera"), AllowedRoles(Role.Coordinator)]
    public async Task<IActionResult> Plan(PlanForm form, CancellationToken ct)
    {
        try
        {
            var day = FormDates.Read(form.Date, "date");
            var page = await list.ReadAsync(current.Viewer, form, ct);
            var said = page.MayPlan.FirstOrDefault(g => g.Id == form.Group) is { } group ? await remarks.OfMeetingAsync(group, day, ct) : [];
            if (said.Count > 0 && DayRemarks.KeyOf(said) != form.Seen) return View("List", page with { Remarks = said });
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
