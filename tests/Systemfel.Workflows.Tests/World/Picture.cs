using System.Text.Json;
using Systemfel.Data.Cases;

namespace Systemfel.Workflows.Tests.World;

/// <summary>All of a case that a move could change, as text: equal texts mean that nothing changed.</summary>
internal static class Picture
{
    public static string Of(Deficiency c) => JsonSerializer.Serialize(new
    {
        c.Title,
        c.Level,
        c.ThemeId,
        c.CauseTypeId,
        c.IsDraft,
        c.IsRecurring,
        c.MergedIntoId,
        c.SubmittedAt,
        c.Instance.ClosedAt,
        c.Instance.Outcome,
        c.Instance.OutcomeNote,
        Addressees = c.Addressees.Select(a => new { a.Id, a.AuthorityId, a.OtherName }),
        Lines = c.Bookmarks.Select(b => new
        {
            b.Id,
            Addressee = b.Addressee?.AuthorityId,
            b.Stage,
            b.GroupId,
            b.WaitsForPartyId,
            Item = b.LetterItem?.Id,
            b.Since,
            b.Due,
            b.HiddenUntil,
            b.HiddenUntilSeen,
            b.Mark,
            b.Note,
            b.Outcome,
            b.ClosedAt,
            b.Version,
        }),
        Occurrences = c.Occurrences.Select(o => new { o.Id, o.AccountId, o.Month, o.UndoneAt, o.MovedFromId }),
        Grants = c.Grants.Select(g => new { g.Kind, g.GroupId }),
        SideNotes = c.SideNotes.Select(s => new { s.Kind, s.Note }),
        Questions = c.Questions.Select(q => new { q.Text, q.Answer }),
        Measures = c.Measures.Select(m => new { m.Text, m.State, Milestones = m.Milestones.Select(s => new { s.Id, s.SortOrder, s.Text, s.DueOn, s.DoneOn }) }),
        Effects = c.EffectQuestions.Select(q => new { q.BookmarkId, q.AccountId, q.Answer, q.IsSettled, q.AskAgainOn }),
        Events = c.Events.Count,
    });
}
