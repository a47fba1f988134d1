using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>Numbers that stand for a person elsewhere: T-number and reserve number in care, LMA card, passport, customer and foreign numbers.</summary>
internal static class OtherIdentities
{
    private static readonly Regex Reserve = Pattern.Of(@"(?:^|[^\dA-Za-z])(?<v>(?:19|20)?\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|[6-9]\d)[- +]?[A-Z]{1,2}\d{2,3}[A-Z]?|(?:19|20)?\d{6}[- ]?\d[A-Z]{1,2}\d{1,2}|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d[-+A]\d{3}[A-Y])");
    private static readonly Regex Passport = Pattern.Of(@"(?:^|[^\dA-Za-z])(?<v>[A-Z]{1,3} ?\d{6,8}[A-Z]?|\d{8,9}|[A-Z]\d{2}[A-Z]{2}\d{4})");
    private static readonly Regex Number = Pattern.Of(@"(?:^|[^\dA-Za-z./-])(?<v>(?:[A-Z]{1,6}[- ]?)?\d[\d /-]{2,18}\d(?:[A-Z]\d{0,3})?|\d{4,12})");

    public static void Look(TextReading reading, FindCollector finds)
    {
        var text = reading.Text;
        Pattern.Each(Reserve, text, (_, value) =>
        {
            if (IsJoined(text, value)) return false;
            finds.Add(value.Index, value.Index + value.Length, "ANNAT_ID", Certainty.Likely, "ser ut som ett reservnummer eller annat id-nummer");
            return true;
        });
        if ((reading.All & Cue.Passport) != 0) Pattern.Each(Passport, text, (_, value) => Take(reading, finds, value, Cue.Passport, "ser ut som numret på en id-handling"));
        if ((reading.All & Cue.OtherId) != 0) Pattern.Each(Number, text, (_, value) => Take(reading, finds, value, Cue.OtherId, "ser ut som ett nummer som står för en person"));
    }

    private static bool Take(TextReading reading, FindCollector finds, Group value, Cue cue, string reason)
    {
        if (IsJoined(reading.Text, value) || !reading.Before(value.Index, cue, 5)) return false;
        var digits = Pattern.DigitsOf(value.ValueSpan);
        var end = value.Index + value.Length;
        if (digits.Length < 4 || IsAmountOrDate(reading, value, end)) return false;
        finds.Add(value.Index, end, "ANNAT_ID", Certainty.Likely, reason);
        return true;
    }

    private static bool IsAmountOrDate(TextReading reading, Group value, int end)
    {
        var next = reading.TokenAt(end);
        if (reading.IsWord(next) && reading.WordLower(next) is "kr" or "kronor" or "sek" or "dagar" or "månader" or "personer" or "st") return true;
        var written = value.ValueSpan;
        if (written.Length == 4 && written[0] is '1' or '2') return true;
        if (written.Length == 9 && written[4] is '-' or '/' && written[..2] is "19" or "20") return true;
        return written.Length == 10 && written[4] == '-' && written[7] == '-';
    }

    private static bool IsJoined(string text, Group value) =>
        Pattern.IsDigitAt(text, value.Index + value.Length) || Pattern.IsLetterAt(text, value.Index + value.Length);
}
