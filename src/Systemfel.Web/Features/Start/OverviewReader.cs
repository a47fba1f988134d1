using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Reports;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Start;

/// <summary>Something of which a number waits for the coordinator, and where it is dealt with.</summary>
public sealed record WaitingTask(string Text, int Number, string Href, string Detail, bool Late = false);

/// <summary>A case that stands still until somebody named does something.</summary>
public sealed record WaitingCase(long Id, string Number, string Title, string WaitsFor, DateOnly? Due, int Step, string Label);

public sealed record OverviewPage(
    DateTime Now, string Name, IReadOnlyList<WaitingTask> Tasks, IReadOnlyList<WaitingCase> Waiting, IReadOnlyList<MeetingAhead> Meetings,
    IReadOnlyList<ApprovalRow> ToApprove)
{
    public DateOnly Today => DateOnly.FromDateTime(Now);
}

/// <summary>Reads what waits for the coordinator.</summary>
public sealed class OverviewReader(SystemfelReader reader, CurrentViewer current, TimeProvider time)
{
    private const int Shown = 10;

    public async Task<OverviewPage> ReadAsync(CancellationToken ct)
    {
        var organisation = current.Viewer.OrganisationsWith([Role.Coordinator])[0];
        var today = time.Today();
        return new OverviewPage(
            time.GetUtcNow().SwedishTime(), current.Viewer.Name,
            await TasksAsync(organisation, today, ct), await WaitingAsync(organisation, today, ct),
            await MeetingAhead.ReadAsync(reader, organisation, today, ct), await ApprovalRow.ReadAsync(reader, current.Viewer, organisation, ct));
    }

    private async Task<List<WaitingTask>> TasksAsync(long organisation, DateOnly today, CancellationToken ct)
    {
        var answers = await reader.Answers.CountAsync(a => a.State == AnswerState.Proposed && a.Deficiency.OrganisationId == organisation, ct);
        var mails = await reader.MailMessages.CountAsync(
            m => m.OrganisationId == organisation && (m.State == MailState.Unsorted || m.State == MailState.Quarantined), ct);
        var late = await Late(organisation, today).Select(b => b.DeficiencyId).Distinct().CountAsync(ct);
        var letters = await reader.Letters.CountAsync(l => l.OrganisationId == organisation && l.State == LetterState.Draft, ct);
        var addresses = await reader.Contacts.CountAsync(c => c.OrganisationId == organisation && c.State == ContactState.Bouncing, ct);
        var unsent = await reader.OutboxItems.CountAsync(o => o.OrganisationId == organisation && o.State == OutboxState.Failed, ct);
        List<WaitingTask> tasks =
        [
            new("Svar att ta ställning till", answers, "/svar", "Inget svar ändrar ett systemfel förrän du har godkänt det."),
            new("Osorterad e-post", mails, "/osorterat", "Brev som inte kunde knytas till något av våra."),
            new("Försenade systemfel", late, "/register?forsenat=ja", "Svaret eller åtgärden skulle ha kommit.", Late: true),
            new("Brev att skicka", letters, "/brev", "Skrivna vid ett möte, inte skickade än."),
            new("Adresser att rätta", addresses, "/kontakter", "Brev dit har kommit tillbaka. Ta reda på rätt adress.", Late: true),
            new("Post som inte kom iväg", unsent, "/epost", "Servern tog inte emot den. Skicka igen, eller hör av dig på annat sätt.", Late: true),
        ];
        // What seldom happens is not listed as nothing to do.
        return [.. tasks.Where(t => t.Number > 0 || t.Href is not ("/kontakter" or "/epost")).OrderBy(t => t.Number == 0)];
    }

    /// <summary>What waits for a named somebody, the most late first; what waits for a meeting stands under the meetings.</summary>
    private async Task<List<WaitingCase>> WaitingAsync(long organisation, DateOnly today, CancellationToken ct)
    {
        var lines = await reader.Bookmarks
            .Where(b => b.Deficiency.OrganisationId == organisation && !b.Deficiency.IsDraft && b.Due != null
                && (b.Stage == Stages.AwaitingAnswer || b.Stage == Stages.FollowUp || b.Stage == Stages.Review && b.Mark == BookmarkMark.AuthorAsked))
            .Include(b => b.Deficiency.Author).Include(b => b.WaitsForParty).Include(b => b.Addressee!.Authority)
            .OrderBy(b => b.Due).ThenBy(b => b.Id).Take(Shown).ToListAsync(ct);
        return lines.ConvertAll(b => new WaitingCase(
            b.DeficiencyId, b.Deficiency.Number, b.Deficiency.Title, WaitsFor(b), b.Due, CaseRow.StepOf(b.Stage), CaseRow.LabelOf(b)));
    }

    private IQueryable<Bookmark> Late(long organisation, DateOnly today) => reader.Bookmarks.Where(b =>
        b.Deficiency.OrganisationId == organisation && !b.Deficiency.IsExample && (b.Stage == Stages.AwaitingAnswer || b.Stage == Stages.FollowUp) && b.Due < today);

    private static string WaitsFor(Bookmark b) => b.Stage == Stages.Review
        ? b.Deficiency.Author.DisplayName
        : b.WaitsForParty?.Name ?? (b.Addressee is { } a ? AddresseeName.Of(a).Name : RouteWords.Team);
}
