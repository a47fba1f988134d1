using Systemfel.Data.Meetings;

namespace Systemfel.Workflows.Meetings;

/// <summary>Makes an agenda's lines the items of a meeting.</summary>
internal static class OpeningAgenda
{
    /// <summary>
    /// The meeting opens: every line becomes an item, in the order that was chosen beforehand or else the agenda's own. What was placed or
    /// spoken on, but no longer waits, is taken off; when something was said on it, it stays last, so that what was said is not lost.
    /// </summary>
    /// <param name="meeting">Loaded with its items and their supports.</param>
    /// <param name="lines">The agenda as it fills itself.</param>
    /// <returns>Items that are to be removed.</returns>
    public static IReadOnlyList<AgendaItem> Fill(Meeting meeting, IReadOnlyList<AgendaLine> lines)
    {
        var known = meeting.Items.ToDictionary(i => i.DeficiencyId);
        var order = 0;
        foreach (var line in AgendaArrangement.Arranged(meeting.Items, lines))
        {
            if (!known.Remove(line.DeficiencyId, out var item)) meeting.Items.Add(item = new AgendaItem { DeficiencyId = line.DeficiencyId });
            item.Section = line.Section;
            item.SortOrder = ++order;
        }
        var gone = known.Values.Where(IsEmpty).ToList();
        foreach (var item in known.Values.Except(gone).OrderBy(i => i.Id)) item.SortOrder = ++order;
        meeting.Items.RemoveAll(gone.Contains);
        return gone;
    }

    /// <summary>
    /// The meeting closes again: items on which nothing was said or written go, unless their order was chosen by hand; then all stay, in
    /// that order.
    /// </summary>
    /// <param name="meeting">Loaded with its items, their decisions and supports.</param>
    /// <param name="lines">The agenda as it fills itself.</param>
    /// <returns>Items that are to be removed.</returns>
    public static IReadOnlyList<AgendaItem> Clear(Meeting meeting, IReadOnlyList<AgendaLine> lines)
    {
        var shown = AgendaArrangement.Shown(meeting.Items).Select(i => i.DeficiencyId).ToList();
        var own = lines.Select(l => l.DeficiencyId).Where(shown.Contains).ToList();
        // Without what no longer waits, which stands last anyway.
        if (!shown.Where(own.Contains).SequenceEqual(own)) return [];
        var gone = meeting.Items.Where(IsEmpty).ToList();
        meeting.Items.RemoveAll(gone.Contains);
        foreach (var item in meeting.Items) item.SortOrder = 0;
        return gone;
    }

    private static bool IsEmpty(AgendaItem item) => item.Supports.Count == 0 && item.Decisions.Count == 0 && item.Note.Length == 0;

    /// <summary>What has come to wait since the meeting was opened goes last.</summary>
    /// <param name="meeting">Loaded with its items.</param>
    /// <param name="lines">The agenda as it fills itself.</param>
    public static void Add(Meeting meeting, IReadOnlyList<AgendaLine> lines)
    {
        var order = meeting.Items.Count == 0 ? 0 : meeting.Items.Max(i => i.SortOrder);
        foreach (var line in lines.Where(l => meeting.Items.All(i => i.DeficiencyId != l.DeficiencyId)))
            meeting.Items.Add(new AgendaItem { DeficiencyId = line.DeficiencyId, Section = line.Section, SortOrder = ++order });
    }
}
