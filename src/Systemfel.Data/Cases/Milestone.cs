namespace Systemfel.Data.Cases;

/// <summary>'Delmål': a step of a measure, with a day to be done by, and the day on which it was.</summary>
public sealed class Milestone
{
    public long Id { get; internal set; }
    public long MeasureId { get; internal set; }
    /// <summary>From 1, in the order in which they are shown.</summary>
    public int SortOrder { get; internal set; }
    public string Text { get; internal set; } = "";
    public DateOnly? DueOn { get; internal set; }
    /// <summary>Null: not done.</summary>
    public DateOnly? DoneOn { get; internal set; }
}
