using Systemfel.Data.Cases;
using Systemfel.Workflows.FollowingUp;

namespace Systemfel.Web.Features.Shared;

/// <summary>Where a measure stands, as it is called on screens and in lists.</summary>
public static class MeasureWords
{
    public static string Of(MeasureState state, bool isLate = false) => state switch
    {
        MeasureState.Planned => isLate ? "försenad" : "planerad",
        MeasureState.Done => "gjord",
        MeasureState.NotDone => "inte gjord",
        _ => "återtagen",
    };

    /// <summary>'2 av 4 delmål klara (50 %)'; null for a measure without milestones.</summary>
    public static string? Milestones(MilestoneProgress progress) =>
        progress.Of == 0 ? null : $"{progress.Done} av {progress.Of} delmål {(progress.Of == 1 ? "klart" : "klara")} ({progress.Percent}\u00a0%)";

    /// <summary>'klart 3 november', 'försenat, skulle vara klart 1 november', 'senast 9 november'; empty for one without a day that is not done.</summary>
    public static string Of(Measure measure, Milestone milestone, DateOnly today) => milestone switch
    {
        { DoneOn: { } done } => $"klart {done.Long(today)}",
        { DueOn: { } due } when MilestoneProgress.IsLate(measure, milestone, today) => $"försenat, skulle vara klart {due.Long(today)}",
        { DueOn: { } due } => $"senast {due.Long(today)}",
        _ => "",
    };

    /// <summary>The same at the beginning of a line.</summary>
    public static string First(MeasureState state, bool isLate)
    {
        var word = Of(state, isLate);
        return char.ToUpperInvariant(word[0]) + word[1..];
    }
}
