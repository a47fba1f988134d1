using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Meetings;

/// <summary>An item that belongs on an agenda.</summary>
/// <param name="DeficiencyId">The case.</param>
/// <param name="Section">Why it stands there.</param>
public sealed record AgendaLine(long DeficiencyId, AgendaSection Section);

/// <summary>
/// The agenda that fills itself from the bookmarks that wait for a group: one item per case, however many of its addressees
/// stand there; in the order of the sections, within them as they came.
/// </summary>
internal static class Agenda
{
    /// <summary>What stands before a group: for the team what is in the review, for another group what waits for just that group.</summary>
    public static IQueryable<Bookmark> Before(this IQueryable<Bookmark> bookmarks, Group group) => group.Kind == GroupKind.Team
        ? bookmarks.Where(b => b.Stage == Stages.Review && b.Deficiency.OrganisationId == group.OrganisationId)
        : bookmarks.Where(b => b.Stage == Stages.Group && b.GroupId == group.Id);

    /// <param name="waiting">Bookmarks in submitted or review (for the team) or at the group, their cases with occurrences.</param>
    /// <param name="on">The meeting's day.</param>
    public static IReadOnlyList<AgendaLine> Of(IEnumerable<Bookmark> waiting, DateOnly on) =>
    [
        .. waiting.Where(b => IsDue(b, on))
            .GroupBy(b => b.DeficiencyId)
            .Select(g => (Line: new AgendaLine(g.Key, g.Min(b => SectionOf(b, on))), Since: g.Min(b => b.Since)))
            .OrderBy(l => l.Line.Section).ThenBy(l => l.Since).ThenBy(l => l.Line.DeficiencyId)
            .Select(l => l.Line),
    ];

    /// <summary>Not on hold, and not with its author.</summary>
    public static bool IsDue(Bookmark b, DateOnly on)
    {
        if (b.Mark == BookmarkMark.AuthorAsked) return false;
        if (b.HiddenUntil == null && b.HiddenUntilSeen == null) return true;
        var seen = b.Deficiency.Occurrences.Count(o => o.UndoneAt == null) + 1;
        return b.HiddenUntil <= on || b.HiddenUntilSeen <= seen;
    }

    private static AgendaSection SectionOf(Bookmark b, DateOnly on) => b.Mark switch
    {
        BookmarkMark.AnswerToAssess or BookmarkMark.AuthorityAsks or BookmarkMark.SomeoneElse => AgendaSection.AnswerToAssess,
        BookmarkMark.NotDone => AgendaSection.Overdue,
        BookmarkMark.Tabled => AgendaSection.Tabled,
        BookmarkMark.Reopened or BookmarkMark.RaiseAgain or BookmarkMark.Returned or BookmarkMark.CloseProposed
            or BookmarkMark.Discussed or BookmarkMark.GroupInformed => AgendaSection.Returning,
        _ => b.HiddenUntil != null || b.HiddenUntilSeen != null ? AgendaSection.HoldDue : AgendaSection.New,
    };
}
