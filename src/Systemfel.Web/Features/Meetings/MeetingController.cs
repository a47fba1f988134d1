using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Meetings;

public sealed class NotesForm
{
    /// <summary>The notes as the page showed them.</summary>
    public string? Seen { get; set; }
    public string? Notes { get; set; }
    public List<PresentForm> Present { get; set; } = [];
}

public sealed class PresentForm
{
    public long? Party { get; set; }
    public string? Name { get; set; }
    public bool IsPresent { get; set; }
    public bool IsSubstitute { get; set; }
}

/// <summary>One meeting: planned, open or held. Opens it, keeps its notes and approves them; what cannot be taken back is said before it is done.</summary>
[Route("mote/{id:long}"), AllowedRoles(Role.Coordinator, Role.Ombud, Role.UnitManager, Role.Member, Role.UserOrganisation)]
public sealed class MeetingController(CurrentViewer current, MeetingPageReader pages, MeetingService meetings, MeetingOpening opening, ItemOnScreen screen) : MeetingActions(pages)
{
    private Actor Actor => Actor.From(current.Viewer);

    [HttpGet("")]
    public async Task<IActionResult> Show(long id, [FromQuery] DecisionForm form, string? del, CancellationToken ct)
    {
        var page = await Pages.ReadAsync(id, form, ct);
        if (page == null) return NotFound();
        // What a page that follows the meeting puts in the place of its own.
        if (del != null && page.Meeting.State == MeetingState.Open) return PartialView("_Live", page);
        return Show(page with { JustDecided = TempData[Decided] != null, Stepped = Request.Query.ContainsKey("punkt") });
    }

    [HttpPost("visa")]
    public Task<IActionResult> ShowItem(long id, long punkt, CancellationToken ct) => TryAsync(id, new DecisionForm { Punkt = punkt }, async () =>
    {
        await screen.ShowAsync(id, punkt, Actor, ct);
        return Redirect($"/mote/{id}?punkt={punkt}");
    }, ct);

    [HttpGet("anteckningar")]
    public async Task<IActionResult> Notes(long id, CancellationToken ct)
    {
        var page = await Pages.ReadAsync(id, new DecisionForm(), ct);
        return page == null || page.Meeting.State is MeetingState.Planned or MeetingState.Cancelled ? NotFound() : View("Held", page);
    }

    /// <summary>Before a meeting is opened that today is surprising to open.</summary>
    [HttpGet("oppna")]
    public async Task<IActionResult> BeforeOpening(long id, CancellationToken ct)
    {
        if (await Pages.ReadAsync(id, new DecisionForm(), ct) is not { Rights.MayRun: true } page) return NotFound();
        return page.Meeting.State == MeetingState.Planned ? View("BeforeOpening", page) : Redirect(page.Url);
    }

    [HttpPost("oppna")]
    public Task<IActionResult> Open(long id, CancellationToken ct) => TryAsync(id, new DecisionForm(), async () =>
    {
        await meetings.OpenAsync(id, Actor, ct);
        this.Confirm("Mötet är öppet.");
        return Redirect($"/mote/{id}");
    }, ct);

    [HttpPost("stang")]
    public Task<IActionResult> TakeBack(long id, CancellationToken ct) => TryAsync(id, new DecisionForm(), async () =>
    {
        await opening.TakeBackAsync(id, Actor, ct);
        this.Confirm("Mötet är stängt igen och står som planerat.");
        return Redirect($"/mote/{id}");
    }, ct);

    [HttpPost("anteckning")]
    public Task<IActionResult> Note(long id, DecisionForm form, string? ga, CancellationToken ct) => TryAsync(id, form, async () =>
    {
        var page = await Pages.ReadAsync(id, form, ct);
        if (page?.Current is not { } at || at.ItemId != form.Punkt) return NotFound();
        await meetings.NoteAsync(at.ItemId, form.NoteSeen, form.Note ?? "", Actor, ct);
        var to = ga switch { "bak" => page.Previous, "fram" => page.Next, _ => null };
        if (to != null)
        {
            await screen.ShowAsync(id, to.ItemId, Actor, ct);
            return Redirect(page.At(to));
        }
        this.Confirm("Anteckningen är sparad.");
        return Redirect(ga == "fram" ? $"{page.Url}#protokoll" : page.At(at.ItemId));
    }, ct);

    [HttpPost("anteckningar")]
    public Task<IActionResult> Notes(long id, NotesForm form, CancellationToken ct) => TryAsync(id, new DecisionForm(), async () =>
    {
        var present = form.Present.Where(p => p.IsPresent || p.Party != null || !string.IsNullOrWhiteSpace(p.Name))
            .Select(p => new AttendanceRow(p.Party, p.Name ?? "", p.IsPresent, p.IsSubstitute));
        await meetings.WriteAsync(id, form.Seen, form.Notes ?? "", [.. present], Actor, ct);
        this.Confirm("Anteckningarna är sparade.");
        return Redirect($"/mote/{id}#protokoll");
    }, ct, page => page with { TypedNotes = form.Notes, NotesSeen = form.Seen ?? "" });

    /// <summary>Before the notes of a meeting are approved that has points left.</summary>
    [HttpGet("godkann")]
    public async Task<IActionResult> BeforeApproval(long id, CancellationToken ct)
    {
        if (await Pages.ReadAsync(id, new DecisionForm(), ct) is not { Rights.MayRun: true } page) return NotFound();
        return page.Meeting.State == MeetingState.Open ? View("BeforeApproval", page) : Redirect(page.Url);
    }

    [HttpPost("godkann")]
    public Task<IActionResult> Approve(long id, int version, List<string> accepted, CancellationToken ct)
    {
        IReadOnlyList<MinutesFind> finds = [];
        return TryAsync(id, new DecisionForm(), async () =>
        {
            var team = (await Pages.ReadAsync(id, new DecisionForm(), ct))?.IsTeam == true;
            try
            {
                await meetings.ApproveAsync(id, version, accepted, Actor, ct);
            }
            catch (MinutesRefusedException refused)
            {
                finds = refused.Finds;
                throw;
            }
            this.Confirm($"{MinutesWords.Approved(team)}. Besluten kan inte längre ångras, bara ersättas av nya.");
            return Redirect($"/mote/{id}");
        }, ct, page => page with { TypedMinutes = new TypedMinutes("godkann", finds, accepted) });
    }
}
