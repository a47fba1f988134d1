using Systemfel.Data.Organisations;
using Systemfel.Workflows.Routes;

namespace Systemfel.Workflows.Running;

/// <summary>
/// What a group may do with a question that waits for it. A steering group decides; a reference group has no mandate: it discusses
/// and is informed, and the team decides.
/// </summary>
public static class Mandate
{
    private static readonly string[] OfReferenceGroups = ["discuss", "group-informed"];
    private static readonly string[] OfAny = ["table", "return-to-review"];

    internal const string Refusal = "Gruppen har inget mandat att besluta om systemfel. Den kan diskutera frågan eller ta emot information; resten avgör ombudens team.";

    /// <summary>Whether a group of this kind may make the move in its meeting. What needs no open meeting is not asked about here.</summary>
    public static bool Allows(GroupKind kind, RouteMove move)
    {
        if (move.Requires?.Contains("open-meeting") != true || OfAny.Contains(move.Id)) return true;
        return kind switch
        {
            GroupKind.Reference => OfReferenceGroups.Contains(move.Id),
            GroupKind.Steering => !OfReferenceGroups.Contains(move.Id),
            _ => true,
        };
    }

    /// <exception cref="MoveRefusedException">A line waits for a group that may not.</exception>
    internal static void Refuse(MoveScope scope, RouteMove move)
    {
        foreach (var line in scope.Targets.Where(b => b.Stage == Stages.Group))
        {
            if (scope.Facts.Groups.Values.FirstOrDefault(g => g.Id == line.GroupId) is not { } group || Allows(group.Kind, move)) continue;
            throw new MoveRefusedException(group.Kind == GroupKind.Reference ? Refusal : $"”{move.Label}” är för grupper som inte beslutar. Välj ett beslut.");
        }
    }
}
