using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;

namespace Systemfel.Web.Features.Incidents;

/// <summary>To whom the entrance 'Jag skrev något jag inte borde' is shown; the service has the last word.</summary>
public static class IncidentRights
{
    public static bool MayReport(Viewer viewer, Deficiency subject) => subject.ErasedAt is null
        && (viewer.Has(subject.OrganisationId, Role.Coordinator) || (subject.AuthorId == viewer.AccountId && viewer.Has(subject.OrganisationId, Role.Ombud)));
}
