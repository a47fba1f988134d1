using System.Globalization;
using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation;

/// <summary>A word of a text: letters, digits and hyphens between them.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Text">As it is written.</param>
/// <param name="Lower">In small letters.</param>
internal sealed record RiskWord(int Start, int End, string Text, string Lower);

/// <summary>Finds the words of a text that narrow down whom it is about.</summary>
internal static partial class RiskWords
{
    // Days and ages as shares of all people: everyone has some day of the year, and some age between 0 and 80.
    private const double Day = 1 / 365.0, Year = 1 / 80.0;

    /// <summary>About how many share a workplace, in a municipality of ordinary size.</summary>
    private const double Place = 1 / 150.0;

    // Every pattern is bounded: the work at each place of the text is too, so the whole is linear.
    private const RegexOptions Exact = RegexOptions.CultureInvariant, AnyCase = Exact | RegexOptions.IgnoreCase;

    private const string Month = "(?:jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

    private const string Ordinal = "(?:(?:tjugo|trettio)?(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde)"
        + "|tionde|elfte|tolfte|trettonde|fjortonde|femtonde|sextonde|sjuttonde|artonde|nittonde|tjugonde|trettionde)";

    [GeneratedRegex(@"\b(?<day>[0-9]{1,2})(?:[:.]?[ea])?\.? {0,2}(?<month>" + Month + @")\b", AnyCase)]
    private static partial Regex DayAndMonth();

    [GeneratedRegex(@"\b" + Ordinal + " " + Month + @"\b", AnyCase)]
    private static partial Regex OrdinalAndMonth();

    [GeneratedRegex(@"\b(?:19|20)[0-9][0-9][-‑–](?:0[0-9]|1[0-2])[-‑–][0-3][0-9]\b", Exact)]
    private static partial Regex IsoDay();

    [GeneratedRegex(@"\b(?:den|d\.?|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)(?:en)? [0-9]{1,2}/(?:1[0-2]|[1-9])\b", AnyCase)]
    private static partial Regex DayOverMonth();

    [GeneratedRegex(@"\b[0-9]{1,2}/(?:1[0-2]|[1-9])[ -]{1,2}(?:(?:19|20)[0-9][0-9]|[0-9][0-9])\b", Exact)]
    private static partial Regex DayOverMonthAndYear();

    [GeneratedRegex(@"\b(?:jul|nyårs|midsommar|påsk|valborgsmässo)afton\b", AnyCase)]
    private static partial Regex Eve();

    [GeneratedRegex(@"\b(?<age>[0-9]{1,3})[- ]?åri(?:ng(?:en|ens)?|g|ga|ge)\b", AnyCase)]
    private static partial Regex YearOld();

    [GeneratedRegex(@"\b(?:är|var|fyllde|fyller|fyllt|blev|blir) (?<years>[0-9]{1,3}) år\b", AnyCase)]
    private static partial Regex IsYears();

    [GeneratedRegex(@"\b(?<age>[0-9]{1,3}) år (?:gammal|gamla|gammalt)\b", AnyCase)]
    private static partial Regex YearsOld();

    [GeneratedRegex(@"\b(?:kvinnan?|man|mannen|pojken?|flickan?|person(?:en)?|kille|tjej|mamma|pappa),? \(?(?<age>[0-9]{1,3})(?: år\b|\))", AnyCase)]
    private static partial Regex PersonOfYears();

    [GeneratedRegex(@"\b(?:född|föddes) (?:år |i [\p{L}]{1,20} )?(?:19|20)[0-9][0-9]\b", AnyCase)]
    private static partial Regex BornIn();

    [GeneratedRegex(@"\b(?:arton|nitton|(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)(?:ett|en|två|tre|fyra|fem|sex|sju|åtta|nio)?)åri(?:ng|ngen|g|ga|ge)\b", AnyCase)]
    private static partial Regex YearOldInLetters();

    [GeneratedRegex(
        @"\b(?:[Jj]obba(?:r|de|t)|[Aa]rbeta(?:r|de|t)|[Aa]nställd|[Pp]raktik|[Pp]raktisera(?:r|de|t)|[Uu]ndervisa(?:r|de|t)|[Ss]tuderar?|[Ss]täda(?:r|de|t))"
        + @" (?:[\p{Ll}]{1,20} ){0,4}(?:på|vid|hos|i) (?<place>\p{Lu}[\p{L}&'-]{1,40}(?: \p{Lu}[\p{L}&'-]{1,40})?)", Exact)]
    private static partial Regex Work();

    private static readonly Regex[] Dates = [DayAndMonth(), OrdinalAndMonth(), IsoDay(), DayOverMonth(), DayOverMonthAndYear(), Eve()];

    private static readonly Regex[] Ages = [YearOld(), IsYears(), YearsOld(), PersonOfYears(), BornIn(), YearOldInLetters()];

    /// <summary>Björkgården, Brinellskolan: the endings of a house's own name.</summary>
    private static readonly string[] HouseEndings =
        ["skolan", "gården", "hemmet", "kyrkan", "bruket", "fabriken", "boendet", "sjukhuset", "lasarettet", "hotellet", "kliniken", "verkstaden"];

    /// <summary>What the reports are about is no one's workplace in this sense.</summary>
    private static readonly HashSet<string> Authorities =
    [
        "försäkringskassan", "arbetsförmedlingen", "socialtjänsten", "kronofogden", "kronofogdemyndigheten", "skatteverket", "pensionsmyndigheten",
        "migrationsverket", "regionen", "kommunen", "psykiatrin", "primärvården", "länsstyrelsen", "kriminalvården", "frivården", "lss", "region",
    ];

    public static List<RiskWord> Split(string text)
    {
        var words = new List<RiskWord>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsLetterOrDigit(text[i])) continue;
            var start = i;
            while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '-' && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]))) i++;
            var word = text[start..i];
            words.Add(new RiskWord(start, i, word, word.ToLowerInvariant()));
        }
        return words;
    }

    public static IEnumerable<RiskFactor> Factors(string text, IReadOnlyList<RiskWord> words) =>
        RiskRarities.Find(text, words).Concat(FindDates(text)).Concat(FindAges(text)).Concat(FindWork(text, words)).Concat(FindHouses(text, words));

    private static IEnumerable<RiskFactor> FindDates(string text) =>
        Dates.SelectMany(d => d.Matches(text)).Where(IsDay).Select(m => new RiskFactor(RiskKind.Date, m.Value.Trim(), Day));

    private static bool IsDay(Match match)
    {
        if (!match.Groups["day"].Success) return true;
        var day = int.Parse(match.Groups["day"].ValueSpan, CultureInfo.InvariantCulture);
        var month = match.Groups["month"].Value.ToLowerInvariant();
        // The first and the last day of a year are when rules change.
        return day is >= 1 and <= 31 && (day, month) is not ((1, "januari") or (31, "december"));
    }

    private static IEnumerable<RiskFactor> FindAges(string text) =>
        Ages.SelectMany(a => a.Matches(text)).Where(IsAge).Select(m => new RiskFactor(RiskKind.Age, m.Value.Trim(), Year));

    private static bool IsAge(Match match)
    {
        if (match.Groups["age"].Success) return int.Parse(match.Groups["age"].ValueSpan, CultureInfo.InvariantCulture) is >= 1 and <= 110;
        // 'Väntetiden är 2 år' is no age.
        return !match.Groups["years"].Success || int.Parse(match.Groups["years"].ValueSpan, CultureInfo.InvariantCulture) is >= 10 and <= 110;
    }

    private static IEnumerable<RiskFactor> FindWork(string text, IReadOnlyList<RiskWord> words)
    {
        var at = 0;
        foreach (Match match in Work().Matches(text))
        {
            var place = match.Groups["place"];
            while (words[at].End <= place.Index) at++;
            if (RiskPlaces.Named(words, at) is null && !Authorities.Contains(words[at].Lower)) yield return new RiskFactor(RiskKind.Workplace, place.Value, Place);
        }
    }

    private static IEnumerable<RiskFactor> FindHouses(string text, IReadOnlyList<RiskWord> words)
    {
        foreach (var word in words)
        {
            var ending = HouseEndings.FirstOrDefault(e => word.Text.Length > e.Length + 2 && word.Text.EndsWith(e, StringComparison.Ordinal));
            if (ending is not null && char.IsUpper(word.Text[0]) && !BeginsSentence(text, word.Start)) yield return new RiskFactor(RiskKind.Workplace, word.Text, Place);
        }
    }

    private static bool BeginsSentence(string text, int at)
    {
        while (at > 0 && text[at - 1] is ' ' or '\t' or '"' or '”' or '(') at--;
        return at == 0 || text[at - 1] is '.' or '!' or '?' or ':' or '\n';
    }
}
