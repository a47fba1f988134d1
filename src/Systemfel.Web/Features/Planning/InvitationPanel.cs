using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Meetings;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Planning;

/// <summary>One who was called.</summary>
/// <param name="Invitation">The answer among it; as it was typed when it was refused.</param>
/// <param name="Sits">Still sits in the group.</param>
/// <param name="IsOwn">The viewer's own.</param>
/// <param name="MayAnswer">The viewer may answer it.</param>
public sealed record InvitedRow(Invitation Invitation, bool Sits, bool IsOwn, bool MayAnswer)
{
    public InvitationAnswer Answer { get; init; } = Invitation.Answer;
    public string Substitute { get; init; } = Invitation.Substitute;
}

/// <summary>A party of which nobody comes, and who could instead.</summary>
/// <param name="Party">Its name.</param>
/// <param name="Why">Why nobody comes.</param>
/// <param name="Substitutes">Its registered substitutes who have not been called.</param>
public sealed record MissingParty(string Party, string Why, IReadOnlyList<GroupMember> Substitutes);

/// <param name="Meeting">The meeting, with its group.</param>
/// <param name="MayPlan">The viewer calls, moves and cancels.</param>
/// <param name="Rows">Those who were called, by party and name.</param>
/// <param name="Missing">Parties of which nobody comes.</param>
/// <param name="NotCalled">Members who have not been called.</param>
/// <param name="Obstacle">Why nobody can be called; null when they can.</param>
/// <param name="MovedFrom">The holiday that moved it.</param>
public sealed record InvitationPanel(
    Meeting Meeting, bool MayPlan, IReadOnlyList<InvitedRow> Rows, IReadOnlyList<MissingParty> Missing, int NotCalled, string? Obstacle, DateOnly? MovedFrom)
{
    public InvitedRow? Own => Rows.FirstOrDefault(r => r.IsOwn);

    /// <summary>'5 kommer, 2 kommer inte, 3 har inte svarat'.</summary>
    public string Tally => string.Join(", ", new[] { InvitationAnswer.Accepted, InvitationAnswer.Tentative, InvitationAnswer.Declined, InvitationAnswer.None }
        .Select(a => (Count: Rows.Count(r => r.Invitation.Answer == a), Words: PlanningWords.Of(a))).Where(a => a.Count > 0).Select(a => $"{a.Count} {a.Words}"));
}

/// <summary>Reads who has been called to a meeting and what they answered, as one person sees it.</summary>
public sealed class InvitationPanelReader(SystemfelReader reader)
{
    public async Task<InvitationPanel> ReadAsync(MeetingPage page, CancellationToken ct)
    {
        var (meeting, rights) = (page.Meeting, page.Rights);
        var invited = await reader.Invitations.Include(i => i.Party).Where(i => i.MeetingId == meeting.Id).ToListAsync(ct);
        var members = await GroupMembers.ReadAsync(reader.Memberships, meeting.Group, ct);
        var sitting = members.Select(m => m.AccountId).ToHashSet();
        var mayPlan = rights.Viewer.Has(meeting.OrganisationId, Role.Coordinator);
        var rows = invited.OrderBy(i => i.Party?.Name ?? "", StringComparer.CurrentCulture).ThenBy(i => i.Name, StringComparer.CurrentCulture).Select(i =>
        {
            var own = i.AccountId == rights.Viewer.AccountId;
            return new InvitedRow(i, i.AccountId is not { } account || sitting.Contains(account), own, own || mayPlan);
        }).ToList();
        var series = meeting.SeriesId is { } id ? await reader.MeetingSeries.SingleOrDefaultAsync(s => s.Id == id, ct) : null;
        return new InvitationPanel(
            meeting, mayPlan, rows, meeting.InvitedAt == null ? [] : MissingOf(meeting.Group, rows, members),
            members.Count(m => !m.IsSubstitute && invited.TrueForAll(i => i.AccountId != m.AccountId)), InvitationService.ObstacleOf(meeting, members.Count(m => !m.IsSubstitute)),
            series == null ? null : SeriesDays.MovedFrom(series, meeting.Date));
    }

    /// <summary>A party is missing when everyone that it has there has declined without naming a substitute, or when it has nobody to call.</summary>
    public static IReadOnlyList<MissingParty> MissingOf(Group group, IReadOnlyList<InvitedRow> rows, IReadOnlyList<GroupMember> members)
    {
        var missing = new List<MissingParty>();
        foreach (var party in group.Parties.Select(p => p.Party).OrderBy(p => p.Name, StringComparer.CurrentCulture))
        {
            var own = rows.Where(r => r.Sits && r.Invitation.PartyId == party.Id).ToList();
            if (own.Exists(r => r.Invitation.Answer != InvitationAnswer.Declined || r.Invitation.Substitute.Length > 0)) continue;
            var why = own.Count == 0 ? "har ingen som är kallad." : $"har tackat nej ({string.Join(", ", own.Select(r => r.Invitation.Name))}), och ingen ersättare är anmäld.";
            var called = own.Select(r => r.Invitation.AccountId).ToHashSet();
            missing.Add(new MissingParty(party.Name, why, [.. members.Where(m => m.PartyId == party.Id && m.IsSubstitute && !called.Contains(m.AccountId))]));
        }
        return missing;
    }
}

/// <summary>When and where a planned meeting is, who comes, and the own answer.</summary>
public sealed class InvitationsViewComponent(InvitationPanelReader panels) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(MeetingPage page)
    {
        var panel = await panels.ReadAsync(page, HttpContext.RequestAborted);
        return View("/Features/Planning/_Invitations.cshtml", ModelState.IsValid || !Request.HasFormContentType ? panel : Typed(panel, Request.Form));
    }

    /// <summary>A refused answer is shown as it was typed.</summary>
    private static InvitationPanel Typed(InvitationPanel panel, IFormCollection form) => panel with
    {
        Rows = [.. panel.Rows.Select(r => r.Invitation.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) != form["invitation"] ? r : r with
        {
            Answer = Enum.TryParse<InvitationAnswer>(form["answer"], out var answer) ? answer : InvitationAnswer.None,
            Substitute = form["substitute"].ToString(),
        })],
    };
}
