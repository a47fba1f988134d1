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
    public static int NextReturn(DateOnly today) => today <= ReturnOf(today.Year - 1) ? today.Year - 1 : today.Year;

    /// <summary>The return that is near or late; null when neither.</summary>
    /// <param name="today">Today.</param>
    /// <param name="stateOf">Where a year's return stands; null when it has not been begun.</param>
    public static (int Year, DateOnly Due)? Waiting(DateOnly today, Func<int, YearDocumentState?> stateOf)
    {
        var late = today.Year - 1;
        if (today > ReturnOf(late) && stateOf(late) is not (null or YearDocumentState.Sent)) return (late, ReturnOf(late));
        var next = NextReturn(today);
        return ReturnOf(next).DayNumber - today.DayNumber <= NearDays && stateOf(next) != YearDocumentState.Sent ? (next, ReturnOf(next)) : null;
    }
}
