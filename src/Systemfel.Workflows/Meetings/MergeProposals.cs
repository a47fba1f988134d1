using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Text;

namespace Systemfel.Workflows.Meetings;

/// <summary>What the search found to be like new cases.</summary>
/// <param name="ById">By new case.</param>
internal sealed record MergeHits(IReadOnlyDictionary<long, IReadOnlyList<long>> ById)
{
    /// <summary>Nothing was searched for.</summary>
    public static MergeHits None { get; } = new(new Dictionary<long, IReadOnlyList<long>>());
}

/// <summary>
/// Finds, for a new case, an earlier open one that may be the same fault: of the same authority and sub-area, found by the product's search and
/// sharing enough of its telling words. A proposal only; the review merges, or decides otherwise.
/// </summary>
internal static class MergeProposals
{
    /// <summary>The share of the shorter text's telling words that must stand in the other.</summary>
    public const double Least = 0.5;

    private const int Looked = 20;

    /// <param name="fresh">New cases.</param>
    /// <param name="sources">Where the others are looked for.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>What may be like each of them, the likest first; not yet checked.</returns>
    public static async Task<MergeHits> SearchAsync(IReadOnlyList<Deficiency> fresh, AgendaSources sources, CancellationToken ct)
    {
        var hits = new Dictionary<long, IReadOnlyList<long>>();
        foreach (var subject in fresh.Where(IsReadable))
            if (SearchWords.Similar($"{subject.Title} {subject.Pattern}") is { } query) hits[subject.Id] = await sources.SearchAsync(query, Looked, ct);
        return new MergeHits(hits);
    }

    /// <param name="fresh">New cases, loaded with addressees. One that was not searched for gets no proposal.</param>
    /// <param name="found">From <see cref="SearchAsync"/>.</param>
    /// <param name="sources">Where the others are read, as they are now.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>The earlier case of each that has one.</returns>
    public static async Task<Dictionary<long, long>> OfAsync(IReadOnlyList<Deficiency> fresh, MergeHits found, AgendaSources sources, CancellationToken ct)
    {
        var hits = fresh.Where(f => IsReadable(f) && found.ById.ContainsKey(f.Id)).ToDictionary(f => f.Id, f => found.ById[f.Id]);
        var ids = hits.Values.SelectMany(h => h).Distinct().ToList();
        if (ids.Count == 0) return [];
        var organisation = fresh[0].OrganisationId;
        var others = await sources.Cases.AsNoTracking()
            .Where(d => ids.Contains(d.Id) && d.OrganisationId == organisation && !d.IsDraft && d.Instance.ClosedAt == null)
            // What awaits an answer cannot be merged until it has come.
            .Where(d => d.Bookmarks.All(b => b.Stage != Stages.AwaitingAnswer))
            .Include(d => d.Addressees).ToDictionaryAsync(d => d.Id, ct);
        var seen = hits.Keys.ToList();
        var links = await sources.Links.AsNoTracking().Where(l => seen.Contains(l.DeficiencyId) || seen.Contains(l.OtherId)).ToListAsync(ct);
        var proposals = new Dictionary<long, long>();
        foreach (var subject in fresh.Where(s => hits.ContainsKey(s.Id)))
        {
            var match = hits[subject.Id].Select(id => others.GetValueOrDefault(id)).OfType<Deficiency>().FirstOrDefault(o =>
                IsLike(subject, o) && !links.Exists(l => IsBetween(l, subject.Id, o.Id)));
            if (match != null) proposals[subject.Id] = match.Id;
        }
        return proposals;
    }

    /// <summary>Whether a case may be the same fault as an earlier one.</summary>
    /// <param name="subject">The new one, with its addressees.</param>
    /// <param name="earlier">The other, with its addressees.</param>
    public static bool IsLike(Deficiency subject, Deficiency earlier) =>
        earlier.Id < subject.Id && earlier.Kind == subject.Kind && earlier.IsExample == subject.IsExample && IsReadable(earlier)
        && subject.Addressees.Exists(a => earlier.Addressees.Exists(e => e.AuthorityId == a.AuthorityId && e.SubAreaId == a.SubAreaId))
        && SearchWords.Likeness($"{subject.Title} {subject.Pattern}", $"{earlier.Title} {earlier.Pattern}") >= Least;

    /// <summary>A text that is gone or hidden is like every other that is.</summary>
    private static bool IsReadable(Deficiency subject) => subject.ErasedAt == null && subject.MaskedAt == null;

    /// <summary>Somebody has said that they belong together and are decided each by itself.</summary>
    private static bool IsBetween(CaseLink link, long one, long other) =>
        (link.DeficiencyId == one && link.OtherId == other) || (link.DeficiencyId == other && link.OtherId == one);
}
