using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Watching;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.FollowingUp;

/// <summary>'Sparade vyer': questions to the register that an account of the team keeps under a name. All of it is safe to repeat.</summary>
public sealed class ViewService
{
    /// <summary>How many views an account may have.</summary>
    public const int Most = 20;

    /// <summary>The longest name, in UTF-16 code units.</summary>
    public const int LongestName = 60;

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly TextCheck _check;

    internal ViewService(SystemfelDb db, SwedishCalendar calendar, TextCheck check) => (_db, _calendar, _check) = (db, calendar, check);

    /// <summary>Keeps a question. The same question under the same name, sent again, is one view.</summary>
    /// <param name="viewer">Whose view it becomes.</param>
    /// <param name="organisationId">Whose register is asked.</param>
    /// <param name="name">What its owner calls it.</param>
    /// <param name="question">What it asks for.</param>
    /// <param name="mailing">How often it is mailed.</param>
    /// <param name="accepted">Keys of likely finds in the name and the words that the writer has said are no person.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">The account is not of that organisation's team.</exception>
    /// <exception cref="MoveRefusedException">The name is missing, too long, taken or may point at a person; or there are too many views.</exception>
    public async Task SaveAsync(
        Viewer viewer, long organisationId, string name, SavedQuestion question, ViewMailing mailing, IReadOnlyCollection<string> accepted, CancellationToken ct = default)
    {
        if (!viewer.OrganisationsWith(Viewer.TeamRoles).Contains(organisationId)) throw new CaseNotFoundException();
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.FormAsync(_db, LockOf(viewer), ct);
        var own = await _db.SavedViews.Where(v => v.AccountId == viewer.AccountId && v.OrganisationId == organisationId).ToListAsync(ct);
        var called = Named(name);
        if (question.Text.Length > 0) Refuse(question.Text, "Sökorden", accepted);
        Refuse(called, "Namnet", accepted);
        var json = question.ToJson();
        if (own.Find(v => v.Name == called) is { } same)
        {
            if (same.QuestionJson != json) throw new MoveRefusedException(Taken, "name");
            SetMailing(same, mailing);
        }
        else
        {
            if (own.Count >= Most) throw new MoveRefusedException($"Du har redan {Most} vyer. Ta bort en som du inte använder.");
            var now = _calendar.Now;
            _db.Add(new SavedView
            {
                OrganisationId = organisationId,
                AccountId = viewer.AccountId,
                Name = called,
                QuestionJson = json,
                Mailing = mailing,
                CreatedAt = now,
                ToldUntil = now,
                ToldOn = _calendar.Today,
            });
        }
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Gives a view another name, and another mailing.</summary>
    /// <exception cref="CaseNotFoundException">No such view of this account.</exception>
    /// <exception cref="MoveRefusedException">The name is missing, too long, taken or may point at a person.</exception>
    public async Task ChangeAsync(Viewer viewer, long id, string name, ViewMailing mailing, IReadOnlyCollection<string> accepted, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.FormAsync(_db, LockOf(viewer), ct);
        var view = await Own(viewer).SingleOrDefaultAsync(v => v.Id == id, ct) ?? throw new CaseNotFoundException();
        var called = Named(name);
        if (called != view.Name)
        {
            Refuse(called, "Namnet", accepted);
            if (await Own(viewer).AnyAsync(v => v.OrganisationId == view.OrganisationId && v.Name == called, ct)) throw new MoveRefusedException(Taken, "name");
            view.Name = called;
        }
        SetMailing(view, mailing);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Takes a view away. No case is touched.</summary>
    /// <returns>Whether this account had it.</returns>
    public async Task<bool> RemoveAsync(Viewer viewer, long id, CancellationToken ct = default) =>
        await Own(viewer).Where(v => v.Id == id).ExecuteDeleteAsync(ct) > 0;

    private const string Taken = "Du har redan en vy med det namnet. Välj ett annat namn.";

    private IQueryable<SavedView> Own(Viewer viewer)
    {
        var teams = viewer.OrganisationsWith(Viewer.TeamRoles);
        return _db.SavedViews.Where(v => v.AccountId == viewer.AccountId && teams.Contains(v.OrganisationId));
    }

    private static string LockOf(Viewer viewer) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"views:{viewer.AccountId}");

    /// <summary>Who begins to have it mailed hears of what comes from now on.</summary>
    private void SetMailing(SavedView view, ViewMailing mailing)
    {
        if (view.Mailing == ViewMailing.Never && mailing != ViewMailing.Never) (view.ToldUntil, view.ToldOn) = (_calendar.Now, _calendar.Today);
        view.Mailing = mailing;
    }

    private static string Named(string name)
    {
        var called = string.Join(' ', name.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        if (called.Length == 0) throw new MoveRefusedException("Skriv vad vyn ska heta.", "name");
        if (called.Length > LongestName) throw new MoveRefusedException($"Namnet är för långt. Skriv högst {LongestName} tecken.", "name");
        return called;
    }

    /// <summary>The name goes by mail, and the words are kept: neither may point at a person.</summary>
    private void Refuse(string text, string what, IReadOnlyCollection<string> accepted)
    {
        IReadOnlyList<Find> open = [.. _check.Check(text, accepted).Open.DistinctBy(f => f.Key)];
        if (open.Count == 0) return;
        var which = string.Join(", ", open.Select(f => $"”{f.Text}” {f.Reason}"));
        throw open.Any(f => f.Certainty == Certainty.Certain)
            ? new TypedTextException($"{what} kan peka ut en person, så vyn är inte sparad: {which}. Ta bort det.", "name", open)
            : new TypedTextException($"{what} kan peka ut en person: {which}. Ta bort det, eller kryssa i att ingen person pekas ut.", "accepted", open);
    }
}
