using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Systemfel.Workflows.Register;

namespace Systemfel.Web.Features.Register;

/// <summary>What the address asks for, in Swedish words: ?myndighet=fk&amp;niva=lokal&amp;q=boendestöd.</summary>
public sealed class RegisterQuestion
{
    public const int PageSize = 25;

    private readonly RegisterLists _lists;

    private static readonly (RegisterSort Sort, string Word, string Label)[] Sorts =
    [
        (RegisterSort.Changed, "senast-andrad", "Senast ändrad"),
        (RegisterSort.NextDate, "nasta-datum", "Nästa datum"),
        (RegisterSort.Seen, "antal-ganger", "Antal gånger sett"),
        (RegisterSort.Number, "nummer", "Nummer"),
    ];

    public RegisterQuestion(IQueryCollection query, RegisterLists lists)
    {
        _lists = lists;
        Text = Trimmed(query["q"]);
        // A value that is unknown here is left out; the sentence above the hits says what counts.
        Chosen = lists.Facets.ToDictionary(f => f.Facet, f => f.Values.Where(v => query[f.Name].Contains(v.Word)).ToList());
        State = query["lage"].ToString() switch { "avslutade" => "avslutade", "alla" => "alla", _ => "oppna" };
        Sort = Sorts.FirstOrDefault(s => s.Word == query["sort"].ToString(), Sorts[0]).Sort;
        Page = int.TryParse(query["sida"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 1_000_000) : 1;
    }

    /// <summary>A question that was kept. What can no longer be chosen is left out: ask first whether it is outdated.</summary>
    public RegisterQuestion(SavedQuestion kept, RegisterLists lists)
    {
        _lists = lists;
        Text = kept.Text;
        Chosen = lists.Facets.ToDictionary(f => f.Facet, f => f.Values.Where(v => kept.Chosen.TryGetValue(f.Facet, out var chosen) && chosen.Contains(v.Value)).ToList());
        State = !kept.Chosen.TryGetValue(RegisterFacet.State, out var state) ? "alla" : state.Contains("closed") ? "avslutade" : "oppna";
        Sort = kept.Sort;
        Page = 1;
    }

    public string Text { get; }

    /// <summary>oppna, avslutade or alla.</summary>
    public string State { get; }

    public RegisterSort Sort { get; }

    public int Page { get; }

    public IReadOnlyDictionary<RegisterFacet, List<FacetValue>> Chosen { get; }

    public bool IsNarrowed => Text.Length > 0 || Chosen.Values.Any(v => v.Count > 0);

    public bool Has(FacetList facet, FacetValue value) => Chosen[facet.Facet].Contains(value);

    public static IEnumerable<(string Word, string Label, bool Current)> SortChoices(RegisterSort current) =>
        Sorts.Select(s => (s.Word, s.Label, s.Sort == current));

    /// <summary>As it is answered, and kept.</summary>
    public SavedQuestion Kept
    {
        get
        {
            var chosen = Chosen.Where(c => c.Value.Count > 0).ToDictionary(c => c.Key, c => (IReadOnlyList<string>)[.. c.Value.Select(v => v.Value)]);
            if (State != "alla") chosen[RegisterFacet.State] = [State == "oppna" ? "open" : "closed"];
            return new SavedQuestion(Text, chosen, Sort);
        }
    }

    /// <summary>The same question on another page, or as another kind of list.</summary>
    public string Url(int page = 1, string path = "/register")
    {
        var query = new QueryBuilder();
        if (Text.Length > 0) query.Add("q", Text);
        if (State != "oppna") query.Add("lage", State);
        foreach (var facet in _lists.Facets)
            foreach (var value in Chosen[facet.Facet]) query.Add(facet.Name, value.Word);
        if (Sort != RegisterSort.Changed) query.Add("sort", Sorts.First(s => s.Sort == Sort).Word);
        if (page > 1) query.Add("sida", page.ToString(CultureInfo.InvariantCulture));
        return path + query.ToQueryString();
    }

    private static string Trimmed(string? text)
    {
        var words = (text ?? "").Trim();
        return words.Length > 200 ? words[..200] : words;
    }
}
