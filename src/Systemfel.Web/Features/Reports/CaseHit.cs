using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Search;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Text;

namespace Systemfel.Web.Features.Reports;

/// <summary>An authority that a case concerns, as it stands in lists.</summary>
public sealed record AddresseeName(string Plate, string Name, string? SubArea)
{
    public static AddresseeName Of(Addressee a) => new(
        a.Authority.Code == ReportChoices.OtherCode ? "" : a.Authority.Plate, a.OtherName.Length > 0 ? a.OtherName : a.Authority.Name, a.SubArea?.Name);

    public string Full => SubArea is null ? Name : $"{Name} · {Hosting.Swedish.InSentence(SubArea)}";
}

/// <summary>What the viewer has just counted on a case, with what takes it back.</summary>
public sealed record JustCounted(long OccurrenceId, string Text);

/// <summary>A case that somebody may have seen too.</summary>
public sealed record CaseHit(long Id, string Number, string Title, IReadOnlyList<AddresseeName> Addressees, string Seen, JustCounted? Counted);

/// <summary>Finds cases that the viewer may see, by words or by likeness.</summary>
internal sealed class CaseSearch(SystemfelReader reader, Viewer viewer, DateTimeOffset now)
{
    // 'Ångra' stands in place of the button for as long as one may still be thinking of it.
    private static readonly TimeSpan Undoable = TimeSpan.FromMinutes(30);

    public async Task<List<CaseHit>> FindAsync(string text, int atMost, CancellationToken ct) =>
        await ReadAsync(await reader.SearchAsync(SearchWords.Query(text), 200, ct), atMost, [], ct);

    /// <summary>What is like a heading; within the same authorities first.</summary>
    public async Task<List<CaseHit>> SimilarAsync(string title, IReadOnlyCollection<string> authorities, long? except, int atMost, CancellationToken ct)
    {
        if (SearchWords.Similar(title) is not { } query) return [];
        var ids = await reader.SearchAsync(query, 40, ct);
        return await ReadAsync([.. ids.Where(id => id != except)], atMost, authorities, ct);
    }

    private async Task<List<CaseHit>> ReadAsync(List<long> ids, int atMost, IReadOnlyCollection<string> first, CancellationToken ct)
    {
        if (ids.Count == 0) return [];
        var cases = await reader.Deficiencies.VisibleTo(viewer)
            .Where(d => ids.Contains(d.Id) && !d.IsDraft && d.MergedIntoId == null)
            .Include(d => d.Addressees.OrderBy(a => a.SortOrder)).ThenInclude(a => a.Authority)
            .Include(d => d.Addressees).ThenInclude(a => a.SubArea)
            .AsSplitQuery().ToListAsync(ct);
        var best = cases
            .OrderBy(d => first.Count > 0 && !d.Addressees.Any(a => first.Contains(a.Authority.Code)))
            .ThenBy(d => ids.IndexOf(d.Id)).Take(atMost).ToList();
        var shown = best.ConvertAll(d => d.Id);
        var entries = await reader.RegisterEntries.Where(r => shown.Contains(r.DeficiencyId)).ToDictionaryAsync(r => r.DeficiencyId, ct);
        var counted = await CountedAsync(shown, ct);
        return best.ConvertAll(d => new CaseHit(
            d.Id, d.Number, d.Title, [.. d.Addressees.Select(AddresseeName.Of)], SeenText(entries.GetValueOrDefault(d.Id)), counted.GetValueOrDefault(d.Id)));
    }

    private static string SeenText(RegisterEntry? entry) => entry == null ? "" : Words.Seen(entry.Seen, entry.Municipalities);

    private async Task<Dictionary<long, JustCounted>> CountedAsync(List<long> ids, CancellationToken ct)
    {
        var since = now - Undoable;
        var mine = await reader.Occurrences.Include(o => o.Municipality)
            .Where(o => ids.Contains(o.DeficiencyId) && o.AccountId == viewer.AccountId && o.UndoneAt == null && o.CountedAt > since)
            .OrderBy(o => o.Id).ToListAsync(ct);
        return mine.GroupBy(o => o.DeficiencyId).ToDictionary(g => g.Key, g => new JustCounted(g.Last().Id, CountInput.Told(g.Last())));
    }
}
