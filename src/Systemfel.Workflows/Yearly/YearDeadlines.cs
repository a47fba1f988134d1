using Systemfel.Data.Yearly;

namespace Systemfel.Workflows.Yearly;

/// <summary>The days that SFS 2013:522 sets. Each is in the year after the one that it is about.</summary>
public static class YearDeadlines
{
    /// <summary>10 §: the municipality to the County Administrative Board, 15 January.</summary>
    public static DateOnly ReturnOf(int year) => new(year + 1, 1, 15);

    /// <summary>12 §: the County Administrative Board to Socialstyrelsen, 1 March.</summary>
    public static DateOnly CountyOf(int year) => new(year + 1, 3, 1);

    /// <summary>14 §: Socialstyrelsen to the government, 15 May.</summary>
    public static DateOnly NationalOf(int year) => new(year + 1, 5, 15);

    /// <summary>How many days before its last day a return is near.</summary>
    public const int NearDays = 30;

    /// <summary>The year whose return is due next, the last day included.</summary>
    /// <param name="today">Today.</param>
    /// <param name="dueOf">The last day of a year's return.</param>
    public static int NextReturn(DateOnly today, Func<int, DateOnly> dueOf) => today <= dueOf(today.Year - 1) ? today.Year - 1 : today.Year;

    /// <summary>The return that is near or late; null when neither.</summary>
    /// <param name="today">Today.</param>
    /// <param name="stateOf">Where a year's return stands; null when it has not been begun.</param>
    /// <param name="dueOf">The last day of a year's return.</param>
    public static (int Year, DateOnly Due)? Waiting(DateOnly today, Func<int, YearDocumentState?> stateOf, Func<int, DateOnly> dueOf)
    {
        var late = today.Year - 1;
        // One that was never begun may have been sent without the product: it is late until the county has returned.
        if (today > dueOf(late) && stateOf(late) != YearDocumentState.Sent && (stateOf(late) != null || today <= CountyOf(late))) return (late, dueOf(late));
        var next = NextReturn(today, dueOf);
        return dueOf(next).DayNumber - today.DayNumber <= NearDays && stateOf(next) != YearDocumentState.Sent ? (next, dueOf(next)) : null;
    }
}
