using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>IBAN, in one piece or in groups. A right checksum is certain; a wrong one is likely for a Swedish number or beside the word.</summary>
internal static class Ibans
{
    private static readonly Regex Number = Pattern.Of(@"(?:^|[^\p{L}\p{N}])(?<v>[A-Za-z]{2}\d\d(?:[ -]?[A-Za-z0-9]){11,30})");

    public static void Look(TextReading reading, FindCollector finds)
    {
        var text = reading.Text;
        Span<char> kept = stackalloc char[40];
        for (var match = Number.Match(text); match.Success;)
        {
            var value = match.Groups["v"];
            var next = value.Index + 1;
            var swedish = value.ValueSpan[..2].Equals("SE", StringComparison.OrdinalIgnoreCase);
            // The longest piece whose checksum is right; words that follow are no part of it.
            var count = 0;
            var end = -1;
            var shaped = -1;
            for (var i = 0; i < value.Length; i++)
            {
                if (!char.IsAsciiLetterOrDigit(value.ValueSpan[i])) continue;
                kept[count++] = value.ValueSpan[i];
                var after = value.Index + i + 1;
                if (count < 15 || (after < text.Length && char.IsLetterOrDigit(text[after]))) continue;
                if (Checksums.Iban(kept[..count]) && (!swedish || count == 24)) end = after;
                if (swedish && count == 24 && !kept[2..24].ContainsAnyExceptInRange('0', '9')) shaped = after;
            }
            if (end < 0 && reading.Before(value.Index, Cue.Account, 5) is var _ && shaped > 0) end = -shaped;
            if (end != -1)
            {
                var certain = end > 0;
                end = Math.Abs(end);
                finds.Add(value.Index, end, "KONTO", certain ? Certainty.Certain : Certainty.Likely, certain ? "är ett IBAN-nummer" : "ser ut som ett IBAN-nummer");
                next = end;
            }
            if (next > text.Length) return;
            match = Number.Match(text, next);
        }
    }
}
