using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Starting;

/// <summary>Removes the examples and all that belongs to them, and never anything else.</summary>
public sealed class ExampleRemoval
{
    /// <summary>As the access log names it.</summary>
    public const string Logged = "start.examples-emptied";

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;

    internal ExampleRemoval(SystemfelDb db, SwedishCalendar calendar) => (_db, _calendar) = (db, calendar);

    /// <summary>Removes them in one transaction.</summary>
    /// <param name="organisationId">Whose examples.</param>
    /// <param name="expected">How many the person was told that there are: with another number now, nothing is removed.</param>
    /// <param name="actor">The administrator.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="MoveRefusedException">The number has changed, or an example has become more than one: sent, merged, in approved minutes, reported.</exception>
    public async Task<int> EmptyAsync(long organisationId, int expected, Actor actor, CancellationToken ct = default)
    {
        if (actor.AccountId is not { } me || !actor.Has(organisationId, Role.Administrator)) throw new CaseNotFoundException();
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var ids = await _db.Deficiencies.Where(d => d.OrganisationId == organisationId && d.IsExample).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(ct);
        await Storing.CaseLocks.CasesAsync(_db, ids, ct);
        // After the cases, as decisions take them: a meeting that opens or decides now waits, or is seen below.
        var meetings = ids.Count == 0 ? [] : await _db.AgendaItems.Where(i => ids.Contains(i.DeficiencyId)).Select(i => i.MeetingId).Distinct().OrderBy(id => id).ToListAsync(ct);
        foreach (var meeting in meetings) await Storing.CaseLocks.MeetingAsync(_db, meeting, ct);
        if (ids.Count != expected) throw new MoveRefusedException($"Antalet exempel har ändrats: nu är det {ids.Count}. Inget är borttaget. Läs igen och försök på nytt.");
        await RefuseWhatIsRealAsync(ids, ct);
        await Storing.CaseRemoval.RemoveAsync(_db, organisationId, ids, _calendar.Now, ct);
        _db.Add(new AccessLog { AccountId = me, What = Logged, SubjectId = organisationId, At = _calendar.Now });
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
        return ids.Count;
    }

    private async Task RefuseWhatIsRealAsync(List<long> ids, CancellationToken ct)
    {
        var sent = await _db.LetterItems.Where(i => ids.Contains(i.DeficiencyId) && i.Letter.State == LetterState.Sent)
            .Select(i => new { i.Deficiency.Number, i.Letter.Party.Name }).FirstOrDefaultAsync(ct);
        if (sent != null) throw new MoveRefusedException($"{sent.Number} har skickats till {sent.Name}. Det är en allmän handling, så exemplen kan inte tömmas.");
        if (await _db.OutboxItems.Where(o => o.DeficiencyId != null && ids.Contains(o.DeficiencyId.Value)).Select(o => o.ToName).FirstOrDefaultAsync(ct) is { } to)
            throw new MoveRefusedException($"E-post om ett exempel har gått till {to}, eller väntar på att gå. Exemplen kan inte tömmas.");
        if (await _db.Deficiencies.Where(d => (d.MergedIntoId != null && ids.Contains(d.MergedIntoId.Value) && !d.IsExample) || (ids.Contains(d.Id) && d.MergedInto != null && !d.MergedInto.IsExample))
            .Select(d => d.Number).FirstOrDefaultAsync(ct) is { } merged) throw new MoveRefusedException($"{merged} är sammanslaget med ett systemfel som inte hör ihop med exemplen. Ångra det först.");
        if (await _db.Incidents.AnyAsync(i => i.DeficiencyId != null && ids.Contains(i.DeficiencyId.Value), ct))
            throw new MoveRefusedException("En incident är rapporterad om ett exempel. Exemplen kan inte tömmas.");
        if (await _db.AgendaItems.Where(i => ids.Contains(i.DeficiencyId) && i.Meeting.State == MeetingState.Open).OrderBy(i => i.MeetingId)
            .Select(i => new { i.Deficiency.Number, i.Meeting.Group.Name, i.Meeting.Date }).FirstOrDefaultAsync(ct) is { } open)
            throw new MoveRefusedException($"{open.Number} står i ett öppet möte, {open.Name} {open.Date:yyyy-MM-dd}. Avsluta mötet, eller vänta tills det är klart, och töm sedan.");
        if (await _db.AgendaItems.AnyAsync(i => ids.Contains(i.DeficiencyId) && i.Meeting.State == MeetingState.Approved, ct) || await _db.Set<MinutesPart>().AnyAsync(p => p.DeficiencyId != null && ids.Contains(p.DeficiencyId.Value), ct))
            throw new MoveRefusedException("Ett exempel står i ett protokoll. Exemplen kan inte tömmas.");
    }
}
