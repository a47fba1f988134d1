using Systemfel.Data.Accounts;
using Systemfel.Data.Yearly;

namespace Systemfel.Workflows.Yearly;

/// <summary>Who may do what with a document of the year, as it stands. Asked by the screens and by what they call.</summary>
public static class YearRights
{
    /// <summary>Whether any document of the year may be begun there.</summary>
    public static bool MayBegin(long organisationId, IReadOnlyList<Membership> memberships) => Has(organisationId, memberships, Role.Coordinator, Role.UnitManager);

    /// <summary>Whether its text may be written: by the coordinator until it has been handed over, and by the unit manager who has it.</summary>
    public static bool MayWrite(YearDocument document, IReadOnlyList<Membership> memberships) => document.State switch
    {
        YearDocumentState.Draft => MayBegin(document.OrganisationId, memberships),
        YearDocumentState.WithUnitManager => Has(document.OrganisationId, memberships, Role.UnitManager),
        _ => false,
    };

    /// <summary>Whether it may be approved by this person: the unit manager; where there is none, the coordinator.</summary>
    public static bool MayApprove(YearDocument document, IReadOnlyList<Membership> memberships, bool hasManager) =>
        document.State == YearDocumentState.WithUnitManager && (hasManager ? Has(document.OrganisationId, memberships, Role.UnitManager) : MayBegin(document.OrganisationId, memberships));

    /// <summary>Whether it may be sent back a step. What has been sent is locked.</summary>
    public static bool MayReturn(YearDocument document, IReadOnlyList<Membership> memberships) =>
        document.State is YearDocumentState.WithUnitManager or YearDocumentState.WithSignatory or YearDocumentState.Signed && MayBegin(document.OrganisationId, memberships);

    /// <summary>Whether it may be opened again to be completed, when the county does not work with it in the product (<see cref="County.CountyRights.IsReadAsync"/>).</summary>
    public static bool MayOpen(YearDocument document, IReadOnlyList<Membership> memberships) =>
        document is { Kind: YearDocumentKind.Return, State: YearDocumentState.Sent } && MayBegin(document.OrganisationId, memberships);

    /// <summary>Whether files may be put with it or taken away.</summary>
    public static bool MayFile(YearDocument document, IReadOnlyList<Membership> memberships) =>
        document.State != YearDocumentState.Sent && MayBegin(document.OrganisationId, memberships);

    private static bool Has(long organisationId, IReadOnlyList<Membership> memberships, params ReadOnlySpan<Role> roles)
    {
        foreach (var m in memberships)
            if (m.OrganisationId == organisationId && roles.Contains(m.Role)) return true;
        return false;
    }
}
