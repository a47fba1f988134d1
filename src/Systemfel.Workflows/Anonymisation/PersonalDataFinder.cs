using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation;

/// <summary>All recognizers in one table, overlaps settled: the surer find wins, then the longer one.</summary>
public sealed class PersonalDataFinder : IPersonalDataFinder
{
    private static readonly IReadOnlyList<Func<string, IEnumerable<Find>>> Recognizers =
    [
        IdentityNumbers.Find,
        EmailAddresses.Find,
        PhoneNumbers.Find,
    ];

    /// <inheritdoc/>
    public IReadOnlyList<Find> FindIn(string text)
    {
        var kept = new List<Find>();
        var all = Recognizers.SelectMany(r => r(text))
            .OrderByDescending(f => f.Certainty).ThenByDescending(f => f.End - f.Start).ThenBy(f => f.Start);
        foreach (var find in all)
            if (kept.All(k => find.End <= k.Start || find.Start >= k.End)) kept.Add(find);
        return [.. kept.OrderBy(f => f.Start)];
    }
}

/// <summary>Personnummer and samordningsnummer (folkbokföringslagen 18 §; samordningsnummer: day + 60).</summary>
internal static partial class IdentityNumbers
{
    [GeneratedRegex(@"(?<![\d-])(?:(?:18|19|20)\d{2}|\d{2})(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]|6[1-9]|[78]\d|9[01])\s?[-–−+]?\s?\d{4}(?![\d-])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"(?:person|samordnings|p)[- ]?(?:nummer|nr)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Cue();

    public static IEnumerable<Find> Find(string text)
    {
        foreach (Match match in Number().Matches(text))
        {
            // \d takes digits of every script; what they are worth counts, not how they are drawn.
            var digits = string.Concat(match.Value.Where(char.IsDigit).Select(c => (char)('0' + (int)char.GetNumericValue(c))));
            if (!HasDate(digits)) continue;
            var valid = IsChecksumValid(digits[^10..]);
            var separated = match.Value.AsSpan().IndexOfAny("-–−+") >= 0;
            var before = text[Math.Max(0, match.Index - 40)..match.Index];
            var cue = Cue().IsMatch(before);
            // Ten bare digits with a wrong checksum are as likely an account or a case number.
            if (!valid && !separated && !cue) continue;
            yield return new Find(match.Index, match.Index + match.Length, "PERSONNUMMER",
                valid ? Certainty.Certain : Certainty.Likely, match.Value,
                valid ? "är ett personnummer" : "ser ut som ett personnummer");
        }
    }

    private static bool HasDate(string digits)
    {
        var ten = digits[^10..];
        int year = int.Parse(ten.AsSpan(0, 2)), month = int.Parse(ten.AsSpan(2, 2)), day = int.Parse(ten.AsSpan(4, 2));
        if (day > 60) day -= 60;
        return day >= 1 && day <= DateTime.DaysInMonth(2000 + year % 4, month);
    }

    /// <summary>Luhn over ten digits.</summary>
    internal static bool IsChecksumValid(string ten)
    {
        var sum = 0;
        for (var i = 0; i < ten.Length; i++)
        {
            var product = (ten[i] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += product / 10 + product % 10;
        }
        return sum % 10 == 0;
    }
}

/// <summary>E-mail addresses.</summary>
internal static partial class EmailAddresses
{
    [GeneratedRegex(@"[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    public static IEnumerable<Find> Find(string text) =>
        Address().Matches(text).Select(m =>
        {
            var length = m.Value.TrimEnd('.', '-').Length;
            return new Find(m.Index, m.Index + length, "EPOST", Certainty.Likely, m.Value[..length], "är en e-postadress");
        });
}

/// <summary>Swedish telephone numbers: national with 0, international with +46 or 0046, with the separators that people use.</summary>
internal static partial class PhoneNumbers
{
    [GeneratedRegex(@"(?<![\d\p{L}/:.-])(?:\+46|0046|0)(?:\s?\(0\))?(?:[\s/–-]{0,3}\d){6,11}(?![\d\p{L}:-])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    public static IEnumerable<Find> Find(string text)
    {
        foreach (Match match in Number().Matches(text))
        {
            var digits = match.Value.Count(char.IsAsciiDigit);
            if (digits is < 8 or > 13) continue;
            yield return new Find(match.Index, match.Index + match.Length, "TELEFON", Certainty.Likely, match.Value, "ser ut som ett telefonnummer");
        }
    }
}
