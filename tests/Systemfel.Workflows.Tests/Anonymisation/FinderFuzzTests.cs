using Systemfel.Workflows.Anonymisation;

namespace Systemfel.Workflows.Tests.Anonymisation;

/// <summary>Random and broken texts: whatever stands in them, the finds lie inside, in order and apart. ANONYMISE_FUZZ sets how many.</summary>
public class FinderFuzzTests
{
    private static readonly string[] Junk = ["\ud83d", "\udd25", "\ud83d\ude21", "\u0000", "\u200b", "\u00ad", "\u0301", "\u202e", "\ufeff", "\uffff", "１２３", "٠١٢", "𝟙𝟚", "ﷺ", "İ", "ß", "\r\n", "\t", "\u2028", "@", "@@", "..", "://", "+46", "(0)", "[[", "]]", "-", "--", " ", "  ", "0", "19", "å", "Å\u030a", "\u0308", "'", "\"", "#", "*", "*1", "f.", "f. ", "A.", "K.", ":", "S:t "];

    private static readonly PersonalDataFinder Finder = new();

    [Fact]
    public void FindIn_WhenTheTextIsMutated_GivesFindsInsideTheTextInOrderAndApart()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("ANONYMISE_FUZZ"), out var asked) ? asked : 5_000;
        for (var seed = 0; seed < count; seed++)
        {
            var text = Mutated(new Random(seed));
            Assert.Null(Fault(text) is { } fault ? $"Seed {seed}: {fault}" : null);
        }
    }

    private static string? Fault(string text)
    {
        var last = 0;
        foreach (var find in Finder.FindIn(text))
        {
            if (find.Start < last || find.End <= find.Start || find.End > text.Length) return $"{find.Label} {find.Start}-{find.End} after {last} in {text.Length}.";
            if (text[find.Start..find.End] != find.Text) return $"{find.Label} {find.Start}-{find.End} has other words than the text.";
            last = find.End;
        }
        return null;
    }

    private static string Mutated(Random random)
    {
        var pieces = new List<string>();
        for (var n = random.Next(1, 8); n > 0; n--)
        {
            var text = TextFile.All[random.Next(TextFile.All.Count)].Text;
            var from = random.Next(text.Length);
            pieces.Add(random.Next(3) switch { 0 => text, 1 => text[from..], _ => text[..from] });
            if (random.Next(2) == 0) pieces.Add(Junk[random.Next(Junk.Length)]);
        }
        var whole = string.Concat(pieces).ToCharArray().ToList();
        for (var n = random.Next(6); n > 0 && whole.Count > 1; n--)
            Change(random, whole);
        return new string([.. whole]);
    }

    private static void Change(Random random, List<char> text)
    {
        var at = random.Next(text.Count);
        switch (random.Next(4))
        {
            case 0: text[at] = (char)random.Next(0x10000); break;
            case 1: text.RemoveAt(at); break;
            case 2: text.InsertRange(at, Junk[random.Next(Junk.Length)]); break;
            default: (text[at], text[^1]) = (text[^1], text[at]); break;
        }
    }
}
