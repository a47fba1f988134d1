using System.Globalization;
using Systemfel.Data.Cases;
using Systemfel.Web.Features.Meetings;
using Systemfel.Workflows.Overview;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Overview;

/// <summary>Which of the overview's cases a figure counts: the list behind it holds exactly those.</summary>
public sealed class OverviewSlice
{
    private static readonly Dictionary<string, Aftermath> Ways = new Dictionary<string, Aftermath>
    {
        ["marks"] = Aftermath.Noticed,
        ["marks-delvis"] = Aftermath.Partly,
        ["ingen-skillnad"] = Aftermath.NoDifference,
        ["utan-andring"] = Aftermath.Unchanged,
        ["utan-svar"] = Aftermath.NoAnswer,
        ["inte-egna"] = Aftermath.Apart,
    };

    private readonly Func<OverviewFigures, IEnumerable<CaseFacts>> _take;

    private OverviewSlice(string title, Func<OverviewFigures, IEnumerable<CaseFacts>> take) => (Title, _take) = (title, take);

    /// <summary>What the list holds, after 'Systemfel'.</summary>
    public string Title { get; }

    public IReadOnlyList<CaseFacts> Of(OverviewFigures figures) => [.. _take(figures)];

    /// <param name="query">The address: vad=inskickade|svar|avslutade|atgard, and what narrows it.</param>
    /// <param name="names">What authorities and sub-areas are called.</param>
    public static OverviewSlice Read(IQueryCollection query, OverviewNames names)
    {
        var (title, from) = query["vad"].ToString() switch
        {
            "med-svar" => ("som skickades in och har fått svar", f => f.Submitted.Where(c => c.Answered != null)),
            "svar" => ("som fick sitt första svar", f => f.Answered),
            "avslutade" => ("som avslutades", f => f.Closed),
            "atgard" => ("som skickades in och har en åtgärd som är planerad eller gjord", f => f.Submitted.Where(c => c.HasMeasure)),
            _ => ("som skickades in", (Func<OverviewFigures, IEnumerable<CaseFacts>>)(f => f.Submitted)),
        };
        var slice = new OverviewSlice(title, from);
        if (Number(query["forst"]) is { } first && names.Authorities.TryGetValue(first, out var authority)) slice = slice.And($"hos {authority}", c => c.Authorities.FirstOrDefault() == first);
        if (Number(query["niva"]) is { } level and <= 3) slice = slice.And(names.LevelOf((int)level).ToLowerInvariant(), c => c.Level == level);
        if (Number(query["omrade"]) is { } area && (area == 0 || names.SubAreas.ContainsKey(area))) slice = slice.And(area == 0 ? "utan delområde" : names.SubAreas[area], c => c.SubAreaId == area);
        if (Number(query["kvartal"]) is { } quarter and >= 1 and <= 4) slice = slice.And($"kvartal {quarter}", c => (c.Submitted.Month + 2) / 3 == quarter);
        if (Ways.TryGetValue(query["sedan"].ToString(), out var way)) slice = slice.And(OverviewWords.Of(way).ToLowerInvariant(), c => c.Aftermath == way);
        if (Outcomes.Labels.TryGetValue(query["som"].ToString(), out var outcome)) slice = slice.And($"som ”{outcome.ToLowerInvariant()}”", c => c.Outcome == query["som"].ToString());
        return slice;
    }

    public static string WordOf(Aftermath way) => Ways.First(w => w.Value == way).Key;

    private OverviewSlice And(string words, Func<CaseFacts, bool> holds) => new($"{Title}, {words}", f => _take(f).Where(holds));

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
}

/// <summary>What the things are called that cases are counted by.</summary>
public sealed record OverviewNames(IReadOnlyDictionary<long, string> Authorities, IReadOnlyDictionary<long, string> SubAreas)
{
    public string LevelOf(int level) => Shared.Components.LevelTagHelper.Name(level == 0 ? null : (Data.Cases.Level)level);
}

/// <summary>The overview in words.</summary>
public static class OverviewWords
{
    public static readonly IReadOnlyList<string> Months = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

    public static string Of(Aftermath way) => way switch
    {
        Aftermath.Noticed => "Ändring som märks",
        Aftermath.Partly => "Ändring som märks delvis",
        Aftermath.NoDifference => "Ändring, ingen skillnad",
        Aftermath.Unchanged => "Svar utan ändring",
        Aftermath.NoAnswer => "Avslutade utan svar",
        _ => "Dubbletter, och inte systemfel",
    };

    /// <summary>'Fyra av fem ombud märker skillnad.'</summary>
    public static string Noticed(IReadOnlyList<EffectAnswer> answers)
    {
        var noticed = answers.Count(a => a is EffectAnswer.Noticed or EffectAnswer.Partly);
        return answers.Count switch
        {
            0 => "",
            1 => noticed == 1 ? "Ombudet som räknat märker skillnad." : "Ombudet som räknat märker ingen skillnad.",
            var n when noticed == n => $"Alla {MeetingWords.Count(n)} ombud märker skillnad.",
            var n => $"{MeetingWords.Capital(MeetingWords.Count(noticed))} av {MeetingWords.Count(n)} ombud märker skillnad.",
        };
    }

    /// <summary>'62 dagar'.</summary>
    public static string Days(int days) => days == 1 ? "1 dag" : string.Create(CultureInfo.InvariantCulture, $"{days} dagar");

    /// <summary>'19 %'; empty of none.</summary>
    public static string Share(int part, int whole) => whole == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{(int)Math.Round(100.0 * part / whole)} %");
}
