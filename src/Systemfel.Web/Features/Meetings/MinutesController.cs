using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Meetings;

/// <summary>A version of the minutes beside the one before it; null when it is not compared.</summary>
public sealed record VersionText(MinutesVersion Version, IReadOnlyList<MinutesPart> Parts, MinutesVersion? Before, IReadOnlyList<MinutesPart> BeforeParts);

/// <summary>A version on a page of its own.</summary>
public sealed record VersionPage(MeetingPage Page, VersionText Text, string By);

/// <summary>Who is to confirm, as the form sends it.</summary>
public sealed class AdjustersForm
{
    public int Version { get; set; }
    public List<long> Account { get; set; } = [];
    public string? Name { get; set; }
    public string? Address { get; set; }
    public List<string> Accepted { get; set; } = [];
}

/// <summary>A change after approval, as the form sends it.</summary>
public sealed class ChangedNotesForm
{
    public int Seen { get; set; }
    public string? Reason { get; set; }
    public string? Notes { get; set; }
    public Dictionary<string, string?> Note { get; set; } = [];
    public List<string> Accepted { get; set; } = [];
}

/// <summary>Notes and minutes as papers: the document, its versions, adjusters, changes after approval, and mailing.</summary>
[Route("mote/{id:long}"), AllowedRoles(Role.Coordinator, Role.Ombud, Role.UnitManager, Role.Member, Role.UserOrganisation)]
public sealed class MinutesController(
    SystemfelReader reader, CurrentViewer current, MeetingPageReader pages, MinutesService minutes, MinutesReader papers, AccessLogWriter log) : MeetingActions(pages)
{
    private Actor Actor => Actor.From(current.Viewer);

    [HttpGet("protokoll.docx")]
    public async Task<IActionResult> Document(long id, CancellationToken ct)
    {
        var page = await Pages.ReadAsync(id, new DecisionForm(), ct);
        if (page is not { Meeting.State: MeetingState.Open or MeetingState.Approved }) return NotFound();
        var (version, standing) = await papers.CurrentAsync(id, ct);
        await log.WriteAsync(current.Viewer.AccountId, "protokoll.docx", ct: ct);
        return File(WordWriter.Write(MinutesText.Document(version, await SeenAsync(version, ct), standing)), WordWriter.ContentType, $"protokoll-{page.Meeting.Date.Iso()}.docx");
    }

    [HttpGet("protokoll/{number:int}")]
    public async Task<IActionResult> Version(long id, int number, CancellationToken ct)
    {
        var page = await Pages.ReadAsync(id, new DecisionForm(), ct);
        if (page == null) return NotFound();
        var versions = await reader.MinutesVersions.Where(v => v.MeetingId == id && v.Number <= number).OrderByDescending(v => v.Number).Take(2).Include(v => v.Parts).Include(v => v.By).ToListAsync(ct);
        if (versions.FirstOrDefault()?.Number != number) return NotFound();
        var before = versions.Count > 1 ? versions[1] : null;
        return View("Version", new VersionPage(page, new VersionText(versions[0], await SeenAsync(versions[0], ct), before, before == null ? [] : await SeenAsync(before, ct)), versions[0].By.DisplayName));
    }

    [HttpPost("justerare"), AllowedRoles(Role.Coordinator, Role.Member)]
    public Task<IActionResult> Ask(long id, AdjustersForm form, CancellationToken ct)
    {
        var typed = new TypedMinutes("justerare", [], form.Accepted) { Name = form.Name ?? "", Address = form.Address ?? "", Accounts = form.Account };
        return PapersAsync(id, typed, async () =>
        {
            List<AdjusterInput> asked = [.. form.Account.Select(a => new AdjusterInput(a, "", ""))];
            if (!string.IsNullOrWhiteSpace(form.Name) || !string.IsNullOrWhiteSpace(form.Address)) asked.Add(new AdjusterInput(null, form.Name ?? "", form.Address ?? ""));
            var queued = await minutes.AskAsync(id, form.Version, asked, form.Accepted, Actor, ct);
            this.Confirm(asked.Count == 0 ? "Protokollet har inga justerare nu." : queued == 0 ? "Justerarna har redan fått den här texten." : $"Länken är på väg till {MeetingWords.Count(queued, "en justerare", "justerare")}.");
            return Redirect($"/mote/{id}/anteckningar#papper");
        }, ct);
    }

    [HttpGet("andra-anteckningar"), AllowedRoles(Role.Coordinator, Role.Member)]
    public async Task<IActionResult> Change(long id, CancellationToken ct)
    {
        var page = await Pages.ReadAsync(id, new DecisionForm(), ct);
        return page is { Rights.MayRun: true, Meeting.State: MeetingState.Approved } ? View("ChangeNotes", page) : NotFound();
    }

    [HttpPost("andra-anteckningar"), AllowedRoles(Role.Coordinator, Role.Member)]
    public Task<IActionResult> Change(long id, ChangedNotesForm form, CancellationToken ct)
    {
        var notes = form.Note.Where(n => long.TryParse(n.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .ToDictionary(n => long.Parse(n.Key, CultureInfo.InvariantCulture), n => n.Value ?? "");
        var typed = new TypedMinutes("andra", [], form.Accepted) { Reason = form.Reason ?? "", Notes = form.Notes ?? "", ItemNotes = notes };
        return PapersAsync(id, typed, async () =>
        {
            var number = await minutes.ChangeAsync(id, form.Seen, form.Reason ?? "", form.Notes ?? "", [.. notes.Select(n => new ItemNoteInput(n.Key, n.Value))], form.Accepted, Actor, ct);
            this.Confirm($"Version {number} är sparad.");
            return Redirect($"/mote/{id}/protokoll/{number}");
        }, ct);
    }

    [HttpPost("skicka-anteckningar"), AllowedRoles(Role.Coordinator, Role.Member)]
    public Task<IActionResult> Send(long id, string? others, List<string> accepted, CancellationToken ct)
    {
        var typed = new TypedMinutes("skicka", [], accepted) { Others = others ?? "" };
        return PapersAsync(id, typed, async () =>
        {
            var sent = await minutes.SendAsync(id, (others ?? "").Split('\n'), accepted, Actor, ct);
            this.Confirm((sent.Queued == 0 ? "Inget skickades." : $"På väg till {MeetingWords.Count(sent.Queued, "en mottagare", "mottagare")}.")
                + (sent.Earlier > 0 ? $" {MeetingWords.Capital(MeetingWords.Count(sent.Earlier, "en", "stycken"))} har redan fått den här versionen." : ""));
            return Redirect($"/mote/{id}/anteckningar#papper");
        }, ct);
    }

    /// <summary>The page again with what was typed and what is left to answer, when something is refused.</summary>
    private async Task<IActionResult> PapersAsync(long id, TypedMinutes typed, Func<Task<IActionResult>> work, CancellationToken ct)
    {
        IActionResult? done = null;
        this.LeadsBackTo($"/mote/{id}/anteckningar", "Till anteckningarna");
        if (await this.TryMoveAsync(async () =>
        {
            try
            {
                done = await work();
            }
            catch (MinutesRefusedException refused)
            {
                typed = typed with { Finds = refused.Finds };
                throw;
            }
        })) return done!;
        var page = await Pages.ReadAsync(id, new DecisionForm(), ct);
        if (page == null) return NotFound();
        return View(typed.Form == "andra" ? "ChangeNotes" : "Held", page with { TypedMinutes = typed });
    }

    /// <summary>Points about cases that this person may not see are left out, as on the meeting's page.</summary>
    private async Task<IReadOnlyList<MinutesPart>> SeenAsync(MinutesVersion version, CancellationToken ct)
    {
        var ids = version.Parts.Select(p => p.DeficiencyId).OfType<long>().ToList();
        var seen = await reader.Deficiencies.VisibleTo(current.Viewer).Where(d => ids.Contains(d.Id)).Select(d => d.Id).ToListAsync(ct);
        return [.. version.Parts.Where(p => p.DeficiencyId is not { } id || seen.Contains(id)).OrderBy(p => p.SortOrder)];
    }
}
