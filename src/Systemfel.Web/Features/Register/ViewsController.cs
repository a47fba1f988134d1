using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Watching;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Register;

public sealed record ViewRow(OwnView Own, string Sentence);

public sealed record ViewsPage(IReadOnlyList<ViewRow> Rows);

/// <summary>The form of a view: a saved one, or a new one with its question as an address. The sentence says what it finds.</summary>
public sealed record ViewForm(OwnView? Own, string Query, string Sentence, string? Name, string? Mailing);

/// <summary>Views of the register that a member of the team has saved: named, mailed, taken away.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager), Route("vyer")]
public sealed class ViewsController(SystemfelReader reader, CurrentViewer current, RegisterIndex index, ViewService views, TimeProvider time) : Controller
{
    private long Organisation => current.Viewer.HomeOrganisationId ?? throw new CaseNotFoundException();

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var rows = new List<ViewRow>();
        foreach (var own in await OwnViews.ReadAsync(reader, current.Viewer, await ListsAsync(ct), ct))
            rows.Add(new ViewRow(own, own.IsOutdated ? "" : await SentenceAsync(own.Question, ct)));
        return View("Views", new ViewsPage(rows));
    }

    /// <summary>What a mail leads to: the register as the view asks for it, or why it cannot.</summary>
    [HttpGet("{id:long}")]
    public async Task<IActionResult> Open(long id, CancellationToken ct)
    {
        var own = await FindAsync(id, ct);
        return LocalRedirect(own.IsOutdated ? $"/vyer#vy-{id}" : own.Question.Url());
    }

    [HttpGet("ny")]
    public async Task<IActionResult> New(CancellationToken ct)
    {
        var question = new RegisterQuestion(Request.Query, await ListsAsync(ct));
        return View("View", new ViewForm(null, question.Url(path: ""), await SentenceAsync(question, ct), "", null));
    }

    [HttpPost("ny")]
    public async Task<IActionResult> Save(string? query, string? name, string? mailing, [FromForm] string[] accepted, CancellationToken ct)
    {
        var question = new RegisterQuestion(new QueryCollection(QueryHelpers.ParseQuery(query)), await ListsAsync(ct));
        if (Chosen(mailing) is { } chosen && await this.TryMoveAsync(() => views.SaveAsync(current.Viewer, Organisation, name ?? "", question.Kept, chosen, accepted, ct)))
        {
            this.Confirm("Vyn är sparad. Den står bland vyerna i registret.");
            return LocalRedirect(question.Url());
        }
        return Refused(new ViewForm(null, question.Url(path: ""), await SentenceAsync(question, ct), name, mailing));
    }

    [HttpGet("{id:long}/andra")]
    public async Task<IActionResult> Edit(long id, CancellationToken ct)
    {
        var own = await FindAsync(id, ct);
        return View("View", new ViewForm(own, "", own.IsOutdated ? "" : await SentenceAsync(own.Question, ct), own.View.Name, own.View.Mailing.ToString()));
    }

    [HttpPost("{id:long}/andra")]
    public async Task<IActionResult> Change(long id, string? name, string? mailing, [FromForm] string[] accepted, CancellationToken ct)
    {
        var own = await FindAsync(id, ct);
        if (Chosen(mailing) is { } chosen && await this.TryMoveAsync(() => views.ChangeAsync(current.Viewer, id, name ?? "", chosen, accepted, ct)))
        {
            this.Confirm("Vyn är ändrad.");
            return Redirect($"/vyer#vy-{id}");
        }
        return Refused(new ViewForm(own, "", own.IsOutdated ? "" : await SentenceAsync(own.Question, ct), name, mailing));
    }

    [HttpPost("{id:long}/ta-bort")]
    public async Task<IActionResult> Remove(long id, CancellationToken ct)
    {
        if (!await views.RemoveAsync(current.Viewer, id, ct)) return NotFound();
        this.Confirm("Vyn är borttagen. Inget systemfel är ändrat.");
        return Redirect("/vyer");
    }

    private ViewResult Refused(ViewForm form)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("View", form);
    }

    private ViewMailing? Chosen(string? mailing)
    {
        if (Enum.TryParse<ViewMailing>(mailing, out var chosen) && Enum.IsDefined(chosen)) return chosen;
        ModelState.AddModelError("mailing", "Välj när vyn ska mejlas.");
        return null;
    }

    private async Task<OwnView> FindAsync(long id, CancellationToken ct) =>
        (await OwnViews.ReadAsync(reader, current.Viewer, await ListsAsync(ct), ct)).FirstOrDefault(v => v.View.Id == id) ?? throw new CaseNotFoundException();

    private Task<RegisterLists> ListsAsync(CancellationToken ct) => RegisterLists.LoadAsync(reader, Organisation, Audience.Team, ct);

    private async Task<string> SentenceAsync(RegisterQuestion question, CancellationToken ct)
    {
        var sight = await RegisterIndex.SightAsync(reader, current.Viewer, Organisation, ct);
        var count = (await index.NowAsync(Organisation, ct)).Count(await question.Kept.FilterAsync(reader, ct), sight, time.Today());
        return $"{RegisterSentence.Count(question, count)} {RegisterSentence.Filters(question)}".TrimEnd();
    }
}
