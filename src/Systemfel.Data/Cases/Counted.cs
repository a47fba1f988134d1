namespace Systemfel.Data.Cases;

/// <summary>Which cases count in what is returned to others about a year: the one place that says it.</summary>
public static class Counted
{
    /// <summary>Leaves drafts and the start guide's examples out.</summary>
    public static IQueryable<Deficiency> ForTheReturn(this IQueryable<Deficiency> cases) => cases.Where(d => !d.IsDraft && !d.IsExample);
}
