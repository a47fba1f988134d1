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

    /// <param name="group">Who meets.</param>
    /// <param name="on">The meeting's day.</param>
    /// <param name="today">The day on which lateness is judged.</param>
    /// <param name="withSubmitted">Also what comes before the review when it opens.</param>
    /// <param name="withMerges">Looks for merges to propose: a search for each new case.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<IReadOnlyList<AgendaLine>> ReadAsync(
        Group group, DateOnly on, DateOnly today, bool withSubmitted, bool withMerges, CancellationToken ct)
    {
        // Examples are for the team: nobody else meets about them.
        var bookmarks = group.Kind == GroupKind.Team ? Bookmarks : Bookmarks.Where(b => !b.Deficiency.IsExample);
        var waiting = await WithCases(bookmarks.Before(group)).ToListAsync(ct);
        waiting.AddRange(await WithCases(bookmarks.LateFor(group, today < on ? today : on)).ToListAsync(ct));
        if (withSubmitted && group.Kind == GroupKind.Team)
            waiting.AddRange(await WithCases(Bookmarks.Where(b => b.Stage == Stages.Submitted && b.Deficiency.OrganisationId == group.OrganisationId)).ToListAsync(ct));
        var marks = await Remarks.Where(r => r.GroupId == group.Id && r.Kind == RemarkKind.ImportantToUs)
            .GroupBy(r => r.DeficiencyId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var facts = new AgendaFacts(marks, AgendaFacts.None.Merges, today);
        var lines = Agenda.Of(waiting, on, facts);
        // A merge is the review's to decide.
        if (!withMerges || group.Kind != GroupKind.Team) return lines;
        var fresh = lines.Where(l => l.Section == AgendaSection.New).Select(l => l.DeficiencyId).ToHashSet();
        var cases = waiting.Select(b => b.Deficiency).Where(d => fresh.Contains(d.Id)).DistinctBy(d => d.Id).ToList();
        var merges = await MergeProposals.OfAsync(cases, this, ct);
        return merges.Count == 0 ? lines : Agenda.Of(waiting, on, facts with { Merges = merges });
    }

    private static IQueryable<Bookmark> WithCases(IQueryable<Bookmark> bookmarks) => bookmarks.AsNoTracking()
        .Include(b => b.Deficiency).ThenInclude(d => d.Occurrences)
        .Include(b => b.Deficiency).ThenInclude(d => d.Addressees).ThenInclude(a => a.Authority)
        .Include(b => b.Deficiency).ThenInclude(d => d.Addressees).ThenInclude(a => a.SubArea)
        .AsSplitQuery();
}
