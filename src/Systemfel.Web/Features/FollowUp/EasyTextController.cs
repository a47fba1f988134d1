using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Web.Features.Cases;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Time;

namespace Systemfel.Web.Features.FollowUp;

/// <summary>The text for those whom the ombud supports.</summary>
public sealed record EasyTextPage(long CaseId, string Number, string Title, IReadOnlyList<string> Text);

/// <summary>What became of it, in lätt svenska, to read out, print or copy.</summary>
[AllowedRoles(Role.Ombud, Role.Coordinator, Role.UnitManager)]
public sealed class EasyTextController(CaseReading cases, CurrentViewer current, SwedishCalendar calendar) : Controller
{
    [HttpGet("/systemfel/{id:long}/latt-svenska")]
    public async Task<IActionResult> Show(long id, CancellationToken ct)
    {
        if (await cases.ReadAsync(id, current.Viewer, calendar.Today, ct) is not { IsTeam: true, Case: { MaskedAt: null, ErasedAt: null } subject } file) return NotFound();
        // Before it is referred a case has one line for all; who it concerns is plain only when it concerns one.
        var lines = subject.Bookmarks.OrderBy(b => b.Id)
            .Select(b => (Line: b, Concerns: subject.Addressees.SingleOrDefault(a => a.Id == b.AddresseeId) ?? (subject.Addressees is [var only] ? only : null)))
            .Select(x => new EasyLine(
                x.Concerns?.Authority.Code ?? "", x.Concerns?.Authority.Name ?? "", x.Line.Stage, x.Line.Due,
                x.Line.Outcome ?? (x.Line.ClosedAt == null ? null : subject.Instance.Outcome), Area(x.Concerns?.SubArea, subject.MunicipalityId))).ToList();
        // Who is given the text is not of the team: a small unit is not named to them.
        static string Area(SubArea? area, long? municipality) => area != null && Audience.Anyone.Sees(area, municipality) ? Audience.Anyone.Name(area, municipality)! : "";
        return View("EasyText", new EasyTextPage(id, subject.Number, subject.Title, EasyText.Of(lines, file.Occurrences.Count + 1, subject.Kind == DeficiencyKind.GoodExample, calendar.Today)));
    }
}
