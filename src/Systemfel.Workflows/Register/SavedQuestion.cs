using System.Text.Json;
using System.Text.Json.Serialization;
using Systemfel.Data.Search;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Text;

namespace Systemfel.Workflows.Register;

/// <summary>A question to the register as it is asked and kept: words, values by id, order. The page and the mail of a saved view both answer it from here.</summary>
/// <param name="Text">The words that are searched for; empty for none.</param>
/// <param name="Chosen">The chosen values by facet, each as the index knows it. Kept by the facet's name.</param>
/// <param name="Sort">The order of the hits. Kept by name.</param>
public sealed record SavedQuestion(string Text, IReadOnlyDictionary<RegisterFacet, IReadOnlyList<string>> Chosen, RegisterSort Sort)
{
    /// <summary>More hits of a word than this say nothing; the newest of them would be lost otherwise.</summary>
    private const int MostFound = 200_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The words to search for; null when nothing is searched for.</summary>
    [JsonIgnore]
    public SearchQuery? Words => Text.Length == 0 ? null : SearchWords.Query(Text);

    /// <summary>As it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>As it was stored.</summary>
    public static SavedQuestion FromJson(string json) => JsonSerializer.Deserialize<SavedQuestion>(json, Json)!;

    /// <summary>Searches for its words, and gives the filter that finds what it asks for.</summary>
    public async Task<RegisterFilter> FilterAsync(SystemfelReader reader, CancellationToken ct = default) =>
        Filter(Words is { } words ? (await reader.SearchAsync(words, MostFound, ct)).ToHashSet() : null);

    /// <summary>Whether something that it asks for is no longer there to choose: then it finds less than it says, or nothing.</summary>
    public bool IsOutdated(RegisterValues values) => Chosen.Any(c => c.Value.Any(v => !values.Has(c.Key, v)));

    private RegisterFilter Filter(IReadOnlySet<long>? found) => new()
    {
        Chosen = Chosen.Where(c => c.Value.Count > 0).ToDictionary(c => c.Key, c => (IReadOnlySet<string>)c.Value.ToHashSet()),
        Text = found,
        Sort = Sort,
    };
}
