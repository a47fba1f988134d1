using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Routes;

namespace Systemfel.Workflows.Meetings;

/// <summary>The addressed unit sees its points before the meeting, and may comment on them.</summary>
public static class SeesFirst
{
    /// <summary>Whether a case is about this party: named as its addressee, or the authority of one, and not of another municipality.</summary>
    /// <param name="party">A party of the group.</param>
    /// <param name="subject">Loaded with its addressees.</param>
    public static bool IsAddressed(Party party, Deficiency subject) => subject.Addressees.Exists(a => a.PartyId == party.Id
        || (a.PartyId == null && a.AuthorityId == party.AuthorityId
            && (party.MunicipalityId == null || subject.MunicipalityId == null || party.MunicipalityId == subject.MunicipalityId)));

    /// <summary>The first day on which the addressed unit may comment.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="deadlines">Those of the case's route.</param>
    public static DateOnly From(Meeting meeting, RouteDeadlines deadlines) => meeting.Date.AddDays(-deadlines.SeeFirstDays);
}
