using System.Text.Json;
using Systemfel.Workflows.Imports.Reading;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Imports.Planning;

/// <summary>Which column is which field, and what the list's own words for authorities, levels and so on stand for.</summary>
public sealed record ImportMapping
{
    /// <summary>'No sub-area', 'several municipalities', 'the meeting decides': chosen by the user in place of one of the organisation's own.</summary>
    public const string Nothing = "-";

    /// <summary>The outcome that leaves a case open, before the next review.</summary>
    public const string Open = "open";

    /// <summary>Field by header.</summary>
    public Dictionary<string, ImportField> Columns { get; init; } = [];

    /// <summary>What was chosen for a word of the list, by field and word: an id, a code, or <see cref="Nothing"/>.</summary>
    public Dictionary<ImportField, Dictionary<string, string>> Values { get; init; } = [];

    /// <summary>The authority of rows that name none: an id, or null.</summary>
    public long? AuthorityWhenNone { get; init; }

    /// <summary>The year of rows without a date; null: such rows cannot be imported.</summary>
    public int? YearWhenNone { get; init; }

    /// <summary>An outcome's id, or <see cref="Open"/>: of rows that say nothing of how it went.</summary>
    public string OutcomeWhenNone { get; init; } = "obsolete";

    /// <summary>What is wrong with the mapping itself.</summary>
    internal IEnumerable<ImportFault> Faults()
    {
        if (!Columns.ContainsValue(ImportField.Title) && !Columns.ContainsValue(ImportField.Pattern)) yield return new ImportFault(FaultKind.NothingMapped);
        foreach (var twice in Columns.Where(c => c.Value != ImportField.None).GroupBy(c => c.Value).Where(g => g.Count() > 1))
            yield return new ImportFault(FaultKind.MappedTwice, 0, twice.Last().Key, ImportFields.Labels[twice.Key]);
    }

    /// <summary>This mapping over an earlier one: words that were not asked about this time keep what was chosen for them.</summary>
    /// <param name="before">As it was stored.</param>
    internal ImportMapping Over(ImportMapping before)
    {
        var values = before.Values.ToDictionary(f => f.Key, f => new Dictionary<string, string>(f.Value));
        foreach (var (field, words) in Values)
        {
            if (!values.TryGetValue(field, out var known)) values[field] = known = [];
            foreach (var (word, chosen) in words) known[word] = chosen;
        }
        return this with { Values = values };
    }

    /// <summary>What was chosen for a word; null when nothing was.</summary>
    /// <param name="field">The field.</param>
    /// <param name="word">The word as the list has it.</param>
    public string? Chosen(ImportField field, string word) => Values.GetValueOrDefault(field)?.GetValueOrDefault(word) is { Length: > 0 } chosen ? chosen : null;

    internal static bool IsOutcome(string id) => id == Open || Outcomes.MayBeGiven(id);

    internal string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>As it was stored; empty when nothing was.</summary>
    public static ImportMapping FromJson(string json) => JsonSerializer.Deserialize<ImportMapping>(json) ?? new ImportMapping();
}
