using Systemfel.Data.Meetings;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Meetings;

/// <summary>Who will have been at a meeting, judging by the answers to its invitations: a proposal, until the attendance is saved.</summary>
public static class ProposedAttendance
{
    /// <summary>Fills in rows that nobody has written.</summary>
    /// <param name="rows">One per party, or per member of the team.</param>
    /// <param name="invitations">The meeting's.</param>
    /// <param name="members">Who sits in the group now.</param>
    public static IReadOnlyList<PresentRow> Of(IReadOnlyList<PresentRow> rows, IReadOnlyList<Invitation> invitations, IReadOnlyList<GroupMember> members)
    {
        var substitutes = members.Where(m => m.IsSubstitute).Select(m => m.AccountId).ToHashSet();
        return [.. rows.Select(row => Best(row, invitations) is { } best ? Filled(row, best, substitutes) : row)];
    }

    /// <summary>What happened to people who were called and no longer sit in the group.</summary>
    public static IReadOnlyList<string> Left(IReadOnlyList<Invitation> invitations, IReadOnlyList<GroupMember> members) =>
    [
        .. invitations.Where(i => i.AccountId is { } account && members.All(m => m.AccountId != account)).OrderBy(i => i.Id)
            .Select(i => $"{i.Name} hör inte längre till gruppen och ser inte mötet. Är någon annan här i stället? Skriv namnet."),
    ];

    private static Invitation? Best(PresentRow row, IReadOnlyList<Invitation> invitations) =>
        invitations.Where(i => row.PartyId != null ? i.PartyId == row.PartyId : i.Name == row.Name)
            .OrderBy(i => i.Answer switch
            {
                InvitationAnswer.Accepted => 0,
                InvitationAnswer.Declined when i.Substitute.Length > 0 => 1,
                InvitationAnswer.Tentative or InvitationAnswer.None => 2,
                _ => 3,
            }).ThenBy(i => i.Id).FirstOrDefault();

    private static PresentRow Filled(PresentRow row, Invitation best, HashSet<long> substitutes) => best.Answer switch
    {
        InvitationAnswer.Accepted => row with { Name = best.Name, IsPresent = true, IsSubstitute = best.AccountId is { } account && substitutes.Contains(account) },
        InvitationAnswer.Declined when best.Substitute.Length > 0 && row.PartyId != null => row with { Name = best.Substitute, IsPresent = true, IsSubstitute = true },
        _ => row,
    };
}
