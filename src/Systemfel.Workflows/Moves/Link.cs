using Systemfel.Data.Meetings;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Koppla': two cases belong together and are still two. Each shows the other.</summary>
/// <param name="WithId">The other case.</param>
public sealed record Link(long? WithId) : Move
{
    /// <inheritdoc/>
    public override string Id => "link";

    internal override bool IsForWholeCase => true;

    internal override long? OtherId => WithId;

    internal override void Guard(MoveScope scope)
    {
        var other = scope.Other ?? throw new MoveRefusedException("Välj vilket systemfel det ska kopplas till.", "case");
        if (other.Id == scope.Case.Id) throw new MoveRefusedException("Ett systemfel kan inte kopplas till sig självt. Välj ett annat.", "case");
        if (other.OrganisationId != scope.Case.OrganisationId || other.IsDraft) throw new CaseNotFoundException();
        if (scope.LinkedTo.Contains(other.Id)) throw new MoveRefusedException($"{other.Number} är redan kopplat hit.", "case");
    }

    internal override DecisionText Describe(MoveScope scope) => new($"Kopplas till {scope.Other!.Number}");

    internal override void Apply(MoveScope scope) => Tie(scope);

    internal static void Tie(MoveScope scope)
    {
        var other = scope.Other!;
        scope.NewLinks.Add((scope.Case, other, CaseLinkKind.Related));
        scope.Record("linked", new { to = other.Number, toId = other.Id });
        scope.RecordOn(other, "linked", new { to = scope.Case.Number, toId = scope.Case.Id });
    }
}
