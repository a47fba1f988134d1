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
    /// <returns>Null when there is no such meeting whose letters this person sends.</returns>
    public async Task<MeetingLettersModel?> ReadAsync(long meetingId, MeetingLettersForm? form, CancellationToken ct)
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
            var preview = await letters.PreviewAsync(id, Actor.From(current.Viewer), ct);
            shown.Add(new MeetingLetter(page, preview, FormOf(page, form)));
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
    private static MeetingLetterForm FormOf(LetterPage page, MeetingLettersForm? form)
    {
        var standing = MeetingLetterForm.Of(page.Letter, page.Points.Select(p => p.Item));
        if (form?.Letters.Find(l => l.Id == page.Letter.Id) is not { } typed) return standing;
        return new MeetingLetterForm
        {
            Id = standing.Id,
            Version = standing.Version,
            Chosen = typed.Chosen,
            Introduction = typed.Introduction,
            AnswerBy = typed.AnswerBy,
            Contact = typed.Contact,
            Points = standing.Points.ConvertAll(p => typed.Points.Find(t => t.Id == p.Id) ?? p),
            Accepted = typed.Accepted,
        };
    }
}
