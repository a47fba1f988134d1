using Systemfel.Data.Cases;

namespace Systemfel.Workflows.FollowingUp;

/// <summary>How far a measure has come by its milestones.</summary>
/// <param name="Done">How many are done.</param>
/// <param name="Of">Of how many; none: the measure has no milestones.</param>
public sealed record MilestoneProgress(int Done, int Of)
{
    /// <summary>Done milestones of all, in whole percent; 0 for a measure without milestones.</summary>
    public int Percent => Of == 0 ? 0 : (int)Math.Round(100m * Done / Of, MidpointRounding.AwayFromZero);

    /// <summary>There are milestones, and all are done. The measure is not done by that alone.</summary>
    public bool AreAllDone => Of > 0 && Done == Of;

    /// <summary>Of a measure.</summary>
    public static MilestoneProgress For(Measure measure) => new(measure.Milestones.Count(m => m.DoneOn != null), measure.Milestones.Count);

    /// <summary>Whether a milestone of a measure that is waited for is late.</summary>
    public static bool IsLate(Measure measure, Milestone milestone, DateOnly today) =>
        measure.State == MeasureState.Planned && milestone.DoneOn == null && milestone.DueOn < today;
}
