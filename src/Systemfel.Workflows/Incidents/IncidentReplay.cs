using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Incidents;

/// <summary>
/// Run at each start. What the log says was erased or masked, and a restored database does not know of, is erased or masked again, with its
/// incident and its event. What the database knows and the log does not (another node's, a log that was lost) is written into the log.
/// </summary>
public sealed class IncidentReplay
{
    /// <summary>The log's name in the folder of the keys.</summary>
    public const string LogName = IncidentLog.FileName;

    private readonly SystemfelDb _db;
    private readonly CaseRecorder _recorder;
    private readonly IncidentChanges _changes;
    private readonly IncidentLog _log;
    private readonly ErasedPages _pages;

    internal IncidentReplay(SystemfelDb db, CaseRecorder recorder, IncidentChanges changes, IncidentLog log, ErasedPages pages) =>
        (_db, _recorder, _changes, _log, _pages) = (db, recorder, changes, log, pages);

    /// <summary>Brings database and log together. Safe to repeat, and for two nodes at once.</summary>
    /// <returns>How many incidents the database did not know of.</returns>
    /// <exception cref="InvalidDataException">The log cannot be read: the server must not start and show what was erased.</exception>
    public async Task<int> ExecuteAsync(CancellationToken ct = default)
    {
        var logged = await _log.ReadAsync(ct);
        var known = (await _db.Incidents.Select(i => i.Key).ToListAsync(ct)).ToHashSet();
        var replayed = 0;
        foreach (var line in logged.Where(l => !known.Contains(l.Key)).OrderBy(l => l.At))
            if (await _recorder.InTransactionAsync(() => ReplayAsync(line, ct), ct)) replayed++;
        await CatchUpAsync(logged, ct);
        await _pages.ExecuteAsync(ct);
        return replayed;
    }

    internal static LoggedIncident Line(Incident incident, string identity, string database) => new()
    {
        Key = incident.Key,
        OrganisationId = incident.OrganisationId,
        Subject = incident.Subject,
        Number = incident.SubjectNumber,
        Database = database,
        Identity = identity,
        Action = incident.Action,
        Kinds = incident.Kinds,
        At = incident.At,
        By = incident.ReportedById,
        Decision = incident.Decision,
        DecidedAt = incident.DecidedAt,
        DecidedBy = incident.DecidedById,
        DecisionNumber = incident.DecisionNumber,
    };

    /// <summary>Empty when the subject is not in the database any more.</summary>
    internal static async Task<string> IdentityAsync(SystemfelDb db, Incident incident, CancellationToken ct)
    {
        if (incident.DeficiencyId is { } caseId) return await SubjectIdentity.OfAsync(db, await db.Deficiencies.SingleAsync(d => d.Id == caseId, ct), ct);
        if (incident.MailMessageId is { } mailId) return SubjectIdentity.Of(await db.MailMessages.SingleAsync(m => m.Id == mailId, ct));
        if (incident.Subject == "raised" && await RaisedErasing.FindAsync(db, incident, ct) is { } point) return await RaisedErasing.IdentityAsync(db, point, ct);
        return "";
    }

    private async Task<bool> ReplayAsync(LoggedIncident line, CancellationToken ct)
    {
        await CaseLocks.FormAsync(_db, IncidentChanges.KeyOf(line.Key), ct);
        // Another node has just done it; or the log is of another database, beside whose keys this one was put.
        if (await _db.Incidents.AnyAsync(i => i.Key == line.Key, ct) || !await _db.Organisations.AnyAsync(o => o.Id == line.OrganisationId, ct)) return false;
        var incident = new Incident
        {
            Key = line.Key,
            OrganisationId = line.OrganisationId,
            At = line.At,
            ReportedById = await AccountAsync(line.By, ct),
            Subject = line.Subject,
            SubjectNumber = line.Number,
            Kinds = line.Kinds,
            Action = line.Action,
        };
        if (!await ChangeAsync(line, incident, ct))
        {
            // Not in this copy. The incident is still on record when the log is of this database, and not of one that lay here before.
            if (line.Database.Length == 0 || line.Database != await SubjectIdentity.DatabaseAsync(_db, ct)) return false;
            _db.Add(incident);
            await _db.SaveChangesAsync(ct);
        }
        if (line.Decision is not { } decision) return true;
        (incident.Decision, incident.DecidedAt, incident.DecidedById, incident.DecisionNumber) = (decision, line.DecidedAt, await AccountAsync(line.DecidedBy, ct), line.DecisionNumber);
        if (decision == IncidentDecision.Released) await _changes.ReleaseAsync(incident, Actor.System, ct);
        else await _db.SaveChangesAsync(ct);
        return true;
    }

    private async Task<bool> ChangeAsync(LoggedIncident line, Incident incident, CancellationToken ct)
    {
        if (line.Subject == "mail")
        {
            if (await SubjectIdentity.FindMailAsync(_db, line, ct) is not { } mailId) return false;
            incident.MailMessageId = mailId;
            await _changes.MaskAsync(await _db.MailMessages.SingleAsync(m => m.Id == mailId, ct), Actor.System, incident, replayed: true, ct);
            return true;
        }
        if (line.Subject == "draft")
        {
            if (await SubjectIdentity.FindDraftAsync(_db, line, ct) is not { } draft) return false;
            await _changes.EraseAsync(draft, incident, ct);
            return true;
        }
        if (line.Subject == "raised")
        {
            if (await RaisedErasing.FindAsync(_db, line, ct) is not { } point) return false;
            await _changes.EraseAsync(point, incident, ct);
            return true;
        }
        if (await SubjectIdentity.FindCaseAsync(_db, line, ct) is not { } caseId) return false;
        await CaseLocks.CasesAsync(_db, [caseId], ct);
        var scope = (await _recorder.OpenAsync([caseId], Actor.System, ct)).Single();
        incident.DeficiencyId = caseId;
        // After a crash between log and database, another node may have sent it meanwhile.
        if (await CaseReach.HasLeftAsync(_db, scope.Case, ct)) incident.Action = IncidentAction.Masked;
        if (incident.Action == IncidentAction.Erased)
            await _changes.EraseAsync(scope, incident, replayed: true, await SharedTexts.RemoveAsync(_db, caseId, line.Shared, ct), ct);
        else await _changes.MaskAsync(scope, incident, replayed: true, ct);
        return true;
    }

    private async Task CatchUpAsync(IReadOnlyList<LoggedIncident> logged, CancellationToken ct)
    {
        var lines = logged.ToDictionary(l => l.Key);
        var database = await SubjectIdentity.DatabaseAsync(_db, ct);
        foreach (var incident in await _db.Incidents.AsNoTracking().OrderBy(i => i.At).ToListAsync(ct))
        {
            if (lines.TryGetValue(incident.Key, out var line) && line.Decision == incident.Decision) continue;
            await _log.AddAsync(Line(incident, line?.Identity ?? await IdentityAsync(_db, incident, ct), database), ct);
        }
    }

    private async Task<long?> AccountAsync(long? id, CancellationToken ct) => id != null && await _db.Users.AnyAsync(u => u.Id == id, ct) ? id : null;
}
