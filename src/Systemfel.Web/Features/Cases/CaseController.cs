using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Data.Watching;
using Systemfel.Web.Features.Register;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Features.Cases;

/// <summary>The page of a case, and 'Jag har sett samma sak' on it.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager, Role.Member, Role.UserOrganisation, Role.CountyBoard), Route("systemfel/{id:long}")]
public sealed class CaseController(SystemfelReader reader, CurrentViewer current, CaseReading reading, CaseMoves moves, TimeProvider time) : Controller
{
    private Actor Me => Actor.From(current.Viewer);

    [HttpGet("")]
    public Task<IActionResult> Show(long id, CancellationToken ct) => PageAsync(id, null, ct);

    [HttpPost("samma")]
    public async Task<IActionResult> Count(long id, string? month, string? municipality, string? band, Guid key, CancellationToken ct)
    {
        var count = new Count(
            DateOnly.TryParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var m) ? m : null,
            long.TryParse(municipality, NumberStyles.None, CultureInfo.InvariantCulture, out var where) ? where : null,
            Enum.TryParse<AffectedBand>(band, out var b) && Enum.IsDefined(b) ? b : null);
        if (await this.TryMoveAsync(() => moves.MakeAsync(id, count, Targets.None, Me, key.ToString(), ct: ct), caseId: id))
        {
            this.Confirm("Räknat. Tack, det visar hur vanligt felet är.");
            return Redirect($"/systemfel/{id}");
        }
        return await PageAsync(id, new CountForm(default, [], null, key) { MonthTyped = month, MunicipalityTyped = municipality, BandTyped = band, Open = true }, ct);
    }

    [HttpPost("samma/angra")]
    public async Task<IActionResult> UndoCount(long id, long occurrence, Guid key, CancellationToken ct)
    {
        if (!await this.TryMoveAsync(() => moves.MakeAsync(id, new UndoCount(occurrence), Targets.None, Me, key.ToString(), ct: ct), _ => null, id))
            return await PageAsync(id, null, ct);
        this.Confirm("Räkningen är ångrad.");
        return Redirect($"/systemfel/{id}");
    }

    private async Task<IActionResult> PageAsync(long id, CountForm? typed, CancellationToken ct)
    {
        var today = time.Today();
        var viewer = current.Viewer;
        if (await reading.ReadAsync(id, viewer, today, ct) is not { } file) return NotFound();
        var offers = await OffersAsync(file, ct);
        var all = offers.SelectMany(o => o.Moves).Select(m => m.Id).ToHashSet();
        var shown = offers.ConvertAll(o => o with { Moves = [.. o.Moves.Where(m => MoveForms.IsShown(m, o.Line, file, viewer.AccountId))] });
        var isCoordinator = viewer.Has(file.Case.OrganisationId, Role.Coordinator);
        return View("Case", new CasePage(
            file, CaseLine.Of(file, today), RegisterRows.Tags(file.Case, file.Audience), CaseParts.Due(file, today),
            [.. shown.Select(o => o with { Moves = [.. o.Moves.Where(m => !MoveForms.Find(m.Id)!.WholeCase)] }).Where(o => o.Moves.Count > 0)],
            [.. shown.SelectMany(o => o.Moves).Where(m => MoveForms.Find(m.Id)!.WholeCase).DistinctBy(m => m.Id)],
            all.Contains("count"), all.Contains("classify"),
            [.. file.Occurrences.Where(o => o.AccountId == viewer.AccountId).Take(3)], await CountFormAsync(file, typed, ct),
            CaseParts.Chart(file, today), Timeline.Of(file), isCoordinator ? EventChain.FirstBreak(file.Events, file.Case.ChainHead) is null : null,
            file.Case.EffectQuestions.FirstOrDefault(q => q.AccountId == viewer.AccountId && !q.IsSettled && q.AnsweredAt is null), today)
        {
            MayApprove = file.NeedsApproval && all.Contains("approve-text") && FourEyes.MayApprove(file.Case.Organisation, file.Case, viewer.AccountId),
            MayPlan = [.. offers.Where(o => o.Moves.Any(m => m.Id == "milestones")).Select(o => o.Line.Id)],
            IsWatched = file.IsTeam && await reader.Watches.AnyAsync(w => w.AccountId == viewer.AccountId && w.Kind == WatchKind.Case && w.SubjectId == file.Case.Id, ct),
        });
    }

    private async Task<List<LineOffer>> OffersAsync(CaseFile file, CancellationToken ct)
    {
        var open = file.Case.Bookmarks.Where(b => b.Stage != Stages.Closed).OrderBy(b => b.Addressee?.SortOrder ?? 0).ThenBy(b => b.Id).ToList();
        var offers = new List<LineOffer>();
        foreach (var line in open.Count > 0 ? open : file.Case.Bookmarks.Take(1))
            offers.Add(new LineOffer(line, await moves.OfferedAsync(file.Case.Id, line.Id, Me, ct)));
        return offers;
    }

    private async Task<CountForm> CountFormAsync(CaseFile file, CountForm? typed, CancellationToken ct)
    {
        var today = time.Today();
        var organisation = file.Case.OrganisationId;
        var me = current.Viewer.AccountId;
        var municipalities = await reader.Municipalities.Where(m => m.OrganisationId == organisation).OrderBy(m => m.Name).ToListAsync(ct);
        var own = await reader.Accounts.Where(a => a.Id == me).Select(a => a.MunicipalityId).SingleOrDefaultAsync(ct);
        return (typed ?? new CountForm(default, [], null, Guid.NewGuid())) with
        {
            Month = new DateOnly(today.Year, today.Month, 1),
            Municipalities = municipalities,
            OwnMunicipalityId = own,
        };
    }
}
