using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Tests.Yearly;

/// <summary>The figures of a return for 2022, as they were typed into the form from a scan: two of its totals do not hold.</summary>
internal static class FormOf2022
{
    public static ReturnTemplate Template { get; } = ReturnTemplates.Find("2022")!;

    public static ReturnValues Values { get; } = new(Tables("""
        1.2/antal 3 2
        2.1/totalt 97 43
        2.1/18-29 9 10
        2.1/30-49 54 22
        2.1/50-64 29 11
        2.1/65 5 0
        2.2/totalt 51 16
        2.2/18-29 4 2
        2.2/30-49 29 8
        2.2/50-64 15 6
        2.2/65 13
        2.3/totalt 47 121
        2.3/18-29 6 8
        2.3/30-49 24 16
        2.3/50-64 14 3
        2.3/65 3 0
        2.4/antal 20 6
        3.1/ekonomi 23 12
        3.1/bostad 7 6
        3.1/sysselsattning 7 4
        3.1/struktur 8 3
        3.1/isolering 2 1
        3.1/relationer 0 0
        3.1/existentiella 2 1
        3.1/myndighet 42 14
        3.1/sjukvard 31 10
        3.1/annan 4 0
        """).Concat(
    [
        KeyValuePair.Create("1.1", "5,0"), KeyValuePair.Create("1.3", "Ja"), KeyValuePair.Create("1.4", "Ja"), KeyValuePair.Create("4.1", "Nej"), KeyValuePair.Create("4.4", "Ja"),
        KeyValuePair.Create("7.1", "2 029 410"), KeyValuePair.Create("7.2", "5,0"), KeyValuePair.Create("7.3", "2 029 410"), KeyValuePair.Create("7.4", "5,0"),
    ]));

    private static IEnumerable<KeyValuePair<string, string>> Tables(string lines) => lines.Split('\n').Select(l => l.Trim().Split(' '))
        .SelectMany(c => c.Skip(1).Select((value, i) => KeyValuePair.Create($"{c[0]}/{"km"[i]}", value)));
}
