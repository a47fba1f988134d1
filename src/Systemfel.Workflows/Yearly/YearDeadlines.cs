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
}
