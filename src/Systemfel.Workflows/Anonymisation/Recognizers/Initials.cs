using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>Initials: 'A.K.' anywhere, 'BT' beside 'klienten'.</summary>
internal static class Initials
{
    private static readonly Regex Dotted = Pattern.Of(@"(?:^|[^\p{L}\p{N}.&/])(?<v>\p{Lu}\. ?\p{Lu}\.?(?: ?\p{Lu}\.)?)");
    private static readonly HashSet<string> NoInitials = ["P.O", "P.S", "U.S", "N.B", "D.V", "B.C", "T.EX", "S.K", "A.B", "O.S", "M.M", "F.D"];

    public static void Look(TextReading reading, FindCollector finds)
    {
        var text = reading.Text;
        Pattern.Each(Dotted, text, (_, value) =>
        {
            var end = value.Index + value.Length;
            // 'A.K. har' and 'A.K har'; 'vitamin D. A.' ends a sentence.
            if (Pattern.IsLetterAt(text, end) || NoInitials.Contains(value.Value.Replace(" ", "", StringComparison.Ordinal).TrimEnd('.'))) return false;
            if (value.Value.Contains(' ', StringComparison.Ordinal) && (!value.Value.EndsWith('.') || reading.IsWord(reading.TokenAt(value.Index) - 1) && !BesidePerson(reading, value.Index))) return false;
            finds.Add(value.Index, end, "NAMN", Certainty.Likely, "ser ut som initialer", "klienten");
            return true;
        });
        // 'klienten K. bor': one letter with its stop, where the sentence goes on.
        for (var i = 1; i + 2 < reading.Tokens.Count; i++)
        {
            if (reading.Tokens[i].Length != 1 || !reading.IsCapital(i) || !reading.IsSign(i + 1, '.') || reading.Tokens[i + 1].Start != reading.Tokens[i].End || !BesidePerson(reading, reading.Tokens[i].Start)) continue;
            if (reading.IsWord(i + 2) && char.IsLower(text[reading.Tokens[i + 2].Start]) && reading.Tokens[i + 2].Start > reading.Tokens[i + 1].End)
                finds.Add(reading.Tokens[i].Start, reading.Tokens[i + 1].End, "NAMN", Certainty.Likely, "ser ut som en initial");
        }
        for (var i = 1; i < reading.Tokens.Count; i++)
        {
            if (reading.Tokens[i].Kind != TokenKind.Word || reading.Tokens[i].Start - reading.Tokens[i - 1].End != 1 || !IsInitials(reading, i) || !BesidePerson(reading, reading.Tokens[i].Start)) continue;
            finds.Add(reading.Tokens[i].Start, reading.Tokens[i].End, "NAMN", Certainty.Likely, "ser ut som initialer");
        }
    }

    private static bool BesidePerson(TextReading reading, int start) => (reading.CueOf(reading.TokenAt(start) - 1) & (Cue.Client | Cue.Kin | Cue.Naming)) != 0;

    private static bool IsInitials(TextReading reading, int token)
    {
        var word = reading.Word(token);
        if (word.Length is < 2 or > 3 || reading.Lexicon.Series.ContainsKey(word.ToString()) || (reading.CueOf(token) & Cue.NotName) != 0) return false;
        foreach (var c in word) if (!char.IsUpper(c)) return false;
        return word.Length == 2 || word[1] != word[2];
    }
}
