using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Incidents;

/// <summary>The registrator's decision about what was masked: it stays so, or is shown again; both under a number of the registry.</summary>
public sealed class IncidentDecisions
{
    private const int LongestNumber = 60;

    private readonly SystemfelDb _db;
    private readonly CaseRecorder _recorder;
    private readonly IncidentChanges _changes;
    private readonly IncidentLog _log;

    internal IncidentDecisions(SystemfelDb db, CaseRecorder recorder, IncidentChanges changes, IncidentLog log) =>
        (_db, _recorder, _changes, _log) = (db, recorder, changes, log);

    /// <summary>Decides. The same decision given twice is given once.</summary>
    /// <param name="incidentId">What was masked.</param>
    /// <param name="decision">Stays masked, or shown again.</param>
    /// <param name="number">The registry's number (diarienummer).</param>
    /// <param name="actor">A registrator.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">No such incident for this person.</exception>
    /// <exception cref="MoveRefusedException">With a sentence, and the field at fault.</exception>
    public async Task DecideAsync(long incidentId, IncidentDecision? decision, string? number, Actor actor, CancellationToken ct = default)
    {
        var registered = ReadMail.Shown(number ?? "");
        LoggedIncident? undecided = null;
        try
        {
            await _recorder.InTransactionAsync(async () =>
            {
                var incident = await _db.Incidents.SingleOrDefaultAsync(i => i.Id == incidentId, ct);
                if (incident is not { Action: IncidentAction.Masked } || !actor.Has(incident.OrganisationId, Role.Registrar)) throw new CaseNotFoundException();
                await CaseLocks.FormAsync(_db, IncidentChanges.KeyOf(incident.Key), ct);
                await _db.Entry(incident).ReloadAsync(ct);
                if (decision is not { } decided || !Enum.IsDefined(decided)) throw new MoveRefusedException("Välj om det ska ligga kvar maskerat eller visas igen.", "decision");
                if (registered.Length == 0) throw new MoveRefusedException("Skriv diarienumret.", "number");
                if (registered.Length > LongestNumber) throw new MoveRefusedException($"Diarienumret får vara högst {LongestNumber} tecken.", "number");
                if (incident.Decision != null)
                {
                    if (incident.Decision == decision && incident.DecisionNumber == registered) return true;
                    throw new MoveRefusedException("Någon har redan beslutat. Läs beslutet på incidentens sida.");
                }
                var identity = await IncidentReplay.IdentityAsync(_db, incident, ct);
                var database = await SubjectIdentity.DatabaseAsync(_db, ct);
                undecided = IncidentReplay.Line(incident, identity, database);
                (incident.Decision, incident.DecidedAt, incident.DecidedById, incident.DecisionNumber) = (decided, _recorder.Now, actor.AccountId, registered);
                incident.Version++;
                if (decided == IncidentDecision.Released) await _changes.ReleaseAsync(incident, actor, ct);
                else await _changes.KeepAsync(incident, actor, ct);
                await _log.AddAsync(IncidentReplay.Line(incident, identity, database), ct);
                return true;
            }, ct);
        }
        catch (Exception e)
        {
            if (undecided != null) await _log.CorrectAsync(undecided, CancellationToken.None);
            if (e is IOException or UnauthorizedAccessException)
                throw new MoveRefusedException("Raderingsloggen går inte att skriva, så beslutet har inte sparats. Säg till den som driver tjänsten, och försök igen.");
            throw;
        }
    }
}
