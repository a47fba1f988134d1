using Systemfel.Data.Meetings;

namespace Systemfel.Web.Features.Meetings;

/// <summary>The decisions of a meeting in the order of the notes.</summary>
public static class MinutesOf
{
    public static IReadOnlyList<MinutesRow> Rows(Meeting meeting, IReadOnlyList<AgendaItem> items, IReadOnlyDictionary<long, (string Number, string Title)> seen)
    {
        var rows = new List<MinutesRow>();
        var paragraph = meeting.FirstParagraph;
        foreach (var item in items)
        {
            var also = item.Supports.Where(s => s.Kind == SupportKind.SeesItToo).Select(s => s.Party.Name).ToList();
            foreach (var decision in item.Decisions.Where(d => d.UndoneAt == null).OrderBy(d => d.DecidedAt))
            {
                // Approved minutes keep their numbers; until then they run in the order of the agenda.
                var number = decision.Paragraph > 0 ? decision.Paragraph : paragraph++;
                var (caseNumber, title) = seen[item.DeficiencyId];
                rows.Add(new MinutesRow(number, item.Id, item.DeficiencyId, caseNumber, title, decision, item.Note, also));
            }
        }
        return rows;
    }
}
