using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Planning;

/// <summary>Makes, changes and ends the series of a group's meetings.</summary>
[Route("mote/serie"), AllowedRoles(Role.Coordinator)]
public sealed class SeriesController(CurrentViewer current, SeriesReader pages, SeriesService series, DayRemarks remarks) : Controller
{
    private Actor Actor => Actor.From(current.Viewer);

    [HttpGet("ny")]
    public async Task<IActionResult> New(long grupp, CancellationToken ct) => Show(await pages.NewAsync(current.Viewer, grupp, null, ct));

    [HttpPost("ny")]
    public async Task<IActionResult> New(SeriesForm form, CancellationToken ct)
    {
        if (await pages.NewAsync(current.Viewer, form.Group, form, ct) is not { } page) return NotFound();
        IReadOnlyList<string> said = [];
        if (!await this.TryMoveAsync(async () =>
        {
            said = await UnseenAsync(page, form, ct);
            if (said.Count == 0) Say("Serien är upplagd.", await series.MakeAsync(form.Group, form.ReadPlan(), Actor, ct));
        }, FieldOf)) return Show(page);
        return said.Count > 0 ? Show(page with { Remarks = said }) : Redirect("/mote");
    }

    [HttpGet("{id:long}")]
    public async Task<IActionResult> Change(long id, CancellationToken ct) => Show(await pages.ReadAsync(current.Viewer, id, null, ct));

    [HttpPost("{id:long}")]
    public async Task<IActionResult> Change(long id, SeriesForm form, CancellationToken ct)
    {
        if (await pages.ReadAsync(current.Viewer, id, form, ct) is not { } page) return NotFound();
        IReadOnlyList<string> said = [];
        if (!await this.TryMoveAsync(async () =>
        {
            said = await UnseenAsync(page, form, ct);
            if (said.Count == 0) Say("Serien är ändrad.", await series.ChangeAsync(id, form.Version, form.ReadPlan(), Actor, ct));
        }, FieldOf)) return Show((await pages.ReadAsync(current.Viewer, id, form, ct))?.Again());
        return said.Count > 0 ? Show(page with { Remarks = said }) : Redirect($"/mote/serie/{id}");
    }

    [HttpGet("{id:long}/avsluta")]
    public async Task<IActionResult> BeforeEnding(long id, CancellationToken ct) =>
        await pages.ReadAsync(current.Viewer, id, null, ct) is { } page ? View("EndSeries", page) : NotFound();

    [HttpPost("{id:long}/avsluta")]
    public async Task<IActionResult> End(long id, int version, CancellationToken ct)
    {
        var kept = 0;
        if (!await this.TryMoveAsync(async () => kept = await series.EndAsync(id, version, Actor, ct), FieldOf)) return Show(await pages.ReadAsync(current.Viewer, id, null, ct));
        this.Confirm("Serien är avslutad." + KeptWords(kept));
        return Redirect("/mote");
    }

    /// <summary>What to know about the days that this person has not been told; nothing when the form says that they have.</summary>
    private async Task<IReadOnlyList<string>> UnseenAsync(SeriesPage page, SeriesForm form, CancellationToken ct)
    {
        var said = await remarks.OfSeriesAsync(page.Group, form.ReadPlan(), ct);
        if (said.Count == 0 || DayRemarks.KeyOf(said) == form.Seen) return [];
        // What holds for the series as it stands was told when it was made.
        var known = page.Series == null ? [] : await remarks.OfSeriesAsync(page.Group, SeriesReader.Of(page.Series).ReadPlan(), ct);
        return said.All(known.Contains) ? [] : said;
    }

    private IActionResult Show(SeriesPage? page) => page == null ? NotFound() : View("Series", page);

    private void Say(string done, SeriesOutcome outcome)
    {
        var planned = outcome.Planned.Count == 0 ? " Inget nytt möte behövde planeras." : $" {MeetingWords.Capital(MeetingWords.Count(outcome.Planned.Count, "ett möte", "möten"))} planerade, ett år framåt.";
        var moved = string.Concat(outcome.Planned.Where(d => d.IsMoved).Select(d => " " + PlanningWords.Moved(d)));
        this.Confirm(done + planned + moved + KeptWords(outcome.Kept));
    }

    private static string KeptWords(int kept) => kept == 0 ? ""
        : $" {MeetingWords.Capital(MeetingWords.Count(kept, "ett möte", "möten"))} som ni har kallat till eller ändrat för hand står kvar. Flytta eller ställ in dem vart och ett.";

    private static string FieldOf(string input) => "s-" + input;
}
