namespace Systemfel.Workflows.Register;

/// <summary>What the register can be narrowed by. Within one facet any chosen value is enough; all facets must agree.</summary>
public enum RegisterFacet
{
    /// <summary>Ids of authorities.</summary>
    Authority,
    /// <summary>Ids of sub-areas.</summary>
    SubArea,
    /// <summary>1 to 3; 0 for one that the review has yet to decide.</summary>
    Level,
    /// <summary>Stage ids; 'group:2' for a group.</summary>
    Stage,
    /// <summary>Ids; 0 for several municipalities.</summary>
    Municipality,
    /// <summary>The year of the number.</summary>
    Year,
    /// <summary>Ids of themes; 0 for none.</summary>
    Theme,
    /// <summary>Who has the ball: author, team, group:2, authority:3, ombuds.</summary>
    Ball,
    /// <summary>deficiency or good-example.</summary>
    Kind,
    /// <summary>open or closed.</summary>
    State,
    /// <summary>yes for one that an authority is late with.</summary>
    Overdue,
    /// <summary>yes for one that was closed without any answer.</summary>
    WithoutAnswer,
}

/// <summary>In what order hits are listed; each the most pressing first.</summary>
public enum RegisterSort
{
    /// <summary>Last changed first.</summary>
    Changed,
    /// <summary>The nearest date first; those without a date last.</summary>
    NextDate,
    /// <summary>Most often seen first.</summary>
    Seen,
    /// <summary>Newest number first.</summary>
    Number,
}

/// <summary>A question to the register.</summary>
public sealed record RegisterFilter
{
    /// <summary>What 'yes' is called in the facets that only have that.</summary>
    public const string Yes = "yes";

    /// <summary>The chosen values by facet; a facet that is missing or empty lets all through.</summary>
    public IReadOnlyDictionary<RegisterFacet, IReadOnlySet<string>> Chosen { get; init; } = new Dictionary<RegisterFacet, IReadOnlySet<string>>();

    /// <summary>Ids that the full-text search found; null when nothing was searched for.</summary>
    public IReadOnlySet<long>? Text { get; init; }

    /// <summary>The order of the hits.</summary>
    public RegisterSort Sort { get; init; }

    /// <summary>A filter with the given values chosen.</summary>
    public static RegisterFilter Of(params IEnumerable<(RegisterFacet Facet, string Value)> chosen) => new()
    {
        Chosen = chosen.GroupBy(c => c.Facet, c => c.Value).ToDictionary(g => g.Key, g => (IReadOnlySet<string>)g.ToHashSet()),
    };
}

/// <summary>Which cases of an organisation a person may find.</summary>
/// <param name="AccountId">Finds own withdrawn ones.</param>
/// <param name="Granted">Only these; null for the team, which finds all that are not drafts.</param>
public sealed record RegisterSight(long AccountId, IReadOnlySet<long>? Granted);

/// <summary>What was found.</summary>
/// <param name="Total">How many in all.</param>
/// <param name="Ids">Those of the asked page, in order.</param>
/// <param name="Facets">For each facet and value how many hits there would be if only that facet's own choice were dropped.</param>
public sealed record RegisterHits(int Total, IReadOnlyList<long> Ids, IReadOnlyDictionary<RegisterFacet, IReadOnlyDictionary<string, int>> Facets)
{
    /// <summary>Hits under a value of a facet.</summary>
    public int Count(RegisterFacet facet, string value) => Facets[facet].GetValueOrDefault(value);
}
