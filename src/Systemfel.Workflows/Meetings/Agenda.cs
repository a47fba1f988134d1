using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Meetings;

/// <summary>An item that belongs on an agenda.</summary>
/// <param name="DeficiencyId">The case.</param>
/// <param name="Section">Why it stands there.</param>
public sealed record AgendaLine(long DeficiencyId, AgendaSection Section)
{
    /// <summary>Whom it is about.</summary>
    public AgendaPlace Place { get; init; } = AgendaPlace.None;

    /// <summary>What it is ordered by within its group.</summary>
    public Priority Priority { get; init; } = new(1, 0, 1, 1);

    /// <summary>The case that it may be merged into; null in every section but <see cref="AgendaSection.ProposedMerge"/>.</summary>
    public long? MergeInto { get; init; }
}

/// <summary>What an agenda is made from besides the bookmarks.</summary>
/// <param name="Important">How many parties have marked a case as important to them.</param>
/// <param name="Merges">The open case that a new one may be merged into.</param>
/// <param name="Today">The day on which lateness is judged; null: the meeting's day.</param>
internal sealed record AgendaFacts(IReadOnlyDictionary<long, int> Important, IReadOnlyDictionary<long, long> Merges, DateOnly? Today = null)
{
    public static AgendaFacts None { get; } = new(new Dictionary<long, int>(), new Dictionary<long, long>());
}

/// <summary>
/// The agenda that fills itself from the bookmarks that wait for a group: one item per case, however many of its addressees
/// stand there; in the order of the sections, within them by authority and sub-area, and there by priority.
/// </summary>
internal static class Agenda
{
    /// <summary>What stands before a group: for the team what is in the review, for another group what waits for just that group.</summary>
    public static IQueryable<Bookmark> Before(this IQueryable<Bookmark> bookmarks, Group group) => group.Kind == GroupKind.Team
        ? bookmarks.Where(b => b.Stage == Stages.Review && b.Deficiency.OrganisationId == group.OrganisationId)
        : bookmarks.Where(b => b.Stage == Stages.Group && b.GroupId == group.Id);

    /// <summary>The group's lines elsewhere that are late on a day: an answer that has not come, a promise that was not kept.</summary>
    public static IQueryable<Bookmark> LateFor(this IQueryable<Bookmark> bookmarks, Group group, DateOnly day)
    {
        var late = bookmarks.Where(b => (b.Stage == Stages.AwaitingAnswer || b.Stage == Stages.FollowUp) && b.Due < day);
        return group.Kind == GroupKind.Team
            ? late.Where(b => b.GroupId == null && b.Deficiency.OrganisationId == group.OrganisationId)
            : late.Where(b => b.GroupId == group.Id);
    }

    /// <param name="waiting">Bookmarks in submitted or review (for the team) or at the group, and late ones; their cases with occurrences and addressees.</param>
    /// <param name="on">The meeting's day.</param>
    /// <param name="facts">What else is known; null: nothing.</param>
    public static IReadOnlyList<AgendaLine> Of(IEnumerable<Bookmark> waiting, DateOnly on, AgendaFacts? facts = null)
    {
        var known = facts ?? AgendaFacts.None;
        return
        [
            .. waiting.Where(b => IsDue(b, on, known.Today ?? on))
                .GroupBy(b => b.DeficiencyId)
                .Select(g => (Line: LineOf([.. g], known), Since: g.Min(b => b.Since)))
                .OrderBy(l => AgendaOrder.Rank(l.Line.Section)).ThenBy(l => l.Line.Place.Order).ThenBy(l => (l.Line.Place.AuthorityId, l.Line.Place.SubAreaId))
                .ThenByDescending(l => l.Line.Priority.Value).ThenBy(l => l.Since).ThenBy(l => l.Line.DeficiencyId)
                .Select(l => l.Line),
        ];
    }

    /// <summary>Not on hold, and not with its author; one that waits for somebody else, only when that one is late.</summary>
    public static bool IsDue(Bookmark b, DateOnly on, DateOnly today)
    {
        if (IsElsewhere(b)) return b.Due < (today < on ? today : on);
        if (b.Mark == BookmarkMark.AuthorAsked) return false;
        if (b.HiddenUntil == null && b.HiddenUntilSeen == null) return true;
        var seen = b.Deficiency.Occurrences.Count(o => o.UndoneAt == null) + 1;
        return b.HiddenUntil <= on || b.HiddenUntilSeen <= seen;
    }

    private static bool IsElsewhere(Bookmark b) => b.Stage is Stages.AwaitingAnswer or Stages.FollowUp;

    private static AgendaLine LineOf(List<Bookmark> lines, AgendaFacts facts)
    {
        var subject = lines[0].Deficiency;
        var section = lines.Select(b => SectionOf(b)).MinBy(AgendaOrder.Rank);
        var merge = section == AgendaSection.New && facts.Merges.TryGetValue(subject.Id, out var into) ? into : (long?)null;
        var about = lines.Select(b => subject.Addressees.Find(a => a.Id == b.AddresseeId) ?? b.Addressee).OfType<Addressee>().MinBy(a => a.SortOrder)
            ?? subject.Addressees.MinBy(a => a.SortOrder);
        return new AgendaLine(subject.Id, merge == null ? section : AgendaSection.ProposedMerge)
        {
            Place = AgendaPlace.Of(about),
            Priority = Priority.Of(subject, facts.Important.GetValueOrDefault(subject.Id)),
            MergeInto = merge,
        };
    }

    private static AgendaSection SectionOf(Bookmark b) => IsElsewhere(b) ? AgendaSection.Overdue : b.Mark switch
    {
        BookmarkMark.AnswerToAssess or BookmarkMark.AuthorityAsks or BookmarkMark.SomeoneElse => AgendaSection.AnswerToAssess,
        BookmarkMark.NotDone => AgendaSection.Overdue,
        BookmarkMark.Tabled => AgendaSection.Tabled,
        BookmarkMark.Reopened or BookmarkMark.RaiseAgain or BookmarkMark.Returned or BookmarkMark.CloseProposed
            or BookmarkMark.Discussed or BookmarkMark.GroupInformed => AgendaSection.Returning,
        _ => b.HiddenUntil != null || b.HiddenUntilSeen != null ? AgendaSection.HoldDue : AgendaSection.New,
    };
}
