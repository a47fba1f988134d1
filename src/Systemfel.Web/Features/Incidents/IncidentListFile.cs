using Systemfel.Data.Operations;
using Systemfel.Web.Features.Lists;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Incidents;

namespace Systemfel.Web.Features.Incidents;

/// <summary>The record of incidents as a file, a row an incident. No content.</summary>
public static class IncidentListFile
{
    public static ListOf<Incident> Columns { get; } = new("incidents", "incidenter", "Incidenter",
    [
        new("När", i => i.At),
        new("Vem", i => IncidentWords.Who(i)),
        new("Slag av uppgift", i => PersonalDataKinds.InWords(i.Kinds)),
        new("Var", i => IncidentWords.Subject(i)),
        new("Nummer", i => i.SubjectNumber),
        new("Åtgärd", i => IncidentWords.Action(i.Action)),
        new("Omfattar", i => IncidentWords.Places(i)),
        new("Beslut", i => IncidentWords.Decision(i)),
        new("Beslutat", i => i.DecidedAt?.SwedishDay()),
        new("Beslutat av", i => i.DecidedBy?.DisplayName),
        new("Diarienummer", i => i.DecisionNumber),
    ]);
}
