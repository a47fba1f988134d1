using System.Globalization;

namespace Systemfel.Web.Features.Shared.Components;

public sealed record Bar(string Label, int Value);

/// <summary>
/// Counts side by side with their table, for the partial _Stapeldiagram. Positions are percentages without a viewBox, so that
/// the text keeps its size at any width.
/// </summary>
public sealed record BarChart(string Title, string Summary, string LabelColumn, string ValueColumn, IReadOnlyList<Bar> Bars)
{
    public const double Height = 42, Base = 46;

    private double Step => 100.0 / Math.Max(1, Bars.Count);
    private int Max => Math.Max(1, Bars.Count == 0 ? 1 : Bars.Max(b => b.Value));

    public string X(int i) => Percent(i * Step + Step * .07);
    public string Width => Percent(Step * .86);
    public string Y(Bar bar) => Number(Base - BarHeight(bar));
    public string HeightOf(Bar bar) => Number(BarHeight(bar));

    private double BarHeight(Bar bar) => bar.Value == 0 ? 2 : Math.Max(3, Height * bar.Value / Max);
    private static string Percent(double value) => Number(value) + "%";
    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
