using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>Telephone numbers: national with 0, international with + or 00, short ones beside a word such as 'tel', and spelled with words.</summary>
internal static class PhoneNumbers
{
    private static readonly Regex Number = Pattern.Of(
        @"(?:^|[^\d\w])(?<v>(?:\+|00) ?[1-9]\d{0,2} ?(?:\(0\))?(?:[ /.-]{0,3}\(?\d\)?){6,12}|\(?0\d{1,3}\)?(?: ?[-/.] ?| )?\d(?:[ .-]{0,3}\d){4,9}|0(?:[ .-]\d){7,9})");

    private static readonly Regex Short = Pattern.Of(@"(?:^|[^\d\w.,/-])(?<v>\d{2,4}(?:[ -]\d{2,4}){1,4}|\d{5,11})");

    // Numbers of the public: police, crisis information, directory and children's line.
    private static readonly HashSet<string> Public = ["11414", "11313", "118118", "116111", "116117", "116123"];

    private static readonly HashSet<string> Spoken = ["noll", "ett", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"];

    public static void Look(TextReading reading, FindCollector finds)
    {
        var last = -1;
        Pattern.Each(Number, reading.Text, (_, value) =>
        {
            // '070-174 06 51/0243-123 45': the second stands behind the first.
            if (!Take(reading, finds, value, value.Index == last + 1)) return false;
            last = value.Index + value.Length;
            return true;
        });
        if ((reading.All & Cue.Phone) != 0) Pattern.Each(Short, reading.Text, (_, value) => TakeShort(reading, finds, value));
        InWords(reading, finds);
    }

    private static bool Take(TextReading reading, FindCollector finds, Group value, bool behindAnother)
    {
        var text = reading.Text;
        int start = value.Index, end = start + value.Length;
        if (text[end - 1] == ')' && text[start] != '(') end = text.AsSpan(start, end - start).IndexOf('(') >= 0 ? end : end - 1;
        if (Pattern.IsDigitAt(text, end) || Pattern.IsLetterAt(text, end) || text.AsSpan(end).StartsWith("-") && Pattern.IsDigitAt(text, end + 1)) return false;
        if (text.AsSpan(end).StartsWith("/") && Pattern.IsDigitAt(text, end + 1) && text[end + 1] != '0') return false;
        if (!behindAnother && start > 1 && text[start - 1] is '-' or '/' or '.' or ':' or ',' && (Pattern.IsDigitAt(text, start - 2) || Pattern.IsLetterAt(text, start - 2)) && text[start - 1] != ',' && text[start - 1] != ':') return false;
        if (start > 1 && text[start - 1] is ':' && Pattern.IsDigitAt(text, start - 2)) return false;
        var digits = Pattern.DigitsOf(value.ValueSpan);
        var cue = reading.Before(start, Cue.Phone, 6) || reading.After(end, Cue.Phone, 4);
        if (!cue && reading.Before(start, Cue.NotPhone | Cue.Pnr | Cue.OtherId, 4)) return false;
        if (reading.Before(start, Cue.NotPhone | Cue.Pnr, 1)) return false;
        if (text[start] == '+' || digits.StartsWith("00", StringComparison.Ordinal))
        {
            var national = text[start] == '+' ? digits : digits[2..];
            if (national.StartsWith("46", StringComparison.Ordinal) ? national.Length is < 9 or > 12 : national.Length is < 8 or > 14 || (!cue && text[start] != '+')) return false;
        }
        else if (!IsNational(digits) || IsTimeOrDate(value.Value, digits)) return false;
        finds.Add(start, end, "TELEFON", Certainty.Likely, "ser ut som ett telefonnummer");
        return true;
    }

    // Mobile numbers have ten digits, others eight to ten (Post- och telestyrelsens nummerplan); nothing begins with 00.
    private static bool IsNational(string digits) =>
        digits[1] == '7' && digits[2] is '0' or '2' or '3' or '6' or '9' ? digits.Length == 10 : digits[1] != '0' && !digits.StartsWith("080", StringComparison.Ordinal) && digits.Length is >= 8 and <= 11;

    // 0830-1130, 08.30-16.30, 05-12-2024 and 01/02 are no numbers to call.
    private static bool IsTimeOrDate(string written, string digits)
    {
        if (digits.Length == 8 && IsTime(digits.AsSpan(0, 4)) && IsTime(digits.AsSpan(4)) && (written.Length == 9 && written[4] == '-' || written.Contains('.', StringComparison.Ordinal) || written.Contains(" - ", StringComparison.Ordinal))) return true;
        return digits.Length == 8 && written.Length == 10 && written[2] is '-' or '.' or '/' && written[5] == written[2];
    }

    private static bool IsTime(ReadOnlySpan<char> four) => int.Parse(four[..2]) < 25 && int.Parse(four[2..]) is 0 or 15 or 30 or 45 or 10 or 20 or 40 or 50;

    private static bool TakeShort(TextReading reading, FindCollector finds, Group value)
    {
        var text = reading.Text;
        int start = value.Index, end = start + value.Length;
        if (Pattern.IsDigitAt(text, end) || Pattern.IsLetterAt(text, end) || (end + 1 < text.Length && text[end] is '/' or '-' or ':' or '.' or ',' && Pattern.IsDigitAt(text, end + 1))) return false;
        var digits = Pattern.DigitsOf(value.ValueSpan);
        if (digits.Length is < 5 or > 11 || (digits.Length == 11 && digits[..2] != "46") || Public.Contains(digits) || !BesideCallWord(reading, start)) return false;
        if (value.Length == 9 && value.Value[4] == '-' || value.Length == 10 && digits.Length == 8 || digits[..2] is "19" or "20" && digits.Length == 8) return false;
        var next = reading.TokenAt(end);
        if (reading.IsWord(next) && reading.WordLower(next) is "kr" or "kronor" or "gånger" or "personer" or "samtal" or "minuter" or "dagar" or "klienter") return false;
        finds.Add(start, end, "TELEFON", Certainty.Likely, "ser ut som ett telefonnummer");
        return true;
    }

    // 'tel 123 45', 'tel.nr: 123 45', 'mobil (123 45 67)': the word itself, and nothing but signs between.
    private static bool BesideCallWord(TextReading reading, int start)
    {
        var i = reading.TokenAt(start) - 1;
        while (i >= 0 && reading.Tokens[i].Kind == TokenKind.Sign && reading.Text[reading.Tokens[i].Start] is ':' or '.' or '(' or '=' && start - reading.Tokens[i].Start < 8) i--;
        if (!reading.IsWord(i)) return false;
        var word = reading.WordLower(i);
        // 'nås dagtid på 174 06 51'
        if (word is "på") return reading.Text.AsSpan(start, Math.Min(4, reading.Text.Length - start)).Contains(' ') && IsReached(reading, i);
        if (word is "nr" or "nummer" && i > 0) word = reading.WordLower(i - 1) is var w && reading.IsWord(i - 1) ? w : word;
        return word is "tel" or "tele" or "tfn" or "tlf" or "mob" or "mobil" or "mobilen" or "telefon" or "telefonen" or "telnr" or "tel.nr" or "mobilnr" or "mobilnummer" or "telefonnummer" or "telefonnr" or "telefonnumret"
            or "direktnummer" or "fax" or "växel" or "anknytning" or "ankn" or "hemnummer" or "sms" or "ring";
    }

    private static bool IsReached(TextReading reading, int token)
    {
        for (var i = token - 1; i >= 0 && i >= token - 3; i--)
            if (reading.IsWord(i) && reading.WordLower(i) is "nås") return true;
        return false;
    }

    private static void InWords(TextReading reading, FindCollector finds)
    {
        var first = -1;
        var count = 0;
        for (var i = 0; i <= reading.Tokens.Count; i++)
        {
            if (reading.IsWord(i) && reading.Tokens[i].Length <= 4 && Spoken.GetAlternateLookup<ReadOnlySpan<char>>().Contains(reading.WordLower(i)))
            {
                if (count++ == 0) first = i;
                continue;
            }
            if (count > 0 && (reading.IsSign(i, '-') || reading.IsSign(i, ','))) continue;
            if (count is >= 7 and <= 14 && reading.WordLower(first) is "noll")
                finds.Add(reading.Tokens[first].Start, LastSpoken(reading, i), "TELEFON", Certainty.Likely, "ser ut som ett telefonnummer i ord");
            count = 0;
        }
    }

    private static int LastSpoken(TextReading reading, int after)
    {
        while (!reading.IsWord(after - 1)) after--;
        return reading.Tokens[after - 1].End;
    }
}
