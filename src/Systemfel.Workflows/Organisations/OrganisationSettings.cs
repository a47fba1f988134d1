using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Organisations;

/// <summary>What an organisation decides about its own work. The coordinator decides; each change is noted in the access log.</summary>
public sealed class OrganisationSettings
{
    private static readonly Role[] Readers = [Role.Ombud, Role.Coordinator];

    /// <summary>How many ombuds and coordinators a service has at most where one may hold roles that exclude each other.</summary>
    public const int MostInTwoPerson = 2;

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;

    internal OrganisationSettings(SystemfelDb db, SwedishCalendar calendar) => (_db, _calendar) = (db, calendar);

    /// <summary>How many in the team can approve a text that another of them has written.</summary>
    public static async Task<int> ApproversAsync(SystemfelReader reader, long organisationId, CancellationToken ct = default) =>
        await reader.Memberships.Where(m => m.OrganisationId == organisationId && Readers.Contains(m.Role) && m.Account.DisabledAt == null)
            .Select(m => m.AccountId).Distinct().CountAsync(ct);

    /// <summary>Says whether a colleague must approve a text before it leaves the team. Takes effect at once, on open cases too.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's to decide.</exception>
    /// <exception cref="MoveRefusedException">One alone in a team has no colleague to ask: nothing could ever leave.</exception>
    public async Task RequireFourEyesAsync(long organisationId, bool required, Actor actor, CancellationToken ct = default)
    {
        if (actor.AccountId is not { } me || !actor.Has(organisationId, Role.Coordinator)) throw new CaseNotFoundException();
        _db.ChangeTracker.Clear();
        var organisation = await _db.Organisations.SingleAsync(o => o.Id == organisationId, ct);
        if (organisation.RequiresFourEyes == required) return;
        if (required && !organisation.IsTwoPerson && await CountAsync(organisationId, ct) < 2)
            throw new MoveRefusedException("Bara en person i verksamheten kan godkänna texter, så ingenting skulle kunna lämna PO-teamet. Lägg till en kollega med rollen ombud eller samordnare först.");
        organisation.RequiresFourEyes = required;
        _db.Add(new AccessLog { AccountId = me, What = required ? "settings.four-eyes-on" : "settings.four-eyes-off", SubjectId = organisationId, At = _calendar.Now });
        await _db.SaveChangesAsync(ct);
    }

    /// <summary>Says whether one person may hold the roles that otherwise exclude each other, since two ombuds at most work here.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's to decide.</exception>
    /// <exception cref="MoveRefusedException">There are more than two.</exception>
    public async Task SetTwoPersonAsync(long organisationId, bool on, Actor actor, CancellationToken ct = default)
    {
        if (actor.AccountId is not { } me || !actor.Has(organisationId, Role.Coordinator)) throw new CaseNotFoundException();
        _db.ChangeTracker.Clear();
        var organisation = await _db.Organisations.SingleAsync(o => o.Id == organisationId, ct);
        if (organisation.IsTwoPerson == on) return;
        var team = await CountAsync(organisationId, ct);
        if (on && team > MostInTwoPerson)
            throw new MoveRefusedException($"Ni är {team} ombud och samordnare, så en kollega kan alltid läsa. Läget är för verksamheter med högst {MostInTwoPerson}.");
        organisation.IsTwoPerson = on;
        _db.Add(new AccessLog { AccountId = me, What = on ? "settings.two-person-on" : "settings.two-person-off", SubjectId = organisationId, At = _calendar.Now });
        await _db.SaveChangesAsync(ct);
    }

    /// <summary>Says which municipalities and sub-areas are so small that their names could point at someone, and unmarks the others.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's to decide.</exception>
    public async Task MarkSmallUnitsAsync(
        long organisationId, IReadOnlyCollection<long> municipalityIds, IReadOnlyCollection<long> subAreaIds, Actor actor, CancellationToken ct = default)
    {
        if (actor.AccountId is not { } me || !actor.Has(organisationId, Role.Coordinator)) throw new CaseNotFoundException();
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        foreach (var municipality in await _db.Municipalities.Where(m => m.OrganisationId == organisationId).ToListAsync(ct))
            municipality.IsSmallUnit = municipalityIds.Contains(municipality.Id);
        var changed = (await _db.SubAreas.Where(s => s.OrganisationId == organisationId).ToListAsync(ct)).FindAll(s => s.IsSmallUnit != subAreaIds.Contains(s.Id));
        foreach (var area in changed) area.IsSmallUnit = !area.IsSmallUnit;
        _db.Add(new AccessLog { AccountId = me, What = "settings.small-units", SubjectId = organisationId, At = _calendar.Now });
        await _db.SaveChangesAsync(ct);
        if (changed.Count > 0) await RenameAsync(changed.ConvertAll(s => s.Id), ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
    }

    /// <summary>Where the name of a sub-area has been copied to: letters that have not been sent, and the words that cases are found by.</summary>
    private async Task RenameAsync(List<long> areaIds, CancellationToken ct)
    {
        var items = await _db.Bookmarks.Where(b => b.LetterItem!.Letter.State == LetterState.Draft && b.Addressee!.SubAreaId != null && areaIds.Contains(b.Addressee.SubAreaId.Value))
            .Select(b => new { b.LetterItem, b.LetterItem!.Letter.Party, b.Addressee!.SubArea, b.Deficiency.MunicipalityId }).ToListAsync(ct);
        foreach (var i in items) i.LetterItem!.SubArea = Audience.Of(i.Party).Name(i.SubArea, i.MunicipalityId) ?? "";
        await _db.SaveChangesAsync(ct);
        var cases = await _db.Deficiencies.Where(d => d.Addressees.Any(a => a.SubAreaId != null && areaIds.Contains(a.SubAreaId.Value)))
            .Include(d => d.Addressees).ThenInclude(a => a.Authority).Include(d => d.Addressees).ThenInclude(a => a.SubArea).Include(d => d.Questions)
            .AsSplitQuery().ToListAsync(ct);
        foreach (var subject in cases)
        {
            var answers = await _db.Answers.Where(a => a.DeficiencyId == subject.Id && a.State == AnswerState.Accepted).Select(a => a.Text).ToListAsync(ct);
            var (title, body) = CaseWords.Of(subject, answers);
            await _db.FullText.WriteAsync(_db, subject.Id, title, body, ct);
        }
    }

    private Task<int> CountAsync(long organisationId, CancellationToken ct) =>
        _db.Memberships.Where(m => m.OrganisationId == organisationId && Readers.Contains(m.Role) && m.Account.DisabledAt == null)
            .Select(m => m.AccountId).Distinct().CountAsync(ct);
}
