namespace Systemfel.Workflows.Anonymisation;

/// <summary>
/// What points at a person in a text that answers us, and what does not because we wrote it ourselves: our telephone and reply
/// address, the mailbox that we wrote to, and what our letter says. Nearly every answer brings a copy of the letter along.
/// </summary>
public sealed class OwnWords
{
    private readonly TextCheck _check;
    private readonly HashSet<string> _ours;

    /// <param name="check">The check.</param>
    /// <param name="own">Numbers and addresses of ours, and those that we wrote to.</param>
    /// <param name="texts">Our letters, as they left.</param>
    internal OwnWords(TextCheck check, IReadOnlyList<string> own, IEnumerable<string> texts)
    {
        _check = check;
        _ours = [.. own.Concat(own.Concat(texts).SelectMany(t => check.Check(t).Finds).Select(f => f.Text)).Select(Spoken).Where(w => w != "")];
    }

    /// <summary>What the check finds in a text, without what is ours. Only a whole number, address or name is: one more digit is another's.</summary>
    public IReadOnlyList<Find> FindsIn(string text) => [.. _check.Check(text).Finds.Where(f => !_ours.Contains(Spoken(f.Text)))];

    /// <summary>A number or address as it is the same however it is written: '+46 (0)243-740 00' and '0243 74000'.</summary>
    private static string Spoken(string words)
    {
        var digits = string.Concat(words.Replace("(0)", "", StringComparison.Ordinal).Where(char.IsAsciiDigit));
        if (digits.Length < 6 || words.Any(char.IsLetter)) return string.Join(' ', words.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.TrimStart().StartsWith('+') ? "0" + After(digits, "46") : digits.StartsWith("0046", StringComparison.Ordinal) ? "0" + digits[4..] : digits;
    }

    private static string After(string digits, string country) => digits.StartsWith(country, StringComparison.Ordinal) ? digits[country.Length..] : digits;
}
