namespace Systemfel.Web.Features.Shared;

/// <summary>What the inputs of moves are called on screen, by the names that routes and forms use.</summary>
public static class FieldWords
{
    private static readonly Dictionary<string, string> Labels = new()
    {
        ["note"] = "Anteckning",
        ["notes"] = "Övrigt från mötet",
        ["reason"] = "Varför",
        ["until"] = "Vänta till",
        ["seen"] = "Eller tills det är sett så här många gånger",
        ["who"] = "Vem",
        ["date"] = "Datum",
        ["question"] = "Fråga",
        ["answer"] = "Svar",
        ["answer-kind"] = "Vad svaret innebär",
        ["text"] = "Svaret",
        ["said"] = "Det du skrev",
        ["signed"] = "Vem som svarade",
        ["source"] = "Hur svaret kom",
        ["authority"] = "Myndighet",
        ["effect"] = "Märks det?",
        ["outcome"] = "Utfall",
        ["month"] = "Månad",
        ["municipality"] = "Kommun",
        ["band"] = "Ungefär hur många personer",
        ["level"] = "Nivå",
        ["theme"] = "Tema",
        ["cause"] = "Typ av orsak",
        ["case"] = "Systemfel att slå samman med",
        ["party"] = "Vem som tar hem frågan",
        ["contact"] = "Vem brevet går till",
        ["title"] = "Rubrik",
        ["pattern"] = "Vad som brister",
        ["consequence"] = "Följd för målgruppen",
        ["proposal"] = "Förslag",
        ["occurrences"] = "Gånger",
        ["groups"] = "Grupp",
        ["group"] = "Grupp",
        ["stycke"] = "Stycket",
        ["parties"] = "Vilka som får kännedom",
        ["milestone"] = "Delmål",
        ["milestone-due"] = "Klart senast, delmål",
        ["milestone-done"] = "Blev klart, delmål",
        ["milestone-remove"] = "Ta bort delmål",
    };

    /// <summary>The Swedish label, with the row's number for a field of a row ('milestone-3'); the name itself when it is none of these.</summary>
    public static string Of(string name)
    {
        var dash = name.LastIndexOf('-');
        return Labels.TryGetValue(name, out var label) ? label
            : dash > 0 && int.TryParse(name.AsSpan(dash + 1), System.Globalization.NumberStyles.None, null, out var row) && Labels.TryGetValue(name[..dash], out var of) ? $"{of} {row}"
            : name;
    }
}
