using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Meetings;
using Systemfel.Web.Features.Shared;

namespace Systemfel.Web.Features.Meetings;

/// <summary>What the forms of a meeting have in common: the page again, with what was typed, when something is refused.</summary>
public abstract class MeetingActions(MeetingPageReader pages) : Controller
{
    protected const string Decided = "beslutat";

    protected MeetingPageReader Pages { get; } = pages;

    protected IActionResult Show(MeetingPage page) => View(page.Meeting.State switch
    {
        MeetingState.Planned => "Planned",
        MeetingState.Open => "Open",
        MeetingState.Cancelled => "Cancelled",
        _ => "Held",
    }, page);

    /// <param name="id">The meeting.</param>
    /// <param name="form">The decision's form, as it was typed.</param>
    /// <param name="work">Does it.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="typed">Puts what else was typed onto the page.</param>
    /// <param name="fieldOf">The id of the field of an input.</param>
    /// <param name="caseId">The case, so that a decision that came too late can show what happened to it.</param>
    protected async Task<IActionResult> TryAsync(
        long id, DecisionForm form, Func<Task<IActionResult>> work, CancellationToken ct, Func<MeetingPage, MeetingPage>? typed = null,
        Func<string, string>? fieldOf = null, long? caseId = null)
    {
        IActionResult? done = null;
        this.LeadsBackTo(form.Punkt > 0 ? $"/mote/{id}?punkt={form.Punkt}" : $"/mote/{id}", "Till mötet");
        if (await this.TryMoveAsync(async () => done = await work(), fieldOf, caseId)) return done!;
        var page = await Pages.ReadAsync(id, form, ct);
        return page == null ? NotFound() : Show(typed == null ? page : typed(page));
    }
}
