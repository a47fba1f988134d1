using Systemfel.Data.Meetings;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Meetings;

/// <summary>A case as the reader may see it.</summary>
public sealed record SeenCase(string Number, string Title, DateTimeOffset? ClosedAt);

/// <summary>A decision as it stands in the notes; the reason is empty where the note says it.</summary>
public sealed record MinutesRow(int Paragraph, long ItemId, long CaseId, string Number, string Title, Decision Decision, string Note, string Reason, IReadOnlyList<string> AlsoSee);

/// <summary>An item that the meeting did not decide.</summary>
public sealed record UndecidedRow(long ItemId, long CaseId, string Number, string Title, string Note);

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
                [.. d.Item.Supports.Where(s => s.Kind == SupportKind.SeesItToo).Select(s => s.Party.Name)])),
        ];
    }

    public static IReadOnlyList<UndecidedRow> Undecided(Meeting meeting, IReadOnlyDictionary<long, SeenCase> seen) =>
    [
        .. Workflows.Meetings.Undecided.Of(meeting, i => seen[i.DeficiencyId].ClosedAt)
            .Select(i => new UndecidedRow(i.Id, i.DeficiencyId, seen[i.DeficiencyId].Number, seen[i.DeficiencyId].Title, i.Note)),
    ];
}
