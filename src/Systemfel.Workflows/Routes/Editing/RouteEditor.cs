using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Operations;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Routes.Editing;

/// <summary>What came of saving a route.</summary>
/// <param name="Version">The number that was taken into use; null for a draft, or when nothing was stored.</param>
/// <param name="Faults">Why nothing was stored, each at its field; none when something was.</param>
/// <param name="Likely">What may point at a person, which whoever edits has not answered yet.</param>
public sealed record RouteSaved(int? Version, IReadOnlyList<RouteFault> Faults, IReadOnlyList<Find> Likely);

/// <summary>Drafts an organisation's next version of its route, and takes it into use. For its administrator.</summary>
public sealed class RouteEditor
{
    /// <summary>The field of the note.</summary>
    public const string Note = "note";

    /// <summary>The longest note, in characters.</summary>
    public const int LongestNote = 300;

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly TextCheck _check;

    internal RouteEditor(SystemfelDb db, SwedishCalendar calendar, TextCheck check) => (_db, _calendar, _check) = (db, calendar, check);

    /// <summary>Keeps a draft. No case uses it, and every field of it is right.</summary>
    /// <param name="organisationId">Whose.</param>
    /// <param name="typed">By the names of <see cref="RouteFields"/>.</param>
    /// <param name="note">What is changed and why; kept with the draft, may be empty.</param>
    /// <param name="seen">What the form was made from (<see cref="RouteStand.Seen"/>).</param>
    /// <param name="actor">The administrator.</param>
    /// <param name="accepted">Keys of likely finds of personal data that the administrator says are no person.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">Not this person's to edit, or there is no route.</exception>
    /// <exception cref="StaleMoveException">Someone else has saved since the form was opened.</exception>
    public Task<RouteSaved> SaveDraftAsync(
        long organisationId, IReadOnlyDictionary<string, string> typed, string note, string seen, Actor actor, IReadOnlyCollection<string>? accepted = null,
        CancellationToken ct = default) => ChangeAsync(organisationId, actor, "route.draft", async organisation =>
        {
            var stand = await StandAsync(organisation, ct);
            var reading = RouteTyped.Read(stand.From, typed, stand.Authorities, stand.Known);
            var (faults, likely) = Judge(stand, reading, typed, note, isNoteNeeded: false, accepted ?? []);
            if (faults.Count > 0) return new RouteSaved(null, faults, likely);
            if (RouteReader.Write(reading.Route!) is var json && json == stand.Draft?.Json && note.Trim() == stand.Draft.Note) return new RouteSaved(null, [], []);
            if (stand.Seen != seen) throw new StaleRouteException();
            var draft = stand.Draft ?? Added(new RouteVersion { OrganisationId = organisationId, RouteKey = stand.Current.RouteKey });
            (draft.Json, draft.Note, draft.CreatedAt, draft.CreatedById) = (json, note.Trim(), _calendar.Now, actor.AccountId);
            return new RouteSaved(null, [], []);
        }, ct);

    /// <summary>Takes what is typed into use as the next version. Cases go on with the version that they started on; new ones start on this.</summary>
    /// <param name="organisationId">Whose.</param>
    /// <param name="typed">By the names of <see cref="RouteFields"/>.</param>
    /// <param name="note">What was changed and why, for those who read the list of versions.</param>
    /// <param name="seen">What the form was made from.</param>
    /// <param name="actor">The administrator.</param>
    /// <param name="accepted">Keys of likely finds of personal data that the administrator says are no person.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <returns>The version's number. The same form sent twice is taken into use once.</returns>
    /// <exception cref="CaseNotFoundException">Not this person's to edit, or there is no route.</exception>
    /// <exception cref="StaleMoveException">Someone else has saved since the form was opened.</exception>
    public Task<RouteSaved> PublishAsync(
        long organisationId, IReadOnlyDictionary<string, string> typed, string note, string seen, Actor actor, IReadOnlyCollection<string>? accepted = null,
        CancellationToken ct = default) => ChangeAsync(organisationId, actor, "route.published", async organisation =>
        {
            var stand = await StandAsync(organisation, ct);
            var reading = RouteTyped.Read(stand.From, typed, stand.Authorities, stand.Known);
            var (faults, likely) = Judge(stand, reading, typed, note, isNoteNeeded: true, accepted ?? []);
            if (faults.Count > 0) return new RouteSaved(null, faults, likely);
            var line = note.Trim();
            if (IsSame(reading.Route!, stand))
            {
                var sentTwice = stand.Seen != seen && stand.Current.CreatedById == actor.AccountId && stand.Current.Note == line;
                return sentTwice ? new RouteSaved(stand.Current.Version, [], []) : new RouteSaved(null, [new RouteFault("", "Inget är ändrat, så det finns ingen ny version att börja använda.")], []);
            }
            if (stand.Seen != seen) throw new StaleRouteException();
            var groups = new RouteGroups(_db, _calendar);
            if (await groups.FaultsAsync(organisationId, reading.Route!, ct) is { Count: > 0 } waiting) return new RouteSaved(null, waiting, []);
            var key = stand.Current.RouteKey;
            var number = await _db.RouteVersions.Where(r => r.OrganisationId == organisationId && r.RouteKey == key).MaxAsync(r => r.Version, ct) + 1;
            var route = reading.Route! with { Version = number };
            organisation.CurrentRoute = Added(new RouteVersion
            {
                OrganisationId = organisationId,
                RouteKey = key,
                Version = number,
                Json = RouteReader.Write(route),
                CreatedAt = _calendar.Now,
                CreatedById = actor.AccountId,
                Note = line,
            });
            if (stand.Draft != null) _db.Remove(stand.Draft);
            await groups.TakeIntoUseAsync(organisationId, route, ct);
            await _db.SaveChangesAsync(ct);
            await groups.EndUnusedAsync(organisationId, ct);
            return new RouteSaved(number, [], []);
        }, ct);

    /// <summary>Throws the draft away.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's to edit, or there is no route.</exception>
    /// <exception cref="StaleMoveException">Someone else has saved since the page was opened.</exception>
    public Task DropDraftAsync(long organisationId, string seen, Actor actor, CancellationToken ct = default) =>
        ChangeAsync(organisationId, actor, "route.draft-dropped", async organisation =>
        {
            var stand = await StandAsync(organisation, ct);
            if (stand.Draft == null) return new RouteSaved(null, [], []);
            if (stand.Seen != seen) throw new StaleRouteException("Någon annan har sparat utkastet sedan du öppnade sidan, så det är inte borttaget. Läs det som det är nu.");
            _db.Remove(stand.Draft);
            return new RouteSaved(null, [], []);
        }, ct);

    private (List<RouteFault> Faults, List<Find> Likely) Judge(
        RouteStand stand, RouteReading reading, IReadOnlyDictionary<string, string> typed, string note, bool isNoteNeeded, IReadOnlyCollection<string> accepted)
    {
        var faults = reading.Faults.ToList();
        var likely = new List<Find>();
        // What stands already has been answered.
        var before = RouteFields.Of(stand.From, stand.Authorities);
        var texts = typed.Where(t => IsText(t.Key) && before.GetValueOrDefault(t.Key) != t.Value).Select(t => (Field: t.Key, Text: t.Value)).ToList();
        if (isNoteNeeded && note.Trim().Length == 0) faults.Add(new RouteFault(Note, "Skriv vad som är ändrat, så att andra kan läsa det."));
        if (note.Length > LongestNote) faults.Add(new RouteFault(Note, $"Högst {LongestNote} tecken."));
        else if (note.Trim() != stand.Draft?.Note) texts.Add((Note, note));
        foreach (var (field, text) in texts.Where(t => t.Text.Length <= LongestNote))
        {
            var open = _check.Check(text, accepted).Open;
            if (open.Count == 0) continue;
            // All at once: whoever answers one is not to be asked about the next one afterwards.
            likely.AddRange(open.Where(f => f.Certainty == Certainty.Likely));
            var find = open.FirstOrDefault(f => f.Certainty == Certainty.Certain) ?? open[0];
            faults.Add(new RouteFault(field, find.Certainty == Certainty.Certain
                ? $"Texten kan peka ut en person: {find.Reason}. Ta bort det."
                : $"Texten kan peka ut en person: ”{find.Text}” {find.Reason}. Skriv om det, eller kryssa i längst ner att det inte pekar ut någon."));
        }
        return (faults, [.. likely.DistinctBy(f => f.Key)]);
    }

    private static bool IsText(string field) => field is RouteFields.Name or RouteFields.NewLabel
        || field.StartsWith("stage.", StringComparison.Ordinal) || field.StartsWith("move.", StringComparison.Ordinal) || field.StartsWith("hint.", StringComparison.Ordinal)
        || (field.StartsWith("group.", StringComparison.Ordinal) && (field.EndsWith(".label", StringComparison.Ordinal) || field.EndsWith(".hint", StringComparison.Ordinal)));

    /// <summary>Compared with the route in use as its own form would give it: the table's rows stand in the organisation's order there.</summary>
    private static bool IsSame(RouteDefinition typed, RouteStand stand)
    {
        var inUse = RouteTyped.Read(stand.InUse, RouteFields.Of(stand.InUse, stand.Authorities), stand.Authorities, stand.Known).Route;
        return inUse != null && RouteReader.Write(typed with { Version = 1 }) == RouteReader.Write(inUse with { Version = 1 });
    }

    private async Task<RouteStand> StandAsync(Organisation organisation, CancellationToken ct)
    {
        var id = organisation.Id;
        var current = await _db.RouteVersions.SingleOrDefaultAsync(r => r.Id == organisation.CurrentRouteId, ct) ?? throw new CaseNotFoundException();
        return new RouteStand(
            current, await _db.RouteVersions.SingleOrDefaultAsync(r => r.OrganisationId == id && r.RouteKey == current.RouteKey && r.Version == 0, ct),
            await _db.Groups.Where(g => g.OrganisationId == id).OrderBy(g => g.SortOrder).ThenBy(g => g.Id).ToListAsync(ct),
            await _db.Authorities.Where(a => a.OrganisationId == id).OrderBy(a => a.SortOrder).Select(a => a.Code).ToListAsync(ct));
    }

    private RouteVersion Added(RouteVersion version)
    {
        _db.Add(version);
        return version;
    }

    private async Task<RouteSaved> ChangeAsync(long organisationId, Actor actor, string what, Func<Organisation, Task<RouteSaved>> change, CancellationToken ct)
    {
        if (actor.AccountId is not { } me || !actor.Has(organisationId, Role.Administrator)) throw new CaseNotFoundException();
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        try
        {
            await CaseLocks.OrganisationAsync(_db, organisationId, ct);
            var saved = await change(await _db.Organisations.SingleAsync(o => o.Id == organisationId, ct));
            if (saved.Faults.Count > 0 || !_db.ChangeTracker.HasChanges() && saved.Version == null) return saved;
            _db.Add(new AccessLog { AccountId = me, What = what, SubjectId = organisationId, At = _calendar.Now });
            await _db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            return saved;
        }
        finally
        {
            _db.ChangeTracker.Clear();
        }
    }
}

/// <summary>Someone else has saved the route since the page was opened. Nothing was stored, and what was typed is kept.</summary>
/// <param name="sentence">Swedish, for where nothing was typed.</param>
public sealed class StaleRouteException(string? sentence = null) : StaleMoveException(
    sentence ?? "Någon annan har hunnit före. Vägen har sparats sedan du öppnade sidan, så det du skrev är inte sparat, men det står kvar här. Läs vad som skiljer och spara igen om ditt ska gälla.");
