using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Features.Cases;

public sealed record MovePage(Deficiency Case, RouteMove Move, MoveForm Form, MoveChoices Choices, Bookmark? Line, string Targets, Guid Key, DateOnly Today)
{
    public IFormCollection Typed { get; init; } = FormCollection.Empty;
    public IReadOnlyList<Find> Finds { get; init; } = [];
    /// <summary>The item of an open meeting that it is decided at.</summary>
    public AgendaItem? Item { get; init; }
    public required Audience Audience { get; init; }

    public string Value(MoveField field) => Typed.TryGetValue(field.Name, out var value) ? value.ToString() : Standing(field);

    public bool Has(MoveField field, MoveChoice choice) => Typed.TryGetValue(field.Name, out var values) ? values.Contains(choice.Value) : choice.Value == Standing(field);

    /// <summary>What stands in a field before anything is typed.</summary>
    private string Standing(MoveField field) => field.Name switch
    {
        "level" => Case.Level?.ToString() ?? "",
        "theme" => Case.ThemeId?.ToString(Hosting.Swedish.Culture) ?? "",
        "cause" => Case.CauseTypeId?.ToString(Hosting.Swedish.Culture) ?? "",
        _ => "",
    };
}

/// <summary>One page for every move: what it asks for stands in <see cref="MoveForms"/>, who may make it in the route.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager, Role.Member, Role.UserOrganisation), Route("systemfel/{id:long}/gor/{move}")]
public sealed class MoveController(SystemfelReader reader, CurrentViewer current, CaseReading reading, CaseMoves moves, TextCheck check, TimeProvider time) : Controller
{
    private Actor Me => Actor.From(current.Viewer);

    [HttpGet("")]
    public async Task<IActionResult> Show(long id, string move, string? rad, long? punkt, CancellationToken ct)
    {
        if (await PageAsync(id, move, rad, punkt, ct) is not { } page) return NotFound();
        HttpContext.Items[MoveResults.CaseKey] = id;
        // On the case as a whole it is enough that one line allows it; the runner has the last word.
        var offered = await moves.OfferedAsync(id, page.Line?.Id, Me, ct);
        if (page.Line is not null && offered.All(m => m.Id != move))
            throw new MoveRefusedException($"”{page.Move.Label}” går inte att göra nu. Se vad som hänt och vad du kan göra på systemfelets sida.");
        return View("Move", page);
    }

    [HttpPost("")]
    public async Task<IActionResult> Make(long id, string move, string? rad, long? punkt, Guid key, CancellationToken ct)
    {
        if (await PageAsync(id, move, rad, punkt, ct) is not { } page) return NotFound();
        var form = await Request.ReadFormAsync(ct);
        MoveInput? input = null;
        var targets = page.Form.WholeCase ? Targets.None : Targets.Parse(rad) ?? Targets.None;
        if (await this.TryMoveAsync(MakeAsync, name => Field(page.Form, name), id) && ModelState.IsValid)
        {
            this.Confirm($"{page.Move.Label}: klart.");
            return Redirect(page.Item is { } item ? $"/mote/{item.MeetingId}?punkt={item.Id}" : move == "withdraw" ? "/" : $"/systemfel/{id}");
        }
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View("Move", page with { Typed = form, Finds = input?.Finds ?? [], Key = key });

        // Reading the form checks its text, which can be refused too.
        async Task MakeAsync()
        {
            var number = page.Form.Fields.FirstOrDefault(f => f.IsNumber);
            input = new MoveInput(form, ModelState, check, number == null ? null : await CaseNumbers.FindAsync(reader, form[number.Name], current.Viewer, page.Case.OrganisationId, ct));
            var made = page.Form.Make(input) with { Accepted = [.. form["accepted"].OfType<string>()] };
            if (ModelState.IsValid) await moves.MakeAsync(id, made, targets, Me, key.ToString(), page.Item is { } item ? new InMeeting(item.Id) : null, ct);
        }
    }

    private static string? Field(MoveForm form, string name) => name == "accepted" || form.Fields.Any(f => f.Name == name) ? name : null;

    private async Task<MovePage?> PageAsync(long id, string move, string? rad, long? punkt, CancellationToken ct)
    {
        if (MoveForms.Find(move) is not { } form) return null;
        var today = time.Today();
        if (await reading.ReadAsync(id, current.Viewer, today, ct) is not { } file || file.Route.Move(move) is not { } rule) return null;
        var lineId = Targets.Parse(rad)?.Versions.Keys.FirstOrDefault();
        var line = form.WholeCase ? null : file.Case.Bookmarks.FirstOrDefault(b => b.Id == lineId);
        if (!form.WholeCase && line is null && HttpMethods.IsGet(Request.Method)) return null;
        AgendaItem? item = null;
        if (punkt is { } at)
        {
            // Beside the decision on an item only: the decision itself is made on the meeting's page.
            item = await reader.AgendaItems.SingleOrDefaultAsync(i => i.Id == at && i.DeficiencyId == id, ct);
            if (item == null || !OwnMoves.IsBeside(move) || !await reader.Meetings.VisibleTo(current.Viewer).AnyAsync(m => m.Id == item.MeetingId, ct)) return null;
        }
        return new MovePage(file.Case, rule, form, await MoveChoices.LoadAsync(reader, file, ct), line, rad ?? "", Guid.NewGuid(), today) { Audience = file.Audience, Item = item };
    }
}
