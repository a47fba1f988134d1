using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Moves;

/// <summary>'Inte ett systemfel': closed, and the author reads why.</summary>
/// <param name="Reason">Shown to the author.</param>
public sealed record NotADeficiency(string Reason) : Move
{
    /// <inheritdoc/>
    public override string Id => "not-a-deficiency";

    internal override bool Gives(string input) => input != "reason" || Has(Reason);

    internal override void Apply(MoveScope scope)
    {
        scope.Case.Instance.OutcomeNote = Reason.Trim();
        foreach (var bookmark in scope.Targets) scope.Close(bookmark, "not-a-deficiency");
        scope.Record("dismissed", new { reason = Reason.Trim() });
    }
}
