using System.Text.Json;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Anonymisation.Recognizers;

namespace Systemfel.Workflows.Tests.Anonymisation;

/// <summary>Every label against the texts of Texts/finder-texts.tsv, and the product's own texts.</summary>
public class FinderTextsTests
{
    private static readonly PersonalDataFinder Finder = new();

    public static TheoryData<string> Labels => [.. TextFile.All.Select(t => t.Label).Distinct()];

    [Theory]
    [MemberData(nameof(Labels))]
    public void FindIn_WhenATextOnlyLooksLikeIt_FindsNothing(string label)
    {
        var texts = TextFile.All.Where(t => t.Label == label && !t.HasFind).ToList();

        Assert.True(texts.Count >= 25, $"{label} has {texts.Count} texts without a find.");
        Assert.Empty(texts.SelectMany(t => Finder.FindIn(t.Text).Select(f => $"{f.Label} '{f.Text}' in: {t.Text}")));
    }

    [Theory]
    [MemberData(nameof(Labels))]
    public void FindIn_WhenATextHoldsIt_FindsItUnderItsLabel(string label)
    {
        var texts = TextFile.All.Where(t => t.Label == label && t.HasFind).ToList();

        Assert.True(texts.Count >= 25, $"{label} has {texts.Count} texts.");
        Assert.Empty(texts.SelectMany(t => t.Words.Where(w => !IsFound(label, t.Text, w)).Select(w => $"'{w}' in: {t.Text} (found: {string.Join(", ", Finder.FindIn(t.Text).Select(f => f.Label + " " + f.Text))})")));
    }

    [Fact]
    public void Labels_WhenTakenFromTheTable_AllHaveTexts() =>
        Assert.Empty(Recognizer.All.SelectMany(r => r.Labels).Except(TextFile.All.Select(t => t.Label)));

    [Fact]
    public void Documentation_WhenARecognizerStandsInTheTable_NamesItWithItsLabels()
    {
        var rows = File.ReadAllLines(Path.Combine(Architecture.SourceTree.Root, "docs", "anonymisation.md"));

        Assert.Empty(Recognizer.All.Where(r => !rows.Any(l => l.StartsWith($"| {r.Name} | {string.Join(", ", r.Labels)} |", StringComparison.Ordinal))).Select(r => r.Name));
    }

    [Fact]
    public void FindIn_WhenGivenTheDemoCases_FindsNothing()
    {
        using var stream = typeof(PersonalDataFinder).Assembly.GetManifestResourceStream("Systemfel.Workflows.Reference.demo-cases.json")!;
        using var cases = JsonDocument.Parse(stream);

        Assert.Equal(88, cases.RootElement.GetArrayLength());
        Assert.Empty(cases.RootElement.EnumerateArray().SelectMany(TextsIn).SelectMany(t => Finder.FindIn(t).Select(f => $"{f.Label} '{f.Text}' in: {t}")));
    }

    // Whole at least half: the borders of an address or a quasi-identifier are a matter of taste.
    private static bool IsFound(string label, string text, string words)
    {
        var at = text.IndexOf(words, StringComparison.Ordinal);
        return Finder.FindIn(text).Where(f => f.Label == label).Sum(f => Math.Max(0, Math.Min(f.End, at + words.Length) - Math.Max(f.Start, at))) * 2 >= words.Length;
    }

    // Sentences only: a reference or an account's address has no space.
    private static IEnumerable<string> TextsIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [.. new[] { element.GetString()! }.Where(s => s.Contains(' ', StringComparison.Ordinal))],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(TextsIn),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => TextsIn(p.Value)),
        _ => [],
    };
}
