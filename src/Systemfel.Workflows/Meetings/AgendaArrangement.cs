using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Systemfel.Data.Meetings;

namespace Systemfel.Workflows.Meetings;

/// <summary>
/// The order of an agenda that somebody has chosen by hand. A planned meeting has items only for what has been placed or spoken on;
/// <see cref="AgendaItem.SortOrder"/> 0 means that nobody has placed it.
/// </summary>
public static class AgendaArrangement
{
    /// <summary>The lines of a planned meeting: those that were placed, in their order; then the rest as the agenda has them.</summary>
    /// <param name="items">What is stored for the meeting.</param>
    /// <param name="lines">The agenda as it fills itself.</param>
    public static IReadOnlyList<AgendaLine> Arranged(IEnumerable<AgendaItem> items, IReadOnlyList<AgendaLine> lines)
    {
        var placed = items.Where(i => i.SortOrder > 0).ToDictionary(i => i.DeficiencyId, i => i.SortOrder);
        return placed.Count == 0 ? lines : [.. lines.OrderBy(l => placed.GetValueOrDefault(l.DeficiencyId, int.MaxValue))];
    }

    /// <summary>The items of an open meeting that the agenda shows, in their order.</summary>
    /// <param name="items">What is stored for the meeting.</param>
    public static IReadOnlyList<AgendaItem> Shown(IEnumerable<AgendaItem> items) =>
        [.. items.Where(i => i.Section != AgendaSection.SinceLast).OrderBy(i => i.SortOrder).ThenBy(i => i.Id)];

    /// <summary>Names an order as somebody saw it, so that a form can tell whether it has been changed since.</summary>
    /// <param name="caseIds">The cases from first to last.</param>
    public static string Version(IEnumerable<long> caseIds) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', caseIds.Select(id => id.ToString(CultureInfo.InvariantCulture))))))[..16];
}
