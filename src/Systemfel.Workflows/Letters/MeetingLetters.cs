using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Letters;

/// <summary>One letter of a meeting, as its part of the form says it.</summary>
/// <param name="Id">The letter.</param>
/// <param name="Version">The version that the page showed.</param>
/// <param name="IsChosen">Whether it is to be sent; one that is left out stays as it is.</param>
/// <param name="Edit">What stands in its fields.</param>
/// <param name="Accepted">Keys of likely finds of personal data that the coordinator says are no person.</param>
public sealed record TypedLetter(long Id, int Version, bool IsChosen, LetterEdit Edit, IReadOnlyCollection<string> Accepted);

/// <summary>What came of one letter.</summary>
public enum LetterFate
{
    /// <summary>Left as it was.</summary>
    Untouched,
    /// <summary>What was typed is stored. It has not been sent: nobody has seen yet how it reads now.</summary>
    Saved,
    /// <summary>On its way; or sent before, by this form or another.</summary>
    Sent,
    /// <summary>Nothing of it was stored or sent.</summary>
    Refused,
}

/// <summary>What came of one letter, and why.</summary>
/// <param name="Id">The letter.</param>
/// <param name="Fate">What came of it.</param>
/// <param name="Why">Swedish, for the user, when it was refused.</param>
/// <param name="Input">The field at fault, by the names of <see cref="LetterService"/>; null for the letter as a whole.</param>
public sealed record LetterOutcome(long Id, LetterFate Fate, string Why = "", string? Input = null);

/// <summary>
/// All letters that one meeting decided, saved and sent together. Each is stored and sent by itself, whole or not at all; one that cannot
/// leave does not hold up the others, and the same form sent again sends nothing twice.
/// </summary>
public sealed class MeetingLetters
{
    private readonly SystemfelDb _db;
    private readonly LetterService _letters;

    internal MeetingLetters(SystemfelDb db, LetterService letters) => (_db, _letters) = (db, letters);

    /// <summary>Stores what was changed.</summary>
    /// <param name="meetingId">The meeting.</param>
    /// <param name="typed">Its letters as the form has them.</param>
    /// <param name="actor">The coordinator.</param>
    /// <param name="ct">Stops between two letters.</param>
    /// <exception cref="CaseNotFoundException">No such meeting for this person.</exception>
    public Task<IReadOnlyList<LetterOutcome>> SaveAsync(long meetingId, IReadOnlyList<TypedLetter> typed, Actor actor, CancellationToken ct = default) =>
        EachAsync(meetingId, typed, actor, SaveOneAsync, ct);

    /// <summary>Sends those that are chosen. One that was changed in the same form is stored and comes back: what leaves has been seen as it leaves.</summary>
    /// <param name="meetingId">The meeting.</param>
    /// <param name="typed">Its letters as the form has them.</param>
    /// <param name="actor">The coordinator.</param>
    /// <param name="key">The form's key.</param>
    /// <param name="ct">Stops between two letters.</param>
    /// <exception cref="CaseNotFoundException">No such meeting for this person.</exception>
    public Task<IReadOnlyList<LetterOutcome>> SendAsync(long meetingId, IReadOnlyList<TypedLetter> typed, Actor actor, string key, CancellationToken ct = default) =>
        EachAsync(meetingId, typed, actor, async (letter, form, who, token) =>
        {
            var saved = await SaveOneAsync(letter, form, who, token);
            if (!form.IsChosen || saved.Fate != LetterFate.Untouched) return saved;
            await _letters.SendAsync(form.Id, form.Version, who, $"letter:{form.Id}:{key}", form.Accepted, token);
            return saved with { Fate = LetterFate.Sent };
        }, ct);

    private async Task<IReadOnlyList<LetterOutcome>> EachAsync(
        long meetingId, IReadOnlyList<TypedLetter> typed, Actor actor, Func<Letter, TypedLetter, Actor, CancellationToken, Task<LetterOutcome>> work, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        var organisation = await _db.Meetings.Where(m => m.Id == meetingId).Select(m => (long?)m.OrganisationId).SingleOrDefaultAsync(ct);
        if (organisation is not { } home || !actor.Has(home, Role.Coordinator)) throw new CaseNotFoundException();
        var outcomes = new List<LetterOutcome>();
        foreach (var form in typed) outcomes.Add(await OneAsync(meetingId, form, actor, work, ct));
        return outcomes;
    }

    private async Task<LetterOutcome> OneAsync(
        long meetingId, TypedLetter form, Actor actor, Func<Letter, TypedLetter, Actor, CancellationToken, Task<LetterOutcome>> work, CancellationToken ct)
    {
        var letter = await _db.Letters.AsNoTracking().Include(l => l.Items)
            .SingleOrDefaultAsync(l => l.Id == form.Id && l.MeetingId == meetingId && l.State != LetterState.Cancelled, ct);
        // Without points a letter is removed: its cases were closed, or their decisions taken back.
        if (letter == null) return new LetterOutcome(form.Id, LetterFate.Refused, "Brevet finns inte kvar: systemfelen i det har gått vidare eller avslutats. Inget är skickat.");
        if (letter.State == LetterState.Draft && form.Edit.Points.Any(p => letter.Items.TrueForAll(i => i.Id != p.ItemId)))
            return new LetterOutcome(form.Id, LetterFate.Refused, "Ett systemfel i brevet har gått vidare eller avslutats, så brevet är inte skickat. Läs det som det är nu och skicka det igen.");
        try
        {
            return await work(letter, form, actor, ct);
        }
        catch (MoveRefusedException refused)
        {
            return new LetterOutcome(form.Id, LetterFate.Refused, refused.Message, refused.Input);
        }
    }

    private async Task<LetterOutcome> SaveOneAsync(Letter letter, TypedLetter form, Actor actor, CancellationToken ct)
    {
        var changed = IsChanged(letter, form.Edit);
        if (letter.State == LetterState.Sent)
            return changed
                ? new LetterOutcome(letter.Id, LetterFate.Refused, "Brevet är redan skickat, så det du ändrade kom inte med.")
                : new LetterOutcome(letter.Id, LetterFate.Sent);
        if (!changed) return new LetterOutcome(letter.Id, LetterFate.Untouched);
        await _letters.EditAsync(letter.Id, form.Version, actor, form.Edit, ct);
        return new LetterOutcome(letter.Id, LetterFate.Saved);
    }

    private static bool IsChanged(Letter letter, LetterEdit edit) =>
        LetterEdit.Own(edit.Introduction) != LetterEdit.Own(letter.Introduction) || edit.AnswerBy != letter.AnswerBy || edit.ContactId != letter.ContactId
        || edit.Points.Any(p => letter.Items.Find(i => i.Id == p.ItemId) is not { } item || p.Kept() != LetterPointText.Of(item));
}
