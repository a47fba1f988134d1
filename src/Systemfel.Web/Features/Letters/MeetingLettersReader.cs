using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Letters;

/// <summary>Reads the letters that one meeting decided.</summary>
public sealed class MeetingLettersReader(SystemfelReader reader, LetterQueries queries, LetterService letters, CurrentViewer current, TimeProvider time)
{
    /// <param name="meetingId">The meeting.</param>
    /// <param name="form">What was typed, when the page is shown again.</param>
    /// <param name="waiting">The letters that are to wait.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Null when there is no such meeting whose letters this person sends.</returns>
    public async Task<MeetingLettersModel?> ReadAsync(long meetingId, MeetingLettersForm? form, IReadOnlyCollection<long> waiting, CancellationToken ct)
    {
        if (await StoredAsync(meetingId, ct) is not { } model) return null;
        var shown = new List<MeetingLetter>();
        foreach (var letter in model.Letters)
        {
            var preview = letter.Letter.State == LetterState.Draft ? await letters.PreviewAsync(letter.Letter.Id, Actor.From(current.Viewer), ct) : null;
            shown.Add(letter with { Preview = preview, Form = FormOf(letter, form, waiting) });
        }

        return model with { Letters = shown };
    }

    /// <summary>The letters as they are stored, without how they would read.</summary>
    /// <returns>Null when there is no such meeting whose letters this person sends.</returns>
    public async Task<MeetingLettersModel?> StoredAsync(long meetingId, CancellationToken ct)
    {
        var meeting = await reader.Meetings.VisibleTo(current.Viewer).Include(m => m.Group).SingleOrDefaultAsync(m => m.Id == meetingId, ct);
        if (meeting == null || !current.Viewer.Has(meeting.OrganisationId, Role.Coordinator)) return null;
        var ids = await reader.Letters.Where(l => l.MeetingId == meetingId && l.State != LetterState.Cancelled && l.Items.Count > 0)
            .OrderBy(l => l.Party.Name).ThenBy(l => l.AnswerBy).ThenBy(l => l.Id).Select(l => l.Id).ToListAsync(ct);
        var shown = new List<MeetingLetter>();
        foreach (var id in ids)
        {
            // A letter may be sent or emptied while the others are read.
            if (await queries.FindAsync(id, [meeting.OrganisationId], ct) is not { Points.Count: > 0 } page) continue;
            shown.Add(new MeetingLetter(page, null, MeetingLetterForm.Of(page.Letter, page.Points.Select(p => p.Item))));
        }
        return new MeetingLettersModel(meeting, MeetingWords.NameOf(meeting.Group), shown, time.Today())
        {
            PointsAreFixed = await reader.Organisations.Where(o => o.Id == meeting.OrganisationId).Select(o => o.RequiresFourEyes).SingleAsync(ct),
        };
    }

    /// <summary>How many letters of the meeting are to be sent, and have been.</summary>
    public async Task<(int Drafts, int Sent)> CountAsync(long meetingId, CancellationToken ct)
    {
        var states = await reader.Letters.Where(l => l.MeetingId == meetingId && l.State != LetterState.Cancelled && l.Items.Count > 0).Select(l => l.State).ToListAsync(ct);
        return (states.Count(s => s == LetterState.Draft), states.Count(s => s == LetterState.Sent));
    }

    /// <summary>What was typed, on the letter as it is now: points that have left it are not shown, and those that have come are.</summary>
    private static MeetingLetterForm FormOf(MeetingLetter letter, MeetingLettersForm? form, IReadOnlyCollection<long> waiting)
    {
        var stored = letter.Form;
        var seen = ShownFields.Of(letter.Page.Contacts.Any(c => c.Id == stored.Contact) ? stored : stored.To(null));
        if (form?.Letters.Find(l => l.Id == stored.Id) is not { } typed)
        {
            (stored.Seen, stored.Chosen) = (seen, !waiting.Contains(stored.Id));
            return stored;
        }

        var own = ShownFields.On(typed, stored);
        own.Version = stored.Version;
        own.Seen = seen;
        own.Points = stored.Points.ConvertAll(p => own.Points.Find(t => t.Id == p.Id) ?? p);
        return own;
    }
}
