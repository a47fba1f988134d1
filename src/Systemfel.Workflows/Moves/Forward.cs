using Systemfel.Data.Organisations;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>One group passes the question on to a group that comes after it in the route: a steering group's yearly report to the committee.</summary>
/// <param name="ToGroup">The route's id of the group that takes over.</param>
/// <param name="Note">For the minutes; may be empty.</param>
public sealed record Forward(string ToGroup, string Note = "") : Move
{
    /// <inheritdoc/>
    public override string Id => "forward";

    internal override bool Gives(string input) => input != "group" || Has(ToGroup);

    internal override bool TakesTextOut(MoveScope scope) => scope.Facts.Groups.TryGetValue(ToGroup, out var group) && scope.Case.Grants.All(g => g.GroupId != group.Id);

    internal override void Guard(MoveScope scope)
    {
        if (!scope.Facts.Groups.TryGetValue(ToGroup, out var group) || group.Kind == GroupKind.Team || group.EndedAt != null)
            throw new MoveRefusedException("Den gruppen finns inte. Välj en annan.", "group");
        var standing = scope.Targets.Select(b => scope.Facts.Groups.Values.FirstOrDefault(g => g.Id == b.GroupId)?.Code ?? "");
        if (standing.Any(from => !scope.Route.GroupsAfter(from).Any(g => g.Id == ToGroup)))
            throw new MoveRefusedException($"Frågan går inte att föra vidare till {group.Name} härifrån. Välj en grupp som kommer senare i flödet.", "group");
    }

    internal override DecisionText Describe(MoveScope scope) => new(scope.Route.Move(Id)!.Label, scope.Facts.Groups[ToGroup].Name);

    internal override void Apply(MoveScope scope)
    {
        var group = scope.Facts.Groups[ToGroup];
        foreach (var bookmark in scope.Targets)
        {
            scope.GoTo(bookmark, Stages.Group);
            bookmark.GroupId = group.Id;
            bookmark.Due = scope.Facts.NextMeeting(group.Id);
        }
        scope.GrantTo(group);
        scope.Record("forwarded", new { group = group.Name, note = Has(Note) ? Note.Trim() : null });
    }
}
