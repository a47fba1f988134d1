using Systemfel.Workflows.Anonymisation;

namespace Systemfel.Workflows.Starting;

/// <summary>A municipality of the country.</summary>
/// <param name="Code">Statistics Sweden's: four digits, the first two its county's.</param>
/// <param name="Name">Its name: 'Säter'.</param>
/// <param name="OfficialName">What it calls itself: 'Säters kommun', 'Malmö stad'.</param>
public sealed record MunicipalityName(string Code, string Name, string OfficialName);

/// <summary>A county.</summary>
/// <param name="Code">Two digits.</param>
/// <param name="Name">'Dalarnas län'.</param>
public sealed record CountyName(string Code, string Name);

/// <summary>The country's counties and municipalities, from the table of Statistics Sweden that the check of personal data uses.</summary>
public static class Counties
{
    /// <summary>All 21, by code.</summary>
    public static readonly IReadOnlyList<CountyName> Known =
    [
        new("01", "Stockholms län"), new("03", "Uppsala län"), new("04", "Södermanlands län"), new("05", "Östergötlands län"), new("06", "Jönköpings län"),
        new("07", "Kronobergs län"), new("08", "Kalmar län"), new("09", "Gotlands län"), new("10", "Blekinge län"), new("12", "Skåne län"), new("13", "Hallands län"),
        new("14", "Västra Götalands län"), new("17", "Värmlands län"), new("18", "Örebro län"), new("19", "Västmanlands län"), new("20", "Dalarnas län"),
        new("21", "Gävleborgs län"), new("22", "Västernorrlands län"), new("23", "Jämtlands län"), new("24", "Västerbottens län"), new("25", "Norrbottens län"),
    ];

    /// <summary>All municipalities, by code.</summary>
    public static readonly IReadOnlyList<MunicipalityName> Municipalities = Read();

    /// <summary>Those of one county.</summary>
    /// <param name="county">The county's name; an unknown one has none.</param>
    public static IReadOnlyList<MunicipalityName> Of(string county) =>
        Known.FirstOrDefault(c => c.Name == county) is { } found ? [.. Municipalities.Where(m => m.Code.StartsWith(found.Code, StringComparison.Ordinal))] : [];

    private static List<MunicipalityName> Read() =>
        [.. DataFile.Read("municipalities.tsv", 4).Select(r => new MunicipalityName(r[0], r[1], r[3])).OrderBy(m => m.Code, StringComparer.Ordinal)];
}
