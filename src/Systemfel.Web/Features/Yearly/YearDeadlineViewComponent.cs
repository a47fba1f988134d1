using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.County;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.Yearly;

/// <summary>A return whose last day is near or has been.</summary>
public sealed record WaitingReturn(int Year, DateOnly Due, YearDocumentState? State, DateOnly Today);

/// <summary>A return that is to be completed.</summary>
/// <param name="Year">The year that it is about.</param>
/// <param name="ByCounty">The county asked in the product; else the service opened it itself.</param>
public sealed record AskedReturn(int Year, bool ByCounty);

/// <summary>What waits of the year's returns.</summary>
/// <param name="Asked">Returns that are to be completed.</param>
/// <param name="ToApprove">Years whose return lies with the unit manager who looks.</param>
/// <param name="Near">The one whose last day is near or has been; null for none.</param>
public sealed record WaitingReturns(IReadOnlyList<AskedReturn> Asked, IReadOnlyList<int> ToApprove, WaitingReturn? Near);

/// <summary>Says on the first page of those who answer for the return what waits of it, or that its last day is near; nothing else of the year.</summary>
public sealed class YearDeadlineViewComponent(SystemfelReader reader, CurrentViewer current, TimeProvider time) : ViewComponent
{
    /// <param name="managers">On a page that is the first one of a unit manager alone.</param>
    public async Task<IViewComponentResult> InvokeAsync(bool managers = false)
    {
        if (managers && (current.Viewer.HasAny(Role.Coordinator) || !current.Viewer.HasAny(Role.UnitManager))) return Content("");
        var (organisations, today) = (current.Viewer.OrganisationsWith([Role.Coordinator, Role.UnitManager]), time.Today());
        if (organisations.Count == 0) return Content("");
        var organisation = organisations[0];
        var documents = await reader.YearDocuments.Where(d => d.OrganisationId == organisation && d.Kind == YearDocumentKind.Return && d.State != YearDocumentState.Sent)
            .OrderBy(d => d.Year).Select(d => new { d.Year, d.State, Asked = d.CompletionAsked != "", IsOpened = d.Steps.Where(s => s.Kind == YearSteps.CompletionAsked || s.Kind == YearSteps.Opened).OrderByDescending(s => s.Id).Select(s => s.Kind).FirstOrDefault() == YearSteps.Opened }).ToListAsync(HttpContext.RequestAborted);
        var states = await reader.YearDocuments.Where(d => d.OrganisationId == organisation && d.Kind == YearDocumentKind.Return && (d.Year == today.Year || d.Year == today.Year - 1))
            // What is to be completed has been sent once: its last day waits for nobody, as in the reminders.
            .ToDictionaryAsync(d => d.Year, d => (YearDocumentState?)(d.CompletionAsked.Length > 0 ? YearDocumentState.Sent : d.State), HttpContext.RequestAborted);
        var orders = await CountyRights.Binding(reader.CountyYears, reader.Organisations, organisation).Where(y => y.Year >= today.Year - 1).ToDictionaryAsync(y => y.Year, y => y.DueOn, HttpContext.RequestAborted);
        var near = YearDeadlines.Waiting(today, y => states.GetValueOrDefault(y), y => orders.TryGetValue(y, out var due) ? due : YearDeadlines.ReturnOf(y)) is { } waiting
            ? new WaitingReturn(waiting.Year, waiting.Due, states.GetValueOrDefault(waiting.Year), today) : null;
        var asked = documents.Where(d => d.Asked).Select(d => new AskedReturn(d.Year, !d.IsOpened)).ToList();
        var toApprove = current.Viewer.Has(organisation, Role.UnitManager) ? documents.Where(d => d.State == YearDocumentState.WithUnitManager).Select(d => d.Year).ToList() : [];
        return near == null && asked.Count + toApprove.Count == 0 ? Content("") : View("/Features/Yearly/_Waiting.cshtml", new WaitingReturns(asked, toApprove, near));
    }
}
