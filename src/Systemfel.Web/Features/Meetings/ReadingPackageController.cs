using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Register;

namespace Systemfel.Web.Features.Meetings;

/// <summary>'Läs på tio minuter': the package of one meeting that has not been held, as a page and as a document.</summary>
[Route("mote/{id:long}"), AllowedRoles(Role.Coordinator, Role.Ombud, Role.UnitManager, Role.Member, Role.UserOrganisation)]
public sealed class ReadingPackageController(
    SystemfelReader reader, CurrentViewer current, MeetingPageReader pages, AgendaPointsReader points, SinceLastReader sinceLast, AccessLogWriter log, TimeProvider time) : Controller
{
    [HttpGet("underlag")]
    public async Task<IActionResult> Show(long id, CancellationToken ct) => await ReadAsync(id, ct) is { } package ? View("Package", package) : NotFound();

    [HttpGet("underlag.docx")]
    public async Task<IActionResult> Document(long id, CancellationToken ct)
    {
        if (await ReadAsync(id, ct) is not { } package) return NotFound();
        await log.WriteAsync(current.Viewer.AccountId, "underlag.docx", ct: ct);
        return File(WordWriter.Write(package.Document(time.GetUtcNow())), WordWriter.ContentType, $"underlag-{package.Page.Meeting.Date.Iso()}.docx");
    }

    private async Task<ReadingPackage?> ReadAsync(long id, CancellationToken ct)
    {
        var page = await pages.ReadAsync(id, new DecisionForm(), ct);
        if (page is not { Meeting.State: MeetingState.Planned or MeetingState.Open }) return null;
        var open = page.Meeting.State == MeetingState.Open;
        var shown = open ? (await points.OpenAsync(page.Rights, ct)).Points : page.Planned;
        var taken = open || page.IsTeam ? page.SinceLast : await sinceLast.ReadAsync(page.Meeting, page.PreviousMeeting, current.Viewer, ct);
        var organisation = await reader.Organisations.Where(o => o.Id == page.Meeting.OrganisationId).Select(o => o.Name).SingleAsync(ct);
        return new ReadingPackage(page, organisation, taken, shown);
    }
}
