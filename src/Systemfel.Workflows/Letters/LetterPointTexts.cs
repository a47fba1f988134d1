using Systemfel.Data.Letters;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Letters;

/// <summary>The words of a point as the coordinator wants them in the letter; the case's own stay as they are.</summary>
/// <param name="ItemId">The point.</param>
/// <param name="Title">In a few words, on one line.</param>
/// <param name="Pattern">What recurs.</param>
/// <param name="Proposal">What the ombuds propose; may be empty.</param>
public sealed record LetterPointText(long ItemId, string Title, string Pattern, string Proposal)
{
    internal LetterPointText Kept() => new(ItemId, One(Title), Own(Pattern), Own(Proposal));

    internal static LetterPointText Of(LetterItem item) => new LetterPointText(item.Id, item.Title, item.Pattern, item.Proposal).Kept();

    private static string One(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Own(string text) => text.ReplaceLineEndings("\n").Trim();
}

/// <summary>Writes the points of a letter anew, before it leaves.</summary>
internal static class LetterPointTexts
{
    private const int LongestTitle = 200;

    /// <exception cref="StaleLetterException">The letter has no such point.</exception>
    /// <exception cref="MoveRefusedException">With a sentence; the input is the field's name and the point's id: 'pattern-12'.</exception>
    public static void Write(Letter letter, IReadOnlyList<LetterPointText> texts, TextCheck check)
    {
        foreach (var text in texts.Select(t => t.Kept()))
        {
            var item = letter.Items.Find(i => i.Id == text.ItemId) ?? throw new StaleLetterException();
            if (text == LetterPointText.Of(item)) continue;
            Refuse(letter, item, text, check);
            (item.Title, item.Pattern, item.Proposal) = (text.Title, text.Pattern, text.Proposal);
        }
    }

    private static void Refuse(Letter letter, LetterItem item, LetterPointText text, TextCheck check)
    {
        if (letter.Organisation.RequiresFourEyes)
            throw new MoveRefusedException($"Texten i {item.Deficiency.Number} ska godkännas av en kollega innan den går ut, så den kan inte skrivas om i brevet. Ändra den på systemfelets sida.", $"pattern-{item.Id}");
        if (text.Title.Length == 0) throw new MoveRefusedException("Skriv punktens rubrik.", $"title-{item.Id}");
        if (text.Title.Length > LongestTitle) throw new MoveRefusedException($"Rubriken får vara högst {LongestTitle} tecken.", $"title-{item.Id}");
        if (text.Pattern.Length == 0) throw new MoveRefusedException("Skriv vad som brister.", $"pattern-{item.Id}");
        foreach (var (field, words) in new[] { ("title", text.Title), ("pattern", text.Pattern), ("proposal", text.Proposal) })
        {
            TextCheck.RefuseTooLong(words, $"{field}-{item.Id}");
            if (check.Check(words).Finds.FirstOrDefault(f => f.Certainty == Certainty.Certain) is { } find)
                throw new MoveRefusedException($"Texten kan peka ut en person: ”{find.Text}” {find.Reason}. Ta bort det.", $"{field}-{item.Id}");
        }
    }
}
