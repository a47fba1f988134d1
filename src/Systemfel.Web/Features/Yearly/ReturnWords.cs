using Microsoft.AspNetCore.Mvc.Rendering;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.Yearly;

/// <summary>How a return is said on screen.</summary>
public static class ReturnWords
{
    /// <summary>The id of a value's control, as the error summary leads to it.</summary>
    public static string IdOf(string key) => TagBuilder.CreateSanitizedId(key, "_");

    /// <summary>Every fault by the key of its value; of several the first.</summary>
    public static IReadOnlyDictionary<string, string> FaultsOf(ReturnTemplate template, ReturnValues values) =>
        ReturnCheck.FaultsOf(template, values).Select(f => (f.Key, f.Sentence)).Concat(ReturnSums.FaultsOf(template, values).Select(f => (f.Key, f.Sentence)))
            .DistinctBy(f => f.Key).ToDictionary(f => f.Key, f => f.Sentence);

    /// <summary>Where it stands: 'Utkast', 'Hos enhetschefen' ...</summary>
    public static string Of(YearDocumentState state) => state switch
    {
        YearDocumentState.Draft => "Utkast",
        YearDocumentState.WithUnitManager => "Hos enhetschefen",
        YearDocumentState.WithSignatory => "Lämnad för underskrift eller beslut",
        YearDocumentState.Signed => "Underskriven eller beslutad",
        _ => "Skickad",
    };

    /// <summary>Choices of a field of yes and no.</summary>
    public static IReadOnlyList<string> Choices(ReturnFieldKind kind) =>
        kind == ReturnFieldKind.YesNoUnknown ? [ReturnCheck.Yes, ReturnCheck.No, ReturnCheck.Unknown] : [ReturnCheck.Yes, ReturnCheck.No];

    /// <summary>Whether nothing is filled in of a section.</summary>
    public static bool IsEmpty(ReturnSection section, ReturnValues values) => values.Of(section).All(v => v.Value.Length == 0);

    /// <summary>'Lägg till tre nya systemfel'.</summary>
    public static string AddNew(int count) => count == 1 ? "Lägg till ett nytt systemfel" : $"Lägg till {Number(count)} nya systemfel";

    /// <summary>'Bygger på 28 systemfel, varav 17 på central nivå.'</summary>
    public static string BuiltOn(IEnumerable<YearPassage> passages)
    {
        var cases = passages.SelectMany(p => p.Cases).DistinctBy(c => c.DeficiencyId).ToList();
        var central = cases.Count(c => c.Deficiency.Level == Data.Cases.Level.Central);
        return $"Bygger på {cases.Count} systemfel{(central > 0 ? $", varav {central} på central nivå" : "")}.";
    }

    /// <summary>What to do about a case that a passage tells of and a draft would not.</summary>
    public static string Of(YearUntoldWhy why, string number) => why switch
    {
        YearUntoldWhy.Withdrawn => $"{number} har dragits tillbaka. Ändra stycket så att det inte berättar om det. Innan dess går dokumentet inte att lämna vidare.",
        YearUntoldWhy.Merged => $"{number} har slagits ihop med ett annat systemfel. Läs om stycket fortfarande stämmer, eller skriv ett nytt utkast.",
        _ => $"{number} är inget systemfel, enligt genomgången. Ändra stycket så att det inte berättar om det, eller skriv ett nytt utkast.",
    };

    private static string Number(int n) => n is >= 2 and <= 12 ? ((string[])["två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"])[n - 2] : $"{n}";
}
