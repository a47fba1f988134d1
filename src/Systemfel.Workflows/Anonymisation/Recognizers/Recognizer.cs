using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>One way to see personal data in a text.</summary>
/// <param name="Name">As in docs/anonymisation.md.</param>
/// <param name="Labels">What its finds are called.</param>
/// <param name="Look">Reads the text and adds what it sees.</param>
internal sealed record Recognizer(string Name, IReadOnlyList<string> Labels, Action<TextReading, FindCollector> Look)
{
    /// <summary>All recognizers. Where two finds overlap the surer wins, then the recognizer that stands first here, then the longer find.</summary>
    public static readonly IReadOnlyList<Recognizer> All =
    [
        new(nameof(Ibans), ["KONTO"], Ibans.Look),
        new(nameof(PersonalNumbers), ["PERSONNUMMER"], PersonalNumbers.Look),
        new(nameof(OtherIdentities), ["ANNAT_ID"], OtherIdentities.Look),
        new(nameof(EmailAddresses), ["EPOST"], EmailAddresses.Look),
        new(nameof(Links), ["LANK"], Links.Look),
        new(nameof(Accounts), ["KONTO"], Accounts.Look),
        new(nameof(BirthDates), ["FODELSEDATUM"], BirthDates.Look),
        new(nameof(CaseNumbers), ["ARENDENUMMER"], CaseNumbers.Look),
        new(nameof(PhoneNumbers), ["TELEFON"], PhoneNumbers.Look),
        new(nameof(Plates), ["REGNR"], Plates.Look),
        new(nameof(Addresses), ["ADRESS"], Addresses.Look),
        new(nameof(Names), ["NAMN"], Names.Look),
        new(nameof(Initials), ["NAMN"], Initials.Look),
        new(nameof(QuasiIdentifiers), ["KVASI"], QuasiIdentifiers.Look),
    ];
}

/// <summary>Takes what the recognizers see and settles overlaps.</summary>
internal sealed class FindCollector(TextReading reading)
{
    private readonly record struct Seen(Find Find, int Start, int End, int Rank);

    private readonly List<Seen> _seen = [];
    private int _rank;

    public void Run(Recognizer recognizer)
    {
        recognizer.Look(reading, this);
        _rank++;
    }

    /// <param name="start">First character in the folded text.</param>
    /// <param name="end">One past the last.</param>
    /// <param name="label">What it is called.</param>
    /// <param name="certainty">How sure.</param>
    /// <param name="reason">Swedish: what it looks like.</param>
    /// <param name="replacement">A neutral wording, if there is one.</param>
    public void Add(int start, int end, string label, Certainty certainty, string reason, string? replacement = null)
    {
        var (from, to) = reading.Folded.InOriginal(start, end);
        _seen.Add(new Seen(new Find(from, to, label, certainty, reading.Folded.Original[from..to], reason, replacement), start, end, _rank));
    }

    /// <returns>Finds in order, none overlapping another. Linear in the text and the number of finds but for the sorting.</returns>
    public IReadOnlyList<Find> Settled()
    {
        var taken = new bool[reading.Text.Length];
        var kept = new List<Find>(_seen.Count);
        foreach (var seen in _seen.OrderByDescending(s => s.Find.Certainty).ThenBy(s => s.Rank).ThenByDescending(s => s.End - s.Start).ThenBy(s => s.Start))
        {
            // Whatever was kept of a surer or earlier kind may be shorter, so every place counts; finds are short.
            if (taken.AsSpan(seen.Start, seen.End - seen.Start).Contains(true)) continue;
            taken.AsSpan(seen.Start, seen.End - seen.Start).Fill(true);
            kept.Add(seen.Find);
        }
        kept.Sort((a, b) => a.Start.CompareTo(b.Start));
        return kept;
    }
}

/// <summary>Regular expressions that take time in proportion to the text, whatever stands in it.</summary>
internal static class Pattern
{
    public static Regex Of(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <summary>
    /// All places where the group 'v' matches. A pattern begins with the sign before the find, for there is no looking back;
    /// a refused match gives way to one that begins inside it.
    /// </summary>
    /// <param name="pattern">Matches at most some hundred characters.</param>
    /// <param name="text">What to look in.</param>
    /// <param name="take">Looks closer; tells whether it took the match.</param>
    public static void Each(Regex pattern, string text, Func<Match, Group, bool> take)
    {
        for (var match = pattern.Match(text); match.Success;)
        {
            var value = match.Groups["v"];
            var next = take(match, value) ? value.Index + value.Length : value.Index + 1;
            if (next > text.Length) return;
            match = pattern.Match(text, next);
        }
    }

    public static string DigitsOf(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[64];
        var count = 0;
        foreach (var c in text)
            if (char.IsAsciiDigit(c) && count < digits.Length) digits[count++] = c;
        return new string(digits[..count]);
    }

    public static bool IsDigitAt(string text, int at) => at >= 0 && at < text.Length && char.IsAsciiDigit(text[at]);

    public static bool IsLetterAt(string text, int at) => at >= 0 && at < text.Length && char.IsLetter(text[at]);
}
