using Systemfel.Data.Cases;

namespace Systemfel.Web.Features.Cases;

/// <summary>The bands and frequencies of a report, in the words of the form.</summary>
public static class CaseWords
{
    public static readonly IReadOnlyList<(AffectedBand Band, string Label)> Bands =
        [(AffectedBand.One, "1"), (AffectedBand.TwoToFour, "2–4"), (AffectedBand.FiveToNine, "5–9"), (AffectedBand.TenOrMore, "10+")];

    public static string Band(AffectedBand? band) => band is { } b ? Bands.First(x => x.Band == b).Label : "";

    public static string Frequency(Frequency? frequency) => frequency switch
    {
        Data.Cases.Frequency.Once => "En gång",
        Data.Cases.Frequency.Sometimes => "Ibland",
        Data.Cases.Frequency.Monthly => "Varje månad",
        Data.Cases.Frequency.Weekly => "Varje vecka",
        _ => "",
    };
}
