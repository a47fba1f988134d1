using System.Globalization;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Moves;

namespace Systemfel.Web.Features.Reports;

/// <summary>The three choices of 'Jag har sett samma sak'. Inside another form their names carry the case's id behind them.</summary>
public sealed record CountInput(IReadOnlyList<Municipality> Municipalities, long? OwnMunicipalityId, DateOnly Today)
{
    public const string MonthName = "month", MunicipalityName = "municipality", BandName = "band", KeyName = "countKey";

    public CaseHit Hit { get; init; } = null!;

    /// <summary>Behind each name; empty in a form of its own.</summary>
    public string Suffix { get; init; } = "";

    public IEnumerable<DateOnly> Months => Enumerable.Range(0, 12).Select(n => new DateOnly(Today.Year, Today.Month, 1).AddMonths(-n));

    public static Count Read(IFormCollection form, string suffix = "") => new(
        Words.ParseMonth(form[MonthName + suffix]),
        long.TryParse(form[MunicipalityName + suffix], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
        Enum.TryParse<AffectedBand>(form[BandName + suffix], out var band) && Enum.IsDefined(band) ? band : null);

    /// <returns>The key of this showing of the choices; null when it is none of ours.</returns>
    public static string? Key(IFormCollection form, string suffix = "") => Guid.TryParse(form[KeyName + suffix], out var key) ? key.ToString() : null;

    /// <summary>november, Borlänge, 1 person.</summary>
    public static string Told(Occurrence o) => Told(o.Month, o.Municipality?.Name, o.Band);

    public static string Told(DateOnly month, string? municipality, AffectedBand band) =>
        $"{month.ToString("MMMM", CultureInfo.CurrentCulture)}, {municipality ?? "flera kommuner"}, {band.Persons()}";
}
