using Systemfel.Data.Meetings;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Meetings;

/// <summary>The decisions of a meeting in the order of the notes.</summary>
public static class MinutesOf
{
    public static IReadOnlyList<MinutesRow> Rows(Meeting meeting, IReadOnlyList<AgendaItem> items, IReadOnlyDictionary<long, (string Number, string Title)> seen)
    {
        var shown = items.Select(i => i.Id).ToHashSet();
        return
        [
            .. MinutesText.Decisions(meeting).Where(d => shown.Contains(d.Item.Id)).Select(d => new MinutesRow(
                d.Paragraph, d.Item.Id, d.Item.DeficiencyId, seen[d.Item.DeficiencyId].Number, seen[d.Item.DeficiencyId].Title, d.Decision, d.Item.Note,
                [.. d.Item.Supports.Where(s => s.Kind == SupportKind.SeesItToo).Select(s => s.Party.Name)])),
        ];
    }
}
