using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Data.Operations;
using Systemfel.Data.Search;
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
        await RemoveAsync(organisationId, ids, ct);
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

    private async Task RemoveAsync(long organisationId, List<long> ids, CancellationToken ct)
    {
        await _db.Bookmarks.Where(b => ids.Contains(b.DeficiencyId)).ExecuteUpdateAsync(s => s.SetProperty(b => b.LetterItemId, (long?)null), ct);
        await _db.Answers.Where(a => ids.Contains(a.DeficiencyId)).ExecuteDeleteAsync(ct);
        var letters = await _db.LetterItems.Where(i => ids.Contains(i.DeficiencyId)).Select(i => i.LetterId).Distinct().ToListAsync(ct);
        await _db.LetterItems.Where(i => ids.Contains(i.DeficiencyId)).ExecuteDeleteAsync(ct);
        await _db.Letters.Where(l => letters.Contains(l.Id) && l.Items.Count == 0).ExecuteDeleteAsync(ct);
        await _db.Letters.Where(l => letters.Contains(l.Id)).ExecuteUpdateAsync(s => s.SetProperty(l => l.Version, l => l.Version + 1), ct);
        var items = await _db.AgendaItems.Where(i => ids.Contains(i.DeficiencyId)).Select(i => i.Id).ToListAsync(ct);
        await _db.Set<Support>().Where(s => items.Contains(s.AgendaItemId)).ExecuteDeleteAsync(ct);
        await _db.Set<Decision>().Where(d => items.Contains(d.AgendaItemId)).ExecuteDeleteAsync(ct);
        await _db.AgendaItems.Where(i => items.Contains(i.Id)).ExecuteDeleteAsync(ct);
        await _db.Set<Remark>().Where(r => ids.Contains(r.DeficiencyId)).ExecuteDeleteAsync(ct);
        await _db.Set<CaseLink>().Where(l => ids.Contains(l.DeficiencyId) || ids.Contains(l.OtherId)).ExecuteDeleteAsync(ct);
        await _db.Drafts.Where(d => d.DeficiencyId != null && ids.Contains(d.DeficiencyId.Value)).ExecuteDeleteAsync(ct);
        await _db.CaseEvents.Where(e => ids.Contains(e.DeficiencyId)).ExecuteDeleteAsync(ct);
        await _db.EffectQuestions.Where(q => ids.Contains(q.DeficiencyId)).ExecuteDeleteAsync(ct);
        await _db.Deficiencies.Where(d => ids.Contains(d.Id)).ExecuteUpdateAsync(s => s.SetProperty(d => d.MergedIntoId, (long?)null), ct);
        await _db.Bookmarks.Where(b => ids.Contains(b.DeficiencyId)).ExecuteDeleteAsync(ct);
        foreach (var id in ids) await _db.FullText.RemoveAsync(_db, id, ct);
        // The rest of a case's rows go with it.
        await _db.Deficiencies.Where(d => ids.Contains(d.Id)).ExecuteDeleteAsync(ct);
        await LeaveNothingToFindAsync(organisationId, ids, ct);
    }

    /// <summary>
    /// A register that is held in memory only asks for rows that have changed, so the rows stay, emptied and found by nobody: in them is
    /// the case's id and nothing else.
    /// </summary>
    private async Task LeaveNothingToFindAsync(long organisationId, List<long> ids, CancellationToken ct)
    {
        var organisation = await _db.Organisations.SingleAsync(o => o.Id == organisationId, ct);
        _db.RemoveRange(await _db.RegisterEntries.Where(r => ids.Contains(r.DeficiencyId)).ToListAsync(ct));
        await _db.SaveChangesAsync(ct);
        foreach (var id in ids)
            _db.Add(new RegisterEntry { DeficiencyId = id, OrganisationId = organisationId, ChangeSeq = ++organisation.ChangeSeq, IsDraft = true, AuthorId = -1, ChangedAt = _calendar.Now });
    }
}
