using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Cases;
using Systemfel.Web.Features.Errors;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Shared;

/// <summary>
/// What a screen does when a move is not made. Refused: the form again with what was typed (422). Someone else was first: both
/// texts (409). No such case for this person: 404.
/// </summary>
public static class MoveResults
{
    internal static readonly object CaseKey = new();
    internal static readonly object BackKey = new();

    /// <summary>Where the page of a move that came too late leads, when that is not the case.</summary>
    public static void LeadsBackTo(this Controller controller, string path, string text) => controller.HttpContext.Items[BackKey] = new BackLink(path, text);

    /// <summary>
    /// Makes a move; when it is refused, puts the sentence at its field and sets 422, and the action shows its form again.
    /// </summary>
    /// <param name="controller">Whose form it is.</param>
    /// <param name="move">Makes it.</param>
    /// <param name="fieldOf">The posted name of an input; without it the input's own name. Null: the form as a whole.</param>
    /// <param name="caseId">The case, so that the page of a move that came too late can show what happened to it.</param>
    /// <returns>False when it was refused.</returns>
    public static async Task<bool> TryMoveAsync(
        this Controller controller, Func<Task> move, Func<string, string?>? fieldOf = null, long? caseId = null)
    {
        if (caseId is { } id) controller.HttpContext.Items[CaseKey] = id;
        try
        {
            await move();
            return true;
        }
        catch (MoveRefusedException refused) when (refused is not StaleMoveException)
        {
            AskedFinds.Keep(controller.HttpContext, refused);
            var field = refused.Input is { } input ? (fieldOf ?? (i => i))(input) : null;
            controller.ModelState.AddModelError(field ?? "", refused.Message);
            controller.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return false;
        }
    }
}

public sealed record StaleEvent(DateTimeOffset At, string Text);

public sealed record BackLink(string Path, string Text);

/// <param name="Message">What happened.</param>
/// <param name="Back">Where to go from here, the first foremost.</param>
/// <param name="Kept">What was typed.</param>
/// <param name="Current">How the same text reads now; null when it is not a text that was overtaken.</param>
/// <param name="Events">What happened to the case.</param>
public sealed record StaleModel(string Message, IReadOnlyList<BackLink> Back, IReadOnlyList<KeptField> Kept, string? Current, IReadOnlyList<StaleEvent> Events);

/// <summary>For every action: a case that may not be seen is 404, a move that came too late shows both texts.</summary>
internal sealed class MoveExceptionFilter(SystemfelReader reader, CurrentViewer current, IModelMetadataProvider metadata) : IAsyncExceptionFilter
{
    /// <summary>What a form carries besides what somebody typed.</summary>
    private static readonly string[] Carried = ["rad", "targets", "key", "punkt", "replaces", "version", "seen", "noteSeen", "part", "on", "accepted"];

    public async Task OnExceptionAsync(ExceptionContext context)
    {
        context.Result = context.Exception switch
        {
            CaseNotFoundException => new NotFoundResult(),
            StaleMoveException e => await StaleAsync(context, e, StatusCodes.Status409Conflict),
            MoveRefusedException e => await StaleAsync(context, e, StatusCodes.Status422UnprocessableEntity),
            _ => null,
        };
        context.ExceptionHandled = context.Result != null;
    }

    private async Task<IActionResult> StaleAsync(ExceptionContext context, MoveRefusedException refused, int status)
    {
        var http = context.HttpContext;
        var caseId = http.Items[MoveResults.CaseKey] as long?;
        var events = caseId is { } id ? await LatestAsync(id, http.RequestAborted) : [];
        var kept = (await KeptText.ReadAsync(http))
            .Where(k => !Carried.Contains(k.Name, StringComparer.OrdinalIgnoreCase) && !k.Name.StartsWith("Present[", StringComparison.Ordinal)).ToList();
        var back = new List<BackLink>();
        if (http.Items[MoveResults.BackKey] is BackLink first) back.Add(first);
        if (caseId is { } subject) back.Add(new BackLink($"/systemfel/{subject}", "Till systemfelet"));
        if (back.Count == 0) back.Add(new BackLink("/", "Till startsidan"));
        return new ViewResult
        {
            ViewName = "/Features/Shared/Stale.cshtml",
            StatusCode = status,
            ViewData = new ViewDataDictionary<StaleModel>(metadata, new ModelStateDictionary())
            {
                Model = new StaleModel(refused.Message, back, kept, CurrentOf(refused), events),
            },
        };
    }

    private static string? CurrentOf(MoveRefusedException refused) => refused switch
    {
        StaleNotesException notes => notes.Current,
        StaleRaisedException raised => raised.Current,
        _ => null,
    };

    private async Task<List<StaleEvent>> LatestAsync(long caseId, CancellationToken ct)
    {
        var subject = await reader.Deficiencies.VisibleTo(current.Viewer).Include(d => d.Organisation).SingleOrDefaultAsync(d => d.Id == caseId, ct);
        if (subject == null) return [];
        var audience = await Audience.OfAsync(reader, current.Viewer, subject.OrganisationId, ct);
        var latest = await reader.CaseEvents.Include(e => e.Addressee!.Authority).Where(e => e.DeficiencyId == caseId)
            .OrderByDescending(e => e.Seq).Take(5).ToListAsync(ct);
        return latest.ConvertAll(e => new StaleEvent(e.At, EventWords.For(audience, e, FourEyes.IsMissing(subject.Organisation, subject)).Whole));
    }
}
