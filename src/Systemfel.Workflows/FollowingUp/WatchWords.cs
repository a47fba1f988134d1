namespace Systemfel.Workflows.FollowingUp;

/// <summary>What has happened, in the few words of a daily mail. The whole stands on the page of the case.</summary>
internal static class WatchWords
{
    /// <summary>Events that are told; what only concerns how the case is kept is not.</summary>
    public static readonly IReadOnlyDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["submitted"] = "nytt systemfel",
        ["referred"] = "skickat till samverkansgrupp",
        ["held"] = "avvaktar",
        ["handled-locally"] = "hanteras lokalt",
        ["author-asked"] = "komplettering begärd",
        ["author-answered"] = "ombudet har svarat",
        ["merged-here"] = "sammanslaget med ett annat",
        ["merged"] = "sammanslaget med ett annat",
        ["split"] = "uppdelat",
        ["dismissed"] = "inte ett systemfel",
        ["taken-home"] = "en ledamot tog hem frågan",
        ["letter-decided"] = "brev beslutat",
        ["letter-sent"] = "brev skickat",
        ["county-informed"] = "Länsstyrelsen informerad",
        ["forwarded"] = "fört vidare till en annan grupp",
        ["discussed"] = "diskuterat i gruppen",
        ["group-informed"] = "gruppen informerad",
        ["tabled"] = "bordlagt",
        ["returned"] = "tillbaka från gruppen",
        ["close-proposed"] = "gruppen föreslår att det avslutas",
        ["answer-received"] = "svar har kommit och väntar på att godtas",
        ["answer-accepted"] = "svar från myndigheten",
        ["reminded"] = "påminnelse skickad",
        ["raised-to-chair"] = "lyft till ordföranden",
        ["measure-done"] = "åtgärden är gjord",
        ["measure-not-done"] = "åtgärden blev inte gjord",
        ["milestones-changed"] = "delmål ändrade",
        ["effect-asked"] = "ombuden är tillfrågade om det märks",
        ["effect-confirmed"] = "ombuden märker skillnad",
        ["raised-again"] = "lyfts igen",
        ["closed"] = "avslutat",
        ["reopened"] = "öppnat igen",
        ["sent-national"] = "skickat till nationell nivå",
        ["counted"] = "sett igen",
    };

    /// <summary>'brev skickat, sett igen 3 gånger', in the order in which it came.</summary>
    public static string Of(IEnumerable<string> kinds) => string.Join(", ", kinds.GroupBy(k => Labels[k]).Select(g => g.Count() == 1 ? g.Key : $"{g.Key} {g.Count()} gånger"));
}
