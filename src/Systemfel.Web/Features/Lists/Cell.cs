namespace Systemfel.Web.Features.Lists;

public enum CellKind { Empty, Text, Number, Day, Moment }

/// <summary>One value of a list, with what it is: a spreadsheet gets days as days and numbers as numbers, and text never as anything but text.</summary>
public readonly record struct Cell
{
    private Cell(CellKind kind, string? text = null, long number = 0, DateTime at = default) => (Kind, Text, Number, At) = (kind, text, number, at);

    public CellKind Kind { get; }
    public string? Text { get; }
    public long Number { get; }

    /// <summary>A day, or a moment by the clock in Sweden.</summary>
    public DateTime At { get; }

    public static implicit operator Cell(string? text) => string.IsNullOrEmpty(text) ? default : new(CellKind.Text, text);

    public static implicit operator Cell(long? number) => number is { } n ? new(CellKind.Number, number: n) : default;

    public static implicit operator Cell(DateOnly? day) => day is { } d ? new(CellKind.Day, at: d.ToDateTime(TimeOnly.MinValue)) : default;

    public static implicit operator Cell(DateTimeOffset? moment) => moment is { } m ? new(CellKind.Moment, at: Shared.SwedishDates.SwedishTime(m)) : default;
}
