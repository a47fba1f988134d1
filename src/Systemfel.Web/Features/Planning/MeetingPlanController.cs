using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Planning;

public sealed class ChangeMeetingForm : DetailsForm
{
    public int Version { get; set; }
    public string? Date { get; set; }
    public long? Host { get; set; }
    public string? Reason { get; set; }
    /// <summary>What was said about the day, when it has been seen.</summary>
    public string? Seen { get; set; }
}

/// <param name="Meeting">With its group, parties and invitations.</param>
/// <param name="Form">As it stands, or as it was typed.</param>
/// <param name="Today">Today.</param>
public sealed record ChangeMeetingPage(Meeting Meeting, ChangeMeetingForm Form, DateOnly Today)
{
    public IReadOnlyList<Party> Parties { get; } = [.. Meeting.Group.Parties.Select(p => p.Party).OrderBy(p => p.Name, StringComparer.CurrentCulture)];

    /// <summary>How the meeting stands, when somebody has changed it since the form was made; null when nobody has.</summary>
    public string? ChangedTo { get; private init; }

    /// <summary>The page again after a refusal: beside what was typed stands what others have stored, and the form takes its place when it is sent once more.</summary>
    public ChangeMeetingPage Again()
    {
        if (Form.Version == Meeting.Version) return this;
        Form.Version = Meeting.Version;
        return this with { ChangedTo = MeetingNames.Lines(Meeting) };
    }

    /// <summary>What to know before it is saved.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What those who were called will be told.</summary>
    public string Told => Meeting.Invitations.Count == 0
        ? "Ingen är kallad, så inget skickas."
        : $"{MeetingWords.Capital(MeetingWords.Count(Meeting.Invitations.Count, "en person är kallad och", "personer är kallade och"))} får veta det genast, per e-post med en ny kalenderfil.";
}

/// <summary>Moves a planned meeting, or cancels it.</summary>
[Route("mote/{id:long}"), AllowedRoles(Role.Coordinator)]
public sealed class MeetingPlanController(CurrentViewer current, SystemfelReader reader, PlannedMeetings changes, DayRemarks remarks, TimeProvider time) : Controller
{
    private Actor Actor => Actor.From(current.Viewer);

    [HttpGet("andra")]
    public async Task<IActionResult> Change(long id, CancellationToken ct) => Show(await ReadAsync(id, null, ct));

    [HttpPost("andra")]
    public async Task<IActionResult> Change(long id, ChangeMeetingForm form, CancellationToken ct)
    {
        if (await ReadAsync(id, form, ct) is not { } page) return NotFound();
        var told = 0;
        IReadOnlyList<string> said = [];
        if (!await this.TryMoveAsync(async () =>
        {
            var day = FormDates.Read(form.Date, "date");
            // The day that it has already has been thought of.
            said = day == page.Meeting.Date ? [] : await remarks.OfMeetingAsync(page.Meeting.Group, day, ct);
            if (DayRemarks.KeyOf(said) == form.Seen) said = [];
            if (said.Count == 0) told = await changes.ChangeAsync(id, form.Version, day, form.Read(), form.Host, Actor, ct);
        }, FieldOf)) return Show((await ReadAsync(id, form, ct))?.Again());
        if (said.Count > 0) return Show(page with { Remarks = said });
        this.Confirm("Mötet är ändrat." + ToldWords(told));
        return Redirect($"/mote/{id}");
    }

    [HttpPost("stall-in")]
    public async Task<IActionResult> Cancel(long id, int version, string? reason, CancellationToken ct)
    {
        if (await ReadAsync(id, null, ct) is not { } page) return NotFound();
        (page.Form.Reason, page.Form.Version) = (reason, version);
        var told = 0;
        if (!await this.TryMoveAsync(async () => told = await changes.CancelAsync(id, version, reason ?? "", Actor, ct), FieldOf)) return Show(page.Again());
        this.Confirm("Mötet är inställt." + ToldWords(told));
        return Redirect($"/mote/{id}");
    }

    private IActionResult Show(ChangeMeetingPage? page) => page == null ? NotFound() : View("ChangeMeeting", page);

    private static string FieldOf(string input) => "m-" + input;

    private static string ToldWords(int told) => told == 0 ? "" : string.Create(CultureInfo.CurrentCulture, $" {told} får veta det per e-post.");

    private async Task<ChangeMeetingPage?> ReadAsync(long id, ChangeMeetingForm? typed, CancellationToken ct)
    {
        var own = current.Viewer.OrganisationsWith([Role.Coordinator]);
        var meeting = await reader.Meetings.Include(m => m.Group.Parties).ThenInclude(p => p.Party).Include(m => m.Invitations).Include(m => m.HostParty)
            .AsSplitQuery().SingleOrDefaultAsync(m => m.Id == id && own.Contains(m.OrganisationId) && m.State != MeetingState.Approved, ct);
        if (meeting == null) return null;
        return new ChangeMeetingPage(meeting, typed ?? Of(meeting), time.Today());
    }

    private static ChangeMeetingForm Of(Meeting meeting)
    {
        var form = new ChangeMeetingForm { Version = meeting.Version, Date = meeting.Date.Iso(), Host = meeting.HostPartyId };
        form.Show(meeting.StartsAt, meeting.Minutes, meeting.Place, meeting.VideoLink);
        return form;
    }
}
