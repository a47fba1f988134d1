using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;

namespace Systemfel.Workflows.Running;

/// <summary>
/// Four eyes: an organisation can require that a colleague of the author has read a text, and found that it points at no person,
/// before it leaves the team.
/// </summary>
public static class FourEyes
{
    internal const string Refusal =
        "Texten är inte godkänd av en kollega än, så den kan inte lämna PO-teamet. Be någon i teamet som inte har skrivit den att läsa och godkänna den på systemfelets sida.";

    /// <summary>Whether an approval is required and not given.</summary>
    /// <param name="organisation">Whose case it is.</param>
    /// <param name="subject">The case.</param>
    public static bool IsMissing(Organisation organisation, Deficiency subject) => organisation.RequiresFourEyes && subject.TextApprovedAt == null;

    /// <summary>Whether a person may give it: one who has not written the text, or, where two ombuds at most work, the author too.</summary>
    /// <param name="organisation">Whose case it is.</param>
    /// <param name="subject">The case.</param>
    /// <param name="accountId">The person.</param>
    public static bool MayApprove(Organisation organisation, Deficiency subject, long? accountId) => organisation.IsTwoPerson || subject.AuthorId != accountId;

    /// <inheritdoc cref="IsMissing(Organisation, Deficiency)"/>
    internal static bool IsMissing(MoveScope scope) => IsMissing(scope.Facts.Organisation, scope.Case);

    /// <summary>The text has changed: what was approved is no longer what stands there.</summary>
    internal static void Fall(MoveScope scope)
    {
        if (scope.Case.TextApprovedAt == null) return;
        scope.Case.TextApprovedAt = null;
        scope.Case.TextApprovedById = null;
        scope.Case.TextApprovedBy = null;
        scope.Record("text-approval-ended", new { });
    }
}
