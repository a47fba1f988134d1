using Systemfel.Data.Cases;

namespace Systemfel.Workflows.Meetings;

/// <summary>
/// The open formula that items are ordered by within their group: (times seen + parties that say it is important to them) × severity ×
/// municipalities. The number of persons is left out: outside the team it is told as 'färre än 5', and a formula would give it away.
/// </summary>
/// <param name="Times">How often it was seen: the report, and each count that stands.</param>
/// <param name="Important">Parties that have marked 'Viktig för oss'; each weighs as one time more.</param>
/// <param name="Severity">1 to 3, by the level where the fault arises; 1 when that is not known.</param>
/// <param name="Municipalities">In how many it was seen; at least 2 when somebody said 'flera'.</param>
public sealed record Priority(int Times, int Important, int Severity, int Municipalities)
{
    /// <summary>What the items are ordered by, the highest first.</summary>
    public int Value => (Times + Important) * Severity * Municipalities;

    /// <param name="subject">Loaded with its occurrences.</param>
    /// <param name="important">Parties that have marked it.</param>
    public static Priority Of(Deficiency subject, int important = 0)
    {
        var counted = subject.Occurrences.Where(o => o.UndoneAt == null).ToList();
        var places = counted.Select(o => o.MunicipalityId).Append(subject.MunicipalityId).ToList();
        var named = places.OfType<long>().Distinct().Count();
        return new Priority(counted.Count + 1, important, SeverityOf(subject.Level), places.Contains(null) ? Math.Max(2, named) : named);
    }

    /// <summary>What is decided centrally reaches more people than what one case officer does.</summary>
    private static int SeverityOf(Level? level) => level switch
    {
        Level.Central => 3,
        Level.Local => 2,
        _ => 1,
    };
}
