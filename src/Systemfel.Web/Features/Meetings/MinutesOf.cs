using Systemfel.Data.Meetings;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Meetings;

/// <summary>A case as the reader may see it.</summary>
public sealed record SeenCase(string Number, string Title, DateTimeOffset? ClosedAt, bool IsExample);

/// <summary>A decision as it stands in the notes; the reason is empty where the note says it.</summary>
public sealed record MinutesRow(int Paragraph, long ItemId, long CaseId, string Number, string Title, Decision Decision, string Note, string Reason, IReadOnlyList<string> AlsoSee)
{
    /// <summary>About an example, which the team decides on for practice: it is in no notes.</summary>
    public bool IsExample { get; init; }
}

/// <summary>An item that the meeting did not decide; it follows to the next when it waits for the group.</summary>
public sealed record UndecidedRow(long ItemId, long CaseId, string Number, string Title, string Note, bool Follows);

/// <summary>A raised point as the notes say it, and as it stands now; that is null when it is not known which it is.</summary>
public sealed record RaisedNote(string Party, string Text, string Outcome, RaisedRow? Point);

/// <summary>The items of a meeting in the order of the notes.</summary>
public static class MinutesOf
{
    public static IReadOnlyList<MinutesRow> Rows(
        Meeting meeting, IReadOnlyList<AgendaItem> items, IReadOnlyDictionary<long, SeenCase> seen, IReadOnlyDictionary<long, string> reasons)
    {
        var shown = items.Select(i => i.Id).ToHashSet();
        return
        [
            .. MinutesText.Decisions(meeting).Where(d => shown.Contains(d.Item.Id)).Select(d => new MinutesRow(
                d.Paragraph, d.Item.Id, d.Item.DeficiencyId, seen[d.Item.DeficiencyId].Number, seen[d.Item.DeficiencyId].Title, d.Decision, d.Item.Note,
                DecisionReasons.Beside(reasons.GetValueOrDefault(d.Decision.Id), d.Item.Note),
                [.. d.Item.Supports.Where(s => s.Kind == SupportKind.SeesItToo).Select(s => s.Party.Name)]) { IsExample = seen[d.Item.DeficiencyId].IsExample }),
        ];
    }

    /// <summary>The items without a decision: those that follow along, and those that wait for somebody else or have a note.</summary>
    public static IReadOnlyList<UndecidedRow> Undecided(Meeting meeting, IReadOnlyDictionary<long, SeenCase> seen, IReadOnlySet<long> left) =>
    [
        .. AgendaArrangement.Shown(meeting.Items).Select(i => (Item: i, Case: seen[i.DeficiencyId]))
            .Where(i => !i.Case.IsExample && !Workflows.Meetings.Undecided.DoneBy(i.Item).Any() && (i.Case.ClosedAt == null || left.Contains(i.Item.Id) || i.Item.Note.Length > 0))
            .Select(i => new UndecidedRow(i.Item.Id, i.Item.DeficiencyId, i.Case.Number, i.Case.Title, i.Item.Note, left.Contains(i.Item.Id))),
    ];

    /// <summary>The raised points: as they were approved, or as they stand.</summary>
    public static IReadOnlyList<RaisedNote> Raised(MinutesHead? approved, IReadOnlyList<RaisedRow> rows) => approved == null
        ? [.. rows.Select(r => new RaisedNote(r.Party, r.Text, r.Outcome is { } said ? RaisedPoints.Labels[said] : "", r))]
        : [.. approved.Raised.Select(l => new RaisedNote(l.Party, l.Text, l.Outcome, rows.FirstOrDefault(r => l.Id > 0 ? r.Id == l.Id : r.Party == l.Party && r.Text == l.Text)))];
}
