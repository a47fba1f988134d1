using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Features.Reports;

/// <summary>
/// Takes counts that the script has kept on the device, perhaps for days without network. The form's key makes one that is sent
/// twice count once; one that another account left behind is not taken.
/// </summary>
[AllowedRoles(Role.Ombud, Role.Coordinator), Route("rakna/ko")]
public sealed class QueuedCountController(SystemfelReader reader, CurrentViewer current, CaseMoves moves) : Controller
{
    /// <param name="id">The case.</param>
    /// <param name="konto">The account that counted.</param>
    /// <param name="besked">Whether the next page says so; else the script does.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    [HttpPost("")]
    public async Task<IActionResult> Take(long id, long konto, bool besked, CancellationToken ct)
    {
        if (konto != current.Viewer.AccountId) return Conflict();
        if (CountInput.Key(Request.Form) is not { } key) return BadRequest();
        var move = CountInput.Read(Request.Form);
        if (!await this.TryMoveAsync(() => moves.MakeAsync(id, move, Targets.None, Actor.From(current.Viewer), key, ct: ct), caseId: id))
            return UnprocessableEntity(new { besked = ModelState.Values.SelectMany(v => v.Errors).First().ErrorMessage });
        if (besked)
        {
            var place = await reader.Municipalities.Where(m => m.Id == move.MunicipalityId).Select(m => m.Name).SingleOrDefaultAsync(ct);
            this.Confirm($"Räknat: {CountInput.Told(move.Month!.Value, place, move.Band!.Value)}.");
        }
        return NoContent();
    }
}
