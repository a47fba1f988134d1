using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Incidents;

/// <summary>One masked text, or file, as it was.</summary>
/// <param name="Id">Its own id: for fetching a file.</param>
/// <param name="Place">Entity and property: Deficiency.Title.</param>
/// <param name="Text">The words; null for a file.</param>
/// <param name="Size">Bytes of a file; 0 for words.</param>
public sealed record SealedOriginal(long Id, string Place, string? Text, long Size);

/// <summary>The only way to masked originals: for the registrator, and of a mail for the coordinator. Each reading is logged in the same step.</summary>
public sealed class IncidentOriginals
{
    /// <summary>How a reading stands in the log of accesses.</summary>
    public const string LogWord = "sealed-original";

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;

    internal IncidentOriginals(SystemfelDb db, SwedishCalendar calendar) => (_db, _calendar) = (db, calendar);

    /// <summary>Whether this person may read what an incident masked.</summary>
    public static bool MayRead(Incident incident, Actor actor) =>
        incident.Action == IncidentAction.Masked && incident.Decision != IncidentDecision.Released
        && (actor.Has(incident.OrganisationId, Role.Registrar) || (incident.MailMessageId != null && actor.Has(incident.OrganisationId, Role.Coordinator)));

    /// <summary>The words, and what files there are.</summary>
    /// <exception cref="CaseNotFoundException">No such incident for this person, or nothing is masked any more.</exception>
    public async Task<IReadOnlyList<SealedOriginal>> ReadAsync(long incidentId, Actor actor, CancellationToken ct = default)
    {
        await LogAsync(incidentId, actor, ct);
        return await _db.SealedTexts.AsNoTracking().Where(s => s.IncidentId == incidentId).OrderBy(s => s.Id)
            .Select(s => new SealedOriginal(s.Id, s.Place, s.Text, s.Text == null && s.Bytes != null ? s.Bytes.Length : 0)).ToListAsync(ct);
    }

    /// <summary>A file or a mail as it came.</summary>
    /// <exception cref="CaseNotFoundException">No such file for this person.</exception>
    public async Task<byte[]> FileAsync(long incidentId, long originalId, Actor actor, CancellationToken ct = default)
    {
        await LogAsync(incidentId, actor, ct);
        return await _db.SealedTexts.AsNoTracking().Where(s => s.Id == originalId && s.IncidentId == incidentId && s.Text == null).Select(s => s.Bytes).SingleOrDefaultAsync(ct)
            ?? throw new CaseNotFoundException();
    }

    private async Task LogAsync(long incidentId, Actor actor, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        var incident = await _db.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.Id == incidentId, ct);
        if (incident == null || actor.AccountId is not { } account || !MayRead(incident, actor)) throw new CaseNotFoundException();
        _db.Add(new AccessLog { AccountId = account, What = LogWord, SubjectId = incidentId, At = _calendar.Now });
        await _db.SaveChangesAsync(ct);
        _db.ChangeTracker.Clear();
    }
}
