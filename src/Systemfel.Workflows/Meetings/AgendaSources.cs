using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Search;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Meetings;

/// <summary>Where an agenda is read from: the same for a page, which only reads, and for the meeting that is opened.</summary>
internal sealed record AgendaSources(
    IQueryable<Bookmark> Bookmarks, IQueryable<Deficiency> Cases, IQueryable<Remark> Remarks, IQueryable<CaseLink> Links,
    Func<SearchQuery, int, CancellationToken, Task<List<long>>> SearchAsync)
{
    public static AgendaSources Of(SystemfelReader reader) => new(reader.Bookmarks, reader.Deficiencies, reader.Remarks, reader.CaseLinks, reader.SearchAsync);

    public static AgendaSources Of(SystemfelDb db) => new(
        db.Bookmarks, db.Deficiencies, db.Remarks, db.CaseLinks, (query, limit, ct) => db.FullText.SearchAsync(db, query, limit, ct));

    /// <summary>
    /// Searches, for each new case, for an earlier one that it may be merged into: the slow part, before any row is taken. What it finds is
    /// checked by <see cref="ReadAsync"/>, at the moment when it counts.
    /// </summary>
    /// <param name="group">Who meets. A merge is the review's to decide: for others nothing is searched.</param>
    /// <param name="on">The meeting's day.</param>
    /// <param name="today">The day on which lateness is judged.</param>
    /// <param name="withSubmitted">Also what comes before the review when it opens.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<MergeHits> SearchMergesAsync(Group group, DateOnly on, DateOnly today, bool withSubmitted, CancellationToken ct)
    {
        if (group.Kind != GroupKind.Team) return MergeHits.None;
        var waiting = await WaitingAsync(group, on, today, withSubmitted, ct);
        return await MergeProposals.SearchAsync(New(waiting, Agenda.Of(waiting, on, AgendaFacts.None with { Today = today })), this, ct);
    }

    /// <param name="group">Who meets.</param>
    /// <param name="on">The meeting's day.</param>
    /// <param name="today">The day on which lateness is judged.</param>
    /// <param name="withSubmitted">Also what comes before the review when it opens.</param>
    /// <param name="hits">From <see cref="SearchMergesAsync"/>, where somebody would be kept waiting; null: searched for here; <see cref="MergeHits.None"/>: no merges.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<IReadOnlyList<AgendaLine>> ReadAsync(Group group, DateOnly on, DateOnly today, bool withSubmitted, MergeHits? hits, CancellationToken ct)
    {
        var waiting = await WaitingAsync(group, on, today, withSubmitted, ct);
        var marks = await Remarks.Where(r => r.GroupId == group.Id && r.Kind == RemarkKind.ImportantToUs)
            .GroupBy(r => r.DeficiencyId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var facts = new AgendaFacts(marks, AgendaFacts.None.Merges, today);
        var lines = Agenda.Of(waiting, on, facts);
        var fresh = group.Kind == GroupKind.Team ? New(waiting, lines) : [];
        var merges = await MergeProposals.OfAsync(fresh, hits ?? await MergeProposals.SearchAsync(fresh, this, ct), this, ct);
        return merges.Count == 0 ? lines : Agenda.Of(waiting, on, facts with { Merges = merges });
    }

    private async Task<List<Bookmark>> WaitingAsync(Group group, DateOnly on, DateOnly today, bool withSubmitted, CancellationToken ct)
    {
        // Examples are for the team: nobody else meets about them.
        var bookmarks = group.Kind == GroupKind.Team ? Bookmarks : Bookmarks.Where(b => !b.Deficiency.IsExample);
        var waiting = await WithCases(bookmarks.Before(group)).ToListAsync(ct);
        waiting.AddRange(await WithCases(bookmarks.LateFor(group, today < on ? today : on)).ToListAsync(ct));
        if (withSubmitted && group.Kind == GroupKind.Team)
            waiting.AddRange(await WithCases(Bookmarks.Where(b => b.Stage == Stages.Submitted && b.Deficiency.OrganisationId == group.OrganisationId)).ToListAsync(ct));
        return waiting;
    }

    private static List<Deficiency> New(List<Bookmark> waiting, IReadOnlyList<AgendaLine> lines)
    {
        var fresh = lines.Where(l => l.Section == AgendaSection.New).Select(l => l.DeficiencyId).ToHashSet();
        return [.. waiting.Select(b => b.Deficiency).Where(d => fresh.Contains(d.Id)).DistinctBy(d => d.Id)];
    }

    private static IQueryable<Bookmark> WithCases(IQueryable<Bookmark> bookmarks) => bookmarks.AsNoTracking()
        .Include(b => b.Deficiency).ThenInclude(d => d.Occurrences)
        .Include(b => b.Deficiency).ThenInclude(d => d.Addressees).ThenInclude(a => a.Authority)
        .Include(b => b.Deficiency).ThenInclude(d => d.Addressees).ThenInclude(a => a.SubArea)
        .AsSplitQuery();
}
