using Systemfel.Data.Cases;
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

/// <summary>'Ta bort koppling': the two no longer belong together. What was split from another stays so.</summary>
/// <param name="WithId">The other case.</param>
public sealed record Unlink(long? WithId) : Move
{
    /// <inheritdoc/>
    public override string Id => "unlink";

    internal override bool IsForWholeCase => true;

    internal override long? OtherId => WithId;

    internal override void Guard(MoveScope scope)
    {
        if (scope.Other == null || !scope.LinkedTo.Contains(scope.Other.Id))
            throw new MoveRefusedException("De är inte kopplade längre.", "case");
    }

    internal override DecisionText Describe(MoveScope scope) => new($"Kopplingen till {scope.Other!.Number} tas bort");

    internal override void Apply(MoveScope scope) => Untie(scope);

    internal static void Untie(MoveScope scope)
    {
        var other = scope.Other!;
        scope.EndedLinks.Add((scope.Case, other, CaseLinkKind.Related));
        scope.Record("unlinked", new { to = other.Number, toId = other.Id });
        scope.RecordOn(other, "unlinked", new { to = scope.Case.Number, toId = scope.Case.Id });
    }
}
