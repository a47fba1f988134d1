using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Routes.Editing;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Routes;

/// <summary>The editor of the organisation's route: drafted, seen as a picture, taken into use as the next version.</summary>
[AllowedRoles(Role.Administrator), Route("admin/vagen")]
public sealed class RouteEditorController(SystemfelReader reader, RoutePageReader pages, RouteEditor editor, CurrentViewer current) : Controller
{
    private long Organisation => current.Viewer.OrganisationsWith([Role.Administrator])[0];

    private Actor Me => Actor.From(current.Viewer);

    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct) => await pages.ReadAsync(Organisation, ct) is { } page ? View("Editor", page) : View("NoRoute");

    /// <summary>Shows what is typed, keeps it as a draft, takes it into use, or moves a row: by the button that was pressed.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Change(string? action, string? note, string? seen, string[]? accepted, CancellationToken ct)
    {
        ModelState.Clear();
        if (await pages.ReadAsync(Organisation, ct) is not { } page) return NotFound();
        var typed = (await Request.ReadFormAsync(ct)).Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal) && f.Key is not ("action" or "note" or "seen" or "accepted"))
            .ToDictionary(f => f.Key, f => f.Value.ToString());
        page = page with { Fields = typed, Note = note ?? "", Accepted = accepted ?? [], DrawnIsTyped = false, FormSeen = seen };
        return action switch
        {
            "utkast" => await SaveAsync(page, () => editor.SaveDraftAsync(Organisation, typed, note ?? "", seen ?? "", Me, accepted, ct), _ => "Utkastet är sparat. Ingen använder det förrän du börjar använda det.", ct),
            "borja" => await SaveAsync(page, () => editor.PublishAsync(Organisation, typed, note ?? "", seen ?? "", Me, accepted, ct),
                n => $"Version {n} används nu. Pågående systemfel går vidare på den version de började på.", ct),
            ['m', 'o', 'v', 'e', ':', .. var move] => View("Editor", Moved(page, move)),
            ['g', 'r', 'o', 'u', 'p', ':', .. var group] => View("Editor", GroupMoved(page, group)),
            _ => View("Editor", Drawn(page)),
        };
    }

    [HttpPost("kasta")]
    public async Task<IActionResult> Drop(string? seen, CancellationToken ct)
    {
        this.LeadsBackTo("/admin/vagen", "Till vägen");
        await editor.DropDraftAsync(Organisation, seen ?? "", Me, ct);
        this.Confirm("Utkastet är borttaget. Vägen står som den används.");
        return Redirect("/admin/vagen");
    }

    /// <summary>A version as it was, for reading.</summary>
    [HttpGet("version/{id:long}")]
    public async Task<IActionResult> Version(long id, CancellationToken ct)
    {
        var organisation = Organisation;
        if (await reader.RouteVersions.SingleOrDefaultAsync(r => r.Id == id && r.OrganisationId == organisation && r.Version > 0, ct) is not { } version) return NotFound();
        var by = await reader.Accounts.Where(a => a.Id == version.CreatedById).Select(a => a.DisplayName).SingleOrDefaultAsync(ct);
        var authorities = await reader.Authorities.Where(a => a.OrganisationId == organisation).ToDictionaryAsync(a => a.Code, a => a.Name, ct);
        return View("Version", new VersionPage(version, by, RouteReader.Parse(version.Json), authorities));
    }

    private async Task<IActionResult> SaveAsync(RoutePage page, Func<Task<RouteSaved>> save, Func<int?, string> done, CancellationToken ct)
    {
        try
        {
            var saved = await save();
            if (saved.Faults.Count == 0)
            {
                this.Confirm(done(saved.Version));
                return Redirect("/admin/vagen");
            }
            return View("Editor", Refused(page, saved.Faults) with { Likely = saved.Likely });
        }
        catch (StaleMoveException e)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            var now = await pages.ReadAsync(Organisation, ct) ?? page;
            return View("Editor", page with
            {
                Stand = now.Stand,
                Versions = now.Versions,
                Drawn = now.Drawn,
                Overtaken = e.Message,
                FormSeen = null,
                Differences = RouteFieldWords.Between(page.Fields, now.Fields, now),
            });
        }
    }

    /// <summary>What is typed as a picture; each fault at its field.</summary>
    private RoutePage Drawn(RoutePage page)
    {
        var reading = RouteTyped.Read(page.Stand.From, page.Fields, page.Stand.Authorities, page.Stand.Known);
        return reading.Route is { } route
            ? page with { Drawn = route, DrawnIsTyped = true, Fields = RouteFields.Of(route, page.Stand.Authorities) }
            : Refused(page, reading.Faults);
    }

    private RoutePage Refused(RoutePage page, IReadOnlyList<RouteFault> faults)
    {
        foreach (var fault in faults) ModelState.AddModelError(fault.Field, fault.Sentence);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return page;
    }

    private static RoutePage Moved(RoutePage page, string move)
    {
        var (id, up) = Place(move);
        var beside = page.MovesByStage.FirstOrDefault(s => s.Moves.Exists(m => m.Id == id)).Moves ?? [];
        return With(page, RouteFields.Order, RouteFields.Moved(page.At(RouteFields.Order), id, up, beside.ConvertAll(m => m.Id))) with { MovedId = id };
    }

    private static RoutePage GroupMoved(RoutePage page, string group)
    {
        var (id, up) = Place(group);
        return With(page, RouteFields.Groups, RouteFields.Moved(page.At(RouteFields.Groups), id, up, [.. page.Groups.Where(g => !page.IsTeam(g))]));
    }

    private static (string Id, bool Up) Place(string text) => text.EndsWith(":upp", StringComparison.Ordinal) ? (text[..^4], true) : (text.Split(':')[0], false);

    private static RoutePage With(RoutePage page, string field, string value) =>
        page with { Fields = new Dictionary<string, string>(page.Fields) { [field] = value } };
}

public sealed record VersionPage(Data.Organisations.RouteVersion Version, string? By, RouteDefinition Route, IReadOnlyDictionary<string, string> Authorities);
