using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>Bank accounts with clearing number, bankgiro, plusgiro and payment cards.</summary>
internal static class Accounts
{
    private static readonly Regex Bankgiro = Pattern.Of(@"(?:^|[^\d-])(?<v>\d{3,4} ?- ?\d{4}|\d{7,8})");
    private static readonly Regex Plusgiro = Pattern.Of(@"(?:^|[^\d-])(?<v>\d{1,4}(?: \d{1,4}){0,4} ?- ?\d|\d{6,8})");
    private static readonly Regex Account = Pattern.Of(@"(?i:(?:^|[^\d\w/-])(?<v>\d{4}(?:-\d)?(?:[,;:.]? ?\(?(?:och |med )?(?:konto|kontonr|kontonummer|ktonr|kto)\.?:? ?| ?[-,/] ?| )\d(?:[ -]?\d){4,13}|\d(?:[ -]?\d){6,15}))");
    private static readonly Regex Card = Pattern.Of(@"(?:^|[^\d\w-])(?<v>\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4})");

    public static void Look(TextReading reading, FindCollector finds)
    {
        var text = reading.Text;
        Pattern.Each(Card, text, (_, value) =>
        {
            if (Pattern.IsDigitAt(text, value.Index + value.Length) || !"3456".Contains(value.Value[0], StringComparison.Ordinal) || !Checksums.Luhn(Pattern.DigitsOf(value.ValueSpan))) return false;
            return Add(finds, value, value.Index + value.Length, "ser ut som ett kortnummer");
        });
        if ((reading.All & Cue.Bankgiro) != 0) Pattern.Each(Bankgiro, text, (_, value) => Beside(reading, value, Cue.Bankgiro, 3) && Add(finds, value, value.Index + value.Length, "ser ut som ett bankgironummer"));
        if ((reading.All & Cue.Plusgiro) != 0) Pattern.Each(Plusgiro, text, (_, value) => Beside(reading, value, Cue.Plusgiro, 3) && Add(finds, value, value.Index + value.Length, "ser ut som ett plusgironummer"));
        if ((reading.All & Cue.Account) != 0) Pattern.Each(Account, text, (_, value) =>
        {
            if (!Beside(reading, value, Cue.Account, 4) || value.Length < 7) return false;
            var digits = Pattern.DigitsOf(value.ValueSpan);
            // A number that begins with 0 is one to call: 'Swedbank 0771-22 11 22'.
            if (digits.Length is < 7 or > 16 || digits[0] == '0') return false;
            if (value.Length == 10 && value.Value[4] == '-' && value.Value[7] == '-') return false;
            return Add(finds, value, value.Index + value.Length, "ser ut som ett kontonummer");
        });
    }

    private static bool Beside(TextReading reading, Group value, Cue cue, int tokens)
    {
        int start = value.Index, end = start + value.Length;
        var text = reading.Text;
        if (Pattern.IsDigitAt(text, end) || Pattern.IsLetterAt(text, end) || Pattern.IsDigitAt(text, start - 2) && text[start - 1] is '/' or '.' or ',') return false;
        var next = reading.TokenAt(end);
        if (reading.IsWord(next) && reading.WordLower(next) is "kr" or "kronor" or "sek" or "miljoner" or "tusen" or "euro") return false;
        return reading.Before(start, cue, tokens + 3) && !reading.Before(start, Cue.Pnr | Cue.Phone, 1);
    }

    private static bool Add(FindCollector finds, Group value, int end, string reason)
    {
        finds.Add(value.Index, end, "KONTO", Certainty.Likely, reason);
        return true;
    }
}
