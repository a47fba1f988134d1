using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Cases;
using Systemfel.Workflows.Disclosure;

namespace Systemfel.Web.Features.Register;

public sealed record AddresseeTag(string Plate, string Text);

public sealed record RegisterLine(
    long Id, string Number, string Title, bool IsGoodExample, bool IsRecurring, Level? Level, IReadOnlyList<AddresseeTag> Addressees,
    IReadOnlyList<LineStep> Steps, string Municipality, int Seen, DateOnly? Next, bool Late)
{
    /// <summary>SF-2026- and 0042: the year is read out, the number is seen.</summary>
    public (string Series, string Running) NumberParts =>
        Number.LastIndexOf('-') is > 0 and var dash ? (Number[..(dash + 1)], Number[(dash + 1)..]) : ("", Number);
}

/// <summary>Reads what a page of hits shows, for its ids only.</summary>
public static class RegisterRows
{
    public static async Task<List<RegisterLine>> ReadAsync(SystemfelReader reader, IReadOnlyList<long> ids, Audience audience, DateOnly today, CancellationToken ct)
    {
        var cases = await reader.Deficiencies.Where(d => ids.Contains(d.Id))
            .Include(d => d.Municipality)
            .Include(d => d.Addressees).ThenInclude(a => a.Authority)
            .Include(d => d.Addressees).ThenInclude(a => a.SubArea)
            .Include(d => d.Bookmarks).ThenInclude(b => b.Addressee!.Authority)
            .Include(d => d.Bookmarks).ThenInclude(b => b.Group)
            .Include(d => d.Bookmarks).ThenInclude(b => b.LetterItem!.Letter)
            .AsSplitQuery().ToListAsync(ct);
        var seen = await reader.Occurrences.Where(o => ids.Contains(o.DeficiencyId) && o.UndoneAt == null)
            .GroupBy(o => o.DeficiencyId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var byId = cases.ToDictionary(c => c.Id);
        return [.. ids.Where(byId.ContainsKey).Select(id => Line(byId[id], seen.GetValueOrDefault(id) + 1, audience, today))];
    }

    public static List<AddresseeTag> Tags(Deficiency c, Audience audience) =>
        [.. c.Addressees.OrderBy(a => a.SortOrder).Select(a => new AddresseeTag(a.Authority.Plate, Name(a, c, audience)))];

    private static string Name(Addressee a, Deficiency c, Audience audience)
    {
        var name = a.OtherName.Length > 0 ? a.OtherName : a.Authority.Name;
        return audience.Name(a.SubArea, c.MunicipalityId) is { } area ? $"{name} · {Hosting.Swedish.InSentence(area)}" : name;
    }

    private static RegisterLine Line(Deficiency c, int seen, Audience audience, DateOnly today)
    {
        var dated = c.Bookmarks.Where(b => b.ClosedAt == null && b.Due != null).ToList();
        var late = dated.Where(b => StageWords.IsLate(b, today)).Min(b => b.Due);
        return new RegisterLine(
            c.Id, c.Number, c.Title, c.Kind == DeficiencyKind.GoodExample, c.IsRecurring, c.Level, Tags(c, audience),
            StageWords.Of(c.Bookmarks, today), audience.Name(c.Municipality) ?? "Flera", seen, late ?? dated.Min(b => b.Due), late != null);
    }
}
