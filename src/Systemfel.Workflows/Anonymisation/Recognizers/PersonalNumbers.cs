using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>
/// Personnummer (folkbokföringslagen 18 §) and samordningsnummer (day + 60), with or without century, in the ways people write them.
/// Date and check digit right: certain. Check digit wrong or hidden: likely, unless the words around speak of something else.
/// </summary>
internal static class PersonalNumbers
{
    private static readonly Regex Number = Pattern.Of(
        @"(?:^|[^\d])(?<v>(?:1[89]|20)?\d\d[-./ ]?(?:0[1-9]|1[0-2])[-./ ]?\d\d ?[-+/.,]{0,2} ?(?:\d\d ?-?\d\d|\d{2}[xX*]{2}|[xX*]{4}|\d{3}[xX*]|[-_]{4}))");

    // As a scanner reads it: O for 0, l and I for 1.
    private static readonly Regex Scanned = Pattern.Of(@"(?:^|[^\p{L}\d-])(?<v>(?:[1lI][89]|[2][0Oo])?[\dOolI]{2}[0O1lIo][\dOolI][\dOolI]{2}[-+][\dOolI]{4})");

    public static void Look(TextReading reading, FindCollector finds)
    {
        LookForNumbers(reading, finds);
        Pattern.Each(Scanned, reading.Text, (_, value) =>
        {
            var end = value.Index + value.Length;
            if (Pattern.IsDigitAt(reading.Text, end) || Pattern.IsLetterAt(reading.Text, end) || Pattern.DigitsOf(value.ValueSpan) is var read && (read.Length < 6 || read.Length == value.Length - 1)) return false;
            var digits = Pattern.DigitsOf(value.Value.Replace('O', '0').Replace('o', '0').Replace('l', '1').Replace('I', '1'));
            if (!IsDate(null, digits[^10..^4])) return false;
            finds.Add(value.Index, end, "PERSONNUMMER", Certainty.Likely, "ser ut som ett felläst personnummer");
            return true;
        });
    }

    private static void LookForNumbers(TextReading reading, FindCollector finds) => Pattern.Each(Number, reading.Text, (match, value) =>
    {
        var text = reading.Text;
        int start = value.Index, end = start + value.Length;
        if (Pattern.IsDigitAt(text, end) || (Pattern.IsLetterAt(text, start - 1) && (reading.CueOf(reading.TokenAt(start - 1)) & Cue.Pnr) == 0) || (Pattern.IsLetterAt(text, end) && char.IsAsciiLetterOrDigit(text[end]))) return false;
        if (start >= 2 && text[start - 1] is '-' or '.' or '/' or '+' && Pattern.IsDigitAt(text, start - 2)) return false;
        if (end + 1 < text.Length && text[end] is '-' or '/' && Pattern.IsDigitAt(text, end + 1)) return false;
        var digits = Pattern.DigitsOf(value.ValueSpan);
        var hidden = value.ValueSpan.IndexOfAny("xX*_") >= 0 || value.ValueSpan.EndsWith("----");
        var withCentury = digits.Length is 12 || (hidden && digits.Length is 8 or 10 or 11 && digits[..2] is "18" or "19" or "20");
        if (digits.Length is not (10 or 12) && !hidden) return false;
        var date = withCentury ? digits[2..8] : digits[..6];
        if (!IsDate(withCentury ? int.Parse(digits.AsSpan(0, 4)) : null, date)) return false;
        var cue = reading.Before(start, Cue.Pnr, 8) || reading.After(end, Cue.Pnr, 3);
        if (hidden)
        {
            finds.Add(start, end, "PERSONNUMMER", Certainty.Likely, "ser ut som ett personnummer där slutet är dolt");
            return true;
        }
        var separated = digits.Length != value.Length;
        var valid = Checksums.Luhn(digits.AsSpan(digits.Length - 10));
        if (valid && !cue)
        {
            // 0701234567: a mobile number more often than someone born in January 2007.
            if (digits.Length == 10 && date[0] == '0' && IsMobile(digits) && (!separated || text[start..end].IndexOf('-', StringComparison.Ordinal) == 3)) return false;
            if (reading.Before(start, Cue.Bankgiro | Cue.Plusgiro | Cue.Account, 3)) return false;
            // '2021 0412 1234' and other loose groups need the usual place of the separator.
        }
        if (!valid && !cue && (!HasUsualForm(value.Value, digits.Length == 12) || reading.Before(start, Cue.NotPnr | Cue.OtherId | Cue.Phone | Cue.Account | Cue.Bankgiro | Cue.Plusgiro, 7))) return false;
        finds.Add(start, end, "PERSONNUMMER", valid ? Certainty.Certain : Certainty.Likely, valid ? "är ett personnummer" : "ser ut som ett personnummer");
        return true;
    });

    private static bool IsMobile(string digits) => digits[..2] == "07" && digits[2] is '0' or '2' or '3' or '6' or '9';

    // YYMMDD-NNNN, or with the century in one piece: bare digits with a wrong check digit are as likely something else.
    private static bool HasUsualForm(string written, bool withCentury)
    {
        var block = withCentury ? 8 : 6;
        var compact = written.Replace(" ", "", StringComparison.Ordinal);
        if (withCentury && compact.Length == 12) return written.Length > 12 && written[8] == ' ';
        return compact.Length > block && compact[block] is '-' or '+' or '/' && compact[..block].All(char.IsAsciiDigit);
    }

    /// <param name="year">With century; null when the number has none.</param>
    /// <param name="six">YYMMDD; the day may have 60 added.</param>
    internal static bool IsDate(int? year, string six)
    {
        int month = int.Parse(six.AsSpan(2, 2)), day = int.Parse(six.AsSpan(4, 2));
        if (day > 60) day -= 60;
        if (month is < 1 or > 12 || year is < 1860 or > 2035) return false;
        // Without the century: 2000 had a leap day, as a person born in 1900 would today be too old to have one wrong.
        return day >= 1 && day <= DateTime.DaysInMonth(year ?? 2000 + int.Parse(six.AsSpan(0, 2)), month);
    }
}
