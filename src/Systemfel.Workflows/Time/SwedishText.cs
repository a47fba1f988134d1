using System.Globalization;
using Systemfel.Data.Organisations;

namespace Systemfel.Workflows.Time;

/// <summary>Dates and signatures as they stand in letters and minutes.</summary>
public static class SwedishText
{
    /// <summary>Swedish, as in Sweden.</summary>
    public static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("sv-SE");

    /// <summary>'måndag 30 november', with the year when it is not the same half-year as usual reading expects.</summary>
    public static string LongDate(DateOnly date) => date.ToString("dddd d MMMM yyyy", Culture);

    /// <summary>'30 november 2026'.</summary>
    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", Culture);

    /// <summary>Who writes, so that the recipient can verify it: service, host, telephone.</summary>
    public static string Signature(Organisation o) =>
        $"Med vänlig hälsning\n{o.Name}\n{o.HostName}, {o.Phone}\n\nVill ni kontrollera att brevet är vårt? Ring {o.HostName}s växel, {o.Phone}, och fråga efter personligt ombud.\n";
}
