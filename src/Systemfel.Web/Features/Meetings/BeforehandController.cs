using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Meetings;

/// <summary>What a party says: of which case, and in which words.</summary>
public sealed class SaidForm
{
    /// <summary>The case; 0 for a raised point.</summary>
    public long Punkt { get; set; }
    public long Part { get; set; }
    /// <summary>False takes a mark back.</summary>
    public bool On { get; set; }
    public string? Said { get; set; }
    /// <summary>Keys of likely finds that are no person.</summary>
    public List<string> Accepted { get; set; } = [];
}

/// <summary>What parties say before a meeting, and the points that user organisations raise.</summary>
[Route("mote/{id:long}")]
public sealed class BeforehandController(CurrentViewer current, MeetingPageReader pages, Beforehand beforehand, RaisedPoints raised, TextCheck check) : MeetingActions(pages)
{
    private Actor Actor => Actor.From(current.Viewer);

    [HttpPost("viktigt"), AllowedRoles(Role.Member, Role.UserOrganisation)]
    public Task<IActionResult> Mark(long id, SaidForm form, CancellationToken ct) => SayAsync(id, "viktigt", form, async () =>
    {
        await beforehand.MarkAsync(id, form.Punkt, form.Part, form.On, Actor, ct);
        return form.On ? "Markerad som viktig för er. Den räknas som en gång till i prioriteten." : "Markeringen är borttagen.";
    }, ct);

    [HttpPost("kommentar"), AllowedRoles(Role.Member)]
    public Task<IActionResult> Comment(long id, SaidForm form, CancellationToken ct) => SayAsync(id, "kommentar", form, async () =>
    {
        await beforehand.CommentAsync(id, form.Punkt, form.Part, form.Said ?? "", form.Accepted, Actor, ct);
        return string.IsNullOrWhiteSpace(form.Said) ? "Kommentaren är borttagen." : "Kommentaren är sparad. Hela gruppen kan läsa den.";
    }, ct);

    [HttpPost("ser-ocksa"), AllowedRoles(Role.UserOrganisation)]
    public Task<IActionResult> SeeToo(long id, SaidForm form, CancellationToken ct) => SayAsync(id, "ser-ocksa", form, async () =>
    {
        await beforehand.SupportAsync(id, form.Punkt, form.Part, SupportKind.SeesItToo, form.On ? "" : null, [], Actor, ct);
        return form.On ? "Det är antecknat till mötet." : "Det är borttaget.";
    }, ct);

    [HttpPost("avvikande-fore"), AllowedRoles(Role.UserOrganisation)]
    public Task<IActionResult> Reserve(long id, SaidForm form, CancellationToken ct) => SayAsync(id, "avvikande", form, async () =>
    {
        await beforehand.SupportAsync(id, form.Punkt, form.Part, SupportKind.Reservation, form.On ? form.Said ?? "" : null, form.Accepted, Actor, ct);
        return form.On ? "Den avvikande meningen är sparad och tas in i protokollet." : "Den avvikande meningen är borttagen.";
    }, ct);

    [HttpPost("vack"), AllowedRoles(Role.UserOrganisation)]
    public Task<IActionResult> Raise(long id, SaidForm form, CancellationToken ct) => SayAsync(id, "vack", form, async () =>
    {
        await raised.RaiseAsync(id, form.Part, form.Said ?? "", form.Accepted, Actor, ct);
        return "Punkten är väckt och står på dagordningen.";
    }, ct, "#vackta");

    [HttpPost("vack/{point:long}/andra"), AllowedRoles(Role.UserOrganisation)]
    public Task<IActionResult> Reword(long id, long point, SaidForm form, string? seen, CancellationToken ct)
    {
        form.Punkt = point;
        return SayAsync(id, "andra", form, async () =>
        {
            await raised.RewordAsync(id, point, seen ?? "", form.Said ?? "", form.Accepted, Actor, ct);
            return "Punkten är ändrad.";
        }, ct, "#vackta");
    }

    [HttpPost("vack/{point:long}/ta-tillbaka"), AllowedRoles(Role.UserOrganisation, Role.Coordinator)]
    public Task<IActionResult> Withdraw(long id, long point, CancellationToken ct) => SayAsync(id, "vack", new SaidForm(), async () =>
    {
        await raised.WithdrawAsync(id, point, Actor, ct);
        return "Punkten är tillbakatagen. Att den väcktes står kvar, utan text.";
    }, ct, "#vackta");

    [HttpPost("vack/{point:long}/utfall"), AllowedRoles(Role.Coordinator, Role.Member)]
    public Task<IActionResult> Settle(long id, long point, string? outcome, string? seen, CancellationToken ct) => SayAsync(id, "vack", new SaidForm(), async () =>
    {
        if (!Enum.TryParse<RaisedOutcome>(outcome, out var said) || !Enum.IsDefined(said)) throw new CaseNotFoundException();
        await raised.SettleAsync(id, point, seen ?? "", said, Actor, ct);
        return $"{Systemfel.Workflows.Meetings.RaisedPoints.Labels[said]}. Det står i protokollet.";
    }, ct, "#vackta");

    /// <summary>Refused for its words: the form again, with them. Refused for what has happened meanwhile: a page that keeps them.</summary>
    private async Task<IActionResult> SayAsync(long id, string name, SaidForm form, Func<Task<string>> say, CancellationToken ct, string? to = null)
    {
        // A meeting that one may not see is not there, whatever is sent to it.
        if (await Pages.ReadAsync(id, new DecisionForm(), ct) == null) return NotFound();
        this.LeadsBackTo($"/mote/{id}", "Till mötet");
        try
        {
            this.Confirm(await say());
            return Redirect($"/mote/{id}{to ?? $"#punkt-{form.Punkt}"}");
        }
        catch (MoveRefusedException refused) when (refused.Input != null)
        {
            ModelState.AddModelError($"{TypedSaid.IdOf(name, form.Punkt, form.Part)}-{refused.Input}", refused.Message);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Show((await Pages.ReadAsync(id, new DecisionForm(), ct))! with { Typed = TypedOf(name, form) });
        }
    }

    private TypedSaid TypedOf(string name, SaidForm form)
    {
        var text = form.Said ?? "";
        return new TypedSaid(name, form.Punkt, form.Part, text, SaidText.OpenFinds(check, text, []), form.Accepted);
    }
}
