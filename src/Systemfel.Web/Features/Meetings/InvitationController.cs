using System.Text;
using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Meetings;

/// <summary>Calls to a meeting, takes the answers, and gives it as a calendar file.</summary>
[Route("mote/{id:long}")]
public sealed class InvitationController(CurrentViewer current, MeetingPageReader pages, InvitationService invitations, MeetingCalendar calendar, TimeProvider time)
    : MeetingActions(pages)
{
    private Actor Actor => Actor.From(current.Viewer);

    [HttpGet("kalla"), AllowedRoles(Role.Coordinator)]
    public Task<IActionResult> Preview(long id, CancellationToken ct) => TryAsync(id, new DecisionForm(), async () =>
    {
        if (await Pages.ReadAsync(id, new DecisionForm(), ct) is not { Rights.IsCoordinator: true } page) return NotFound();
        return View("/Features/Planning/Call.cshtml", (page, await invitations.PreviewAsync(id, Actor, ct)));
    }, ct);

    [HttpPost("kalla"), AllowedRoles(Role.Coordinator)]
    public Task<IActionResult> Invite(long id, CancellationToken ct) => TryAsync(id, new DecisionForm(), async () =>
    {
        var outcome = await invitations.InviteAsync(id, Actor, ct);
        var sent = outcome.Sent == 0 ? "Alla är redan kallade." : $"{MeetingWords.Capital(MeetingWords.Count(outcome.Sent, "en kallelse", "kallelser"))} är på väg.";
        this.Confirm(sent + (outcome.WithoutAddress.Count == 0 ? "" : $" {string.Join(" och ", outcome.WithoutAddress)} har ingen e-postadress och är inte kallade."));
        return Redirect($"/mote/{id}#kallade");
    }, ct);

    [HttpPost("kalla-ersattare"), AllowedRoles(Role.Coordinator)]
    public Task<IActionResult> InviteSubstitute(long id, long account, CancellationToken ct) => TryAsync(id, new DecisionForm(), async () =>
    {
        await invitations.InviteSubstituteAsync(id, account, Actor, ct);
        this.Confirm("Ersättaren är kallad.");
        return Redirect($"/mote/{id}#kallade");
    }, ct);

    [HttpPost("svara-kallelse"), AllowedRoles(Role.Coordinator, Role.Ombud, Role.Member, Role.UserOrganisation)]
    public Task<IActionResult> Answer(long id, long invitation, int sequence, string? answer, string? substitute, CancellationToken ct) => TryAsync(id, new DecisionForm(), async () =>
    {
        var chosen = Enum.TryParse<InvitationAnswer>(answer, out var value) && Enum.IsDefined(value) ? value : InvitationAnswer.None;
        await invitations.AnswerAsync(id, invitation, sequence, chosen, substitute ?? "", Actor, ct);
        this.Confirm("Svaret är sparat.");
        return Redirect($"/mote/{id}");
    }, ct, fieldOf: input => $"kallelse-{invitation}-{input}");

    [HttpGet("mote.ics"), AllowedRoles(Role.Coordinator, Role.Ombud, Role.UnitManager, Role.Member, Role.UserOrganisation)]
    public async Task<IActionResult> Calendar(long id, CancellationToken ct)
    {
        if (await Pages.ReadAsync(id, new DecisionForm(), ct) is not { } page) return NotFound();
        return File(Encoding.UTF8.GetBytes(calendar.File(page.Meeting, page.Name, time.GetUtcNow())), "text/calendar; charset=utf-8", $"mote-{page.Meeting.Date.Iso()}.ics");
    }
}
