using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Planning;

/// <param name="Group">The group.</param>
/// <param name="Series">How its meetings come; null when that is not laid down.</param>
/// <param name="MayPlan">Whether the viewer plans them.</param>
/// <param name="Warnings">What stands in the way of its meetings: no members, two chairs.</param>
public sealed record GroupPlan(Group Group, MeetingSeries? Series, bool MayPlan, IReadOnlyList<string> Warnings);

/// <summary>Reads how a group's meetings come, and what is wrong with it.</summary>
public sealed class GroupPlanReader(SystemfelReader reader, CurrentViewer current)
{
    public async Task<GroupPlan> ReadAsync(Group group, CancellationToken ct)
    {
        var series = await reader.MeetingSeries.Where(s => s.GroupId == group.Id && s.EndedAt == null).OrderBy(s => s.Id).FirstOrDefaultAsync(ct);
        var mayPlan = current.Viewer.Has(group.OrganisationId, Role.Coordinator);
        return new GroupPlan(group, series, mayPlan, mayPlan ? WarningsOf(group, series, await GroupMembers.ReadAsync(reader.Memberships, group, ct)) : []);
    }

    /// <summary>Sentences that say what is wrong, what it means and what to do.</summary>
    public static IReadOnlyList<string> WarningsOf(Group group, MeetingSeries? series, IReadOnlyList<GroupMember> members)
    {
        var warnings = new List<string>();
        if (members.Count == 0 && series?.IsCalledElsewhere != true)
            warnings.Add("Gruppen har inga medlemmar, så ingen kan kallas till mötena. Be administratören lägga upp ledamöternas konton i gruppen.");
        var chairs = members.Where(m => m.IsChair).Select(m => m.Name).ToList();
        if (chairs.Count > 1)
            warnings.Add($"Gruppen har {chairs.Count} ordförande: {string.Join(" och ", chairs)}. Båda kan öppna mötet och justera protokollet, och sena svar går till båda. Ska bara en vara ordförande ändrar administratören det på kontot.");
        return warnings;
    }
}

/// <summary>A group's series and warnings, on the list of meetings.</summary>
public sealed class GroupPlanViewComponent(GroupPlanReader plans) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Group group) =>
        View("/Features/Planning/_GroupPlan.cshtml", await plans.ReadAsync(group, HttpContext.RequestAborted));
}
