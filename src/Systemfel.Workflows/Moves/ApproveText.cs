using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Godkänn texten': a colleague who has not written it has read it and found that it points at no person.</summary>
public sealed record ApproveText : Move
{
    /// <inheritdoc/>
    public override string Id => "approve-text";

    internal override bool IsForWholeCase => true;

    internal override void Guard(MoveScope scope)
    {
        if (!scope.Facts.Organisation.RequiresFourEyes)
            throw new MoveRefusedException("Er verksamhet kräver inte att en kollega godkänner texten. Samordnaren kan ändra det under Inställningar.");
        if (!FourEyes.MayApprove(scope.Facts.Organisation, scope.Case, scope.Actor.AccountId))
            throw new MoveRefusedException("Du har skrivit texten själv. Be en kollega att läsa och godkänna den.");
        if (scope.Case.TextApprovedAt != null) throw new MoveRefusedException("Texten är redan godkänd.");
    }

    internal override void Apply(MoveScope scope)
    {
        scope.Case.TextApprovedAt = scope.Now;
        scope.Case.TextApprovedById = scope.Actor.AccountId;
        scope.Record("text-approved", new { self = scope.Case.AuthorId == scope.Actor.AccountId ? "ja" : null });
    }
}
