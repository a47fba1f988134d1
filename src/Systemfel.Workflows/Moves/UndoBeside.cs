using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>Takes back what a meeting did beside its decision on an item: a split, a link, a link removed. No line of the case moves.</summary>
internal static class UndoBeside
{
    public static void Apply(MoveScope scope, Decision decision)
    {
        if (scope.Other == null) throw new MoveRefusedException("Det andra systemfelet finns inte kvar, så beslutet kan inte ångras.");
        if (decision.MoveId == "split") Join(scope, scope.Other);
        else if (decision.MoveId == "link") Unlinked(scope);
        else Linked(scope);
    }

    private static void Linked(MoveScope scope)
    {
        if (scope.LinkedTo.Contains(scope.Other!.Id)) throw new MoveRefusedException("De är redan kopplade igen.");
        Link.Tie(scope);
    }

    private static void Unlinked(MoveScope scope)
    {
        if (!scope.LinkedTo.Contains(scope.Other!.Id)) throw new MoveRefusedException("Kopplingen är redan borttagen.");
        Unlink.Untie(scope);
    }

    /// <summary>The part keeps its number, closed as a duplicate of what it came from; its counts go back.</summary>
    private static void Join(MoveScope scope, Deficiency part)
    {
        if (part.Bookmarks is not [{ Stage: Stages.Review, Version: 1 } line])
            throw new MoveRefusedException($"{part.Number} har gått vidare sedan det delades av, så uppdelningen kan inte ångras. Slå samman dem i stället.");
        foreach (var occurrence in part.Occurrences.ToList())
        {
            part.Occurrences.Remove(occurrence);
            scope.Case.Occurrences.Add(occurrence);
        }
        (line.Stage, line.Since, line.Outcome, line.ClosedAt) = (Stages.Closed, scope.Now, "duplicate", scope.Now);
        line.Version++;
        (part.Instance.ClosedAt, part.Instance.Outcome, part.MergedIntoId) = (scope.Now, "duplicate", scope.Case.Id);
        scope.EndedLinks.Add((part, scope.Case, CaseLinkKind.SplitFrom));
        scope.Record("split-undone", new { into = part.Number });
        scope.RecordOn(part, "split-ended", new { from = scope.Case.Number, fromId = scope.Case.Id });
    }
}
