using System.Globalization;
using System.Text;

namespace Systemfel.Workflows.Anonymisation;

/// <summary>
/// A text in one way of writing: digits of every script as 0-9, every dash as '-', every space as ' ', full-width letters as ordinary ones,
/// accents joined with their letter, invisible characters gone. Knows where each character came from.
/// </summary>
internal sealed class FoldedText
{
    private readonly int[] _starts;
    private readonly int[] _ends;

    private FoldedText(string original, string text, int[] starts, int[] ends)
    {
        (Original, Text, _starts, _ends) = (original, text, starts, ends);
        Tokens = Tokenizer.Split(text);
    }

    public string Original { get; }

    /// <summary>The folded text; all positions of the recognizers are in it.</summary>
    public string Text { get; }

    /// <summary>Words, digit groups and single signs in order; spaces are none.</summary>
    public IReadOnlyList<Token> Tokens { get; }

    public static FoldedText Of(string original)
    {
        var text = new StringBuilder(original.Length);
        var starts = new int[original.Length];
        var ends = new int[original.Length];
        for (var i = 0; i < original.Length;)
        {
            var length = char.IsSurrogatePair(original, Math.Min(i, original.Length - 1)) ? 2 : 1;
            if (original[i] is '\r' or '\n' && IsNumberBroken(i)) { }
            else if (length == 1 && original[i] < 128) Add(original[i] is '\t' or '\f' or '\v' ? ' ' : original[i]);
            else if (IsMark(original[i])) Join(original[i], i + 1);
            else if (Fold(original, i) is { } folded) Add(folded);
            i += length;

            void Add(char folded)
            {
                starts[text.Length] = i;
                ends[text.Length] = i + length;
                text.Append(folded);
            }
        }
        return new FoldedText(original, text.ToString(), starts, ends);

        // '641227-' at the end of a line and '9868' on the next are one number.
        bool IsNumberBroken(int at)
        {
            if (text.Length < 2 || text[^1] != '-' || !char.IsAsciiDigit(text[^2])) return false;
            while (at < original.Length && original[at] is '\r' or '\n') at++;
            return at < original.Length && char.IsAsciiDigit(original[at]);
        }

        void Join(char mark, int end)
        {
            if (text.Length == 0) return;
            var joined = char.IsSurrogate(text[^1]) ? "" : string.Concat(text[^1].ToString(), mark.ToString()).Normalize(NormalizationForm.FormC);
            if (joined.Length == 1) text[^1] = joined[0];
            ends[text.Length - 1] = end;
        }
    }

    /// <summary>Where a piece of the folded text stands in the original: first and one past the last.</summary>
    public (int Start, int End) InOriginal(int start, int end) => (_starts[start], _ends[end - 1]);

    private static bool IsMark(char c) => c is >= '\u0300' and <= '\u036f';

    /// <returns>The folded character; null when it is not seen.</returns>
    private static char? Fold(string text, int at)
    {
        var digit = CharUnicodeInfo.GetDecimalDigitValue(text, at);
        if (digit >= 0) return (char)('0' + digit);
        var c = text[at];
        switch (CharUnicodeInfo.GetUnicodeCategory(c))
        {
            case UnicodeCategory.Format: return null;
            case UnicodeCategory.DashPunctuation: return '-';
            case UnicodeCategory.SpaceSeparator: return ' ';
            case UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator: return '\n';
            case UnicodeCategory.Surrogate: return '\ufffd';
        }
        return c switch
        {
            '\u2212' => '-',
            '\u2019' or '\u2018' or '\u00b4' => '\'',
            >= '\uff01' and <= '\uff5e' => (char)(c - 0xfee0),
            '\u212b' => 'Å',
            '\ufe6b' => '@',
            '\u3002' or '\u2024' => '.',
            _ => c,
        };
    }
}
