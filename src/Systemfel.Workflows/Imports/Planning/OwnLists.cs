using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Imports.Planning;

/// <summary>The organisation's own lists, which a list's words are held against.</summary>
/// <param name="OrganisationId">Whose.</param>
/// <param name="Authorities">With their sub-areas.</param>
/// <param name="Municipalities">All of them.</param>
public sealed partial record OwnLists(long OrganisationId, IReadOnlyList<Authority> Authorities, IReadOnlyList<Municipality> Municipalities)
{
    /// <summary>The authority that has no name of its own: what the list says is kept as its name.</summary>
    public const string OtherCode = "AN";

    // Words for a kind of authority, by its code in the presets; an organisation with other codes chooses for itself.
    private static readonly Dictionary<string, string[]> Synonyms = new()
    {
        ["FK"] = ["försäkringskassa", "kassan"],
        ["AF"] = ["arbetsförmedling"],
        ["KO"] = ["kommun", "socialtjänst", "socialförvaltning", "socialkontor", "omsorgsförvaltning", "försörjningsstöd"],
        ["PV"] = ["primärvård", "vårdcentral"],
        ["PS"] = ["psykiatri", "öppenpsykiatri"],
    };

    private static readonly Dictionary<string, string[]> OutcomeWords = new()
    {
        ["remedied"] = ["åtgärdad", "åtgärdat", "löst", "klar", "klart", "ja"],
        ["partly"] = ["delvis"],
        ["declined"] = ["avböjt", "avslag", "nej"],
        ["no-answer"] = ["inget svar", "ej svar", "ingen återkoppling"],
        ["obsolete"] = ["avslutad", "avslutat", "ej aktuell", "ej aktuellt", "inaktuell"],
        ["discussed"] = ["diskuterad", "lyft"],
        ["informed"] = ["informerad"],
        [ImportMapping.Open] = ["öppen", "öppet", "pågår", "pågående", "ny"],
    };

    /// <summary>Reads them.</summary>
    /// <param name="reader">From where.</param>
    /// <param name="organisationId">Whose.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<OwnLists> ReadAsync(SystemfelReader reader, long organisationId, CancellationToken ct = default) => new(
        organisationId,
        await reader.Authorities.Include(a => a.SubAreas.OrderBy(s => s.SortOrder)).Where(a => a.OrganisationId == organisationId).OrderBy(a => a.SortOrder).ToListAsync(ct),
        await reader.Municipalities.Where(m => m.OrganisationId == organisationId).OrderBy(m => m.Name).ToListAsync(ct));

    /// <summary>Stands for all that a row is held against in them, on that day: the same mark, the same reading.</summary>
    internal string Mark(DateOnly today) => string.Join('\n',
    [
        today.ToString("O", CultureInfo.InvariantCulture),
        .. Authorities.Select(a => string.Join('\t', [$"{a.Id}", a.Code, a.Plate, a.Name, .. a.SubAreas.Select(s => $"{s.Id} {s.Name}")])),
        .. Municipalities.Select(m => $"{m.Id} {m.Name}"),
    ]);

    internal Authority? Authority(string word) => Authorities.FirstOrDefault(a => Same(word, a.Name) || Same(word, a.Plate) || Same(word, a.Code))
        ?? Authorities.FirstOrDefault(a => Near(word, a.Name))
        ?? Authorities.FirstOrDefault(a => Synonyms.GetValueOrDefault(a.Code, []).Any(s => ImportFields.Plain(word).StartsWith(s, StringComparison.Ordinal)))
        // 'Falu kommun', 'Region Dalarna psykiatri'. A state authority has no place before its name, and an a-kassa is another body.
        ?? Authorities.FirstOrDefault(a => a.Code is "KO" or "PV" or "PS" && Synonyms[a.Code].Any(s => ImportFields.Plain(word).Split(' ')[^1].StartsWith(s, StringComparison.Ordinal)));

    internal SubArea? SubArea(IEnumerable<Authority> of, string word)
    {
        var all = of.SelectMany(a => a.SubAreas).ToList();
        return all.Find(s => Same(word, s.Name)) ?? all.Find(s => Near(word, s.Name));
    }

    internal Municipality? Municipality(string word) =>
        Municipalities.FirstOrDefault(m => Same(word, m.Name)) ?? Municipalities.FirstOrDefault(m => Same(word, m.Name + " kommun") || Same(word, m.Name + "s kommun"))
        // 'Falu kommun' is Falun's.
        ?? Municipalities.FirstOrDefault(m => m.Name.EndsWith('n') && Same(word, m.Name[..^1] + " kommun"));

    internal static bool IsSeveral(string word) => ImportFields.Plain(word) is "flera" or "flera kommuner" or "alla" or "alla kommuner" or "hela länet" or "samtliga";

    internal static Level? Level(string word) => ImportFields.Plain(word) switch
    {
        "1" or "handläggare" or "handläggarnivå" or "individ" or "individnivå" => Data.Cases.Level.CaseOfficer,
        "2" or "lokal" or "lokalt" or "lokal nivå" => Data.Cases.Level.Local,
        "3" or "central" or "centralt" or "central nivå" or "nationell" or "nationell nivå" => Data.Cases.Level.Central,
        _ => null,
    };

    internal static string? Outcome(string word)
    {
        var plain = ImportFields.Plain(word);
        return Outcomes.Labels.FirstOrDefault(o => ImportMapping.IsOutcome(o.Key) && ImportFields.Plain(o.Value) == plain).Key
            ?? OutcomeWords.FirstOrDefault(o => o.Value.Contains(plain)).Key;
    }

    /// <summary>A word like 'Godtycklig bedömning' begins the same, and is a fault.</summary>
    internal static bool IsGoodExample(string word) => ImportFields.Plain(word) is "gott exempel" or "goda exempel" or "bra exempel" or "gott" or "positivt" or "positivt exempel";

    /// <summary>'4', '5-9', 'ca 3', 'fler än 10': a band, never a number. Null for what may be of several bands: 'färre än 5', '1-5'.</summary>
    internal static AffectedBand? Band(string word)
    {
        var m = Many().Match(word.Trim().ToLowerInvariant());
        if (!m.Success) return null;
        var (least, most) = (Number(m.Groups["from"]), m.Groups["to"].Success ? Number(m.Groups["to"]) : Number(m.Groups["from"]));
        if (m.Groups["over"].Success || m.Groups["plus"].Success) (least, most) = (m.Groups["over"].Value is "fler än" or "mer än" or "över" ? least + 1 : least, int.MaxValue);
        return OfNumber(least) is { } band && OfNumber(most) == band ? band : null;

        static int Number(System.Text.RegularExpressions.Group group) => Array.IndexOf(NumberWords, group.Value) is >= 0 and var word ? Math.Max(1, word) : int.TryParse(group.Value.Replace(" ", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        static AffectedBand? OfNumber(int n) => n switch { < 1 => null, 1 => AffectedBand.One, <= 4 => AffectedBand.TwoToFour, <= 9 => AffectedBand.FiveToNine, _ => AffectedBand.TenOrMore };
    }

    [GeneratedRegex("""^(?:(?:ca|cirka|c:a|ungefär|omkring)\.? )?(?:(?<over>fler än|mer än|över|minst) )?(?<from>\d{1,3}(?: \d{3})+|\d{1,7}|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio)(?: ?(?:-|–|till) ?(?<to>\d{1,7}))?(?<plus>\+)?(?: ?(?:st|personer|person|klienter|brukare|individer|pers)\.?)?$""", RegexOptions.NonBacktracking)]
    private static partial Regex Many();

    private static readonly string[] NumberWords = ["en", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio"];

    private static bool Same(string word, string name) => ImportFields.Plain(word) is { Length: > 0 } plain && plain == ImportFields.Plain(name);

    private static bool Near(string word, string name)
    {
        var (a, b) = (ImportFields.Plain(word), ImportFields.Plain(name));
        return a.Length >= 5 && b.StartsWith(a, StringComparison.Ordinal) || b.Length >= 5 && a.StartsWith(b, StringComparison.Ordinal);
    }
}
