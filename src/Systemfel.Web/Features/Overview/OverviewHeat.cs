using System.Globalization;

namespace Systemfel.Web.Features.Overview;

/// <summary>Numbers of the overview's pictures.</summary>
public static class OverviewHeat
{
    /// <summary>The shade of a cell, 1 to 5.</summary>
    /// <param name="count">What it holds, at least 1.</param>
    /// <param name="most">What the fullest cell holds.</param>
    public static int Step(int count, int most) => Math.Clamp((int)Math.Ceiling(5.0 * count / most), 1, 5);

    /// <summary>A step of an axis so that at most four reach the top: 1, 2 or 5 times a power of ten.</summary>
    public static int AxisStep(int most)
    {
        var step = 1;
        for (var i = 0; step * 4 < most; i++) step = i % 3 == 1 ? step / 2 * 5 : step * 2;
        return step;
    }

    /// <summary>As SVG writes it.</summary>
    public static string Svg(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Percent(double part) => Svg(100 * part) + "%";
}
