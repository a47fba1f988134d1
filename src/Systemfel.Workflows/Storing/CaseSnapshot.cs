using System.Text.Json;
using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Storing;

/// <summary>How a case's lines stood before a decision, and their versions after it: enough to take the decision back.</summary>
internal sealed record CaseSnapshot(IReadOnlyList<LineSnapshot> Lines, DateTimeOffset? ClosedAt, string? Outcome, string OutcomeNote)
{
    /// <summary>Bookmark versions right after the decision; someone has moved on when they no longer hold.</summary>
    public Dictionary<long, int> After { get; init; } = [];

    /// <summary>The other case of the decision: merged into, linked, split off.</summary>
    public long? OtherId { get; init; }

    /// <summary>Addressees that the case had.</summary>
    public List<long> Addressees { get; init; } = [];

    /// <summary>Promised measures that were still waited for, and effect questions that were still open.</summary>
    public List<long> Promised { get; init; } = [];

    /// <inheritdoc cref="Promised"/>
    public List<long> Asked { get; init; } = [];

    public static CaseSnapshot Of(Deficiency c) => new(
        [.. c.Bookmarks.Select(b => new LineSnapshot(
            b.Id, b.AddresseeId, b.Stage, b.GroupId, b.WaitsForPartyId, b.LetterItemId, b.Since, b.Due, b.HiddenUntil, b.HiddenUntilSeen,
            b.Mark, b.Note, b.Outcome, b.ClosedAt))],
        c.Instance.ClosedAt, c.Instance.Outcome, c.Instance.OutcomeNote)
    {
        Addressees = [.. c.Addressees.Select(a => a.Id)],
        Promised = [.. c.Measures.Where(m => m.State == MeasureState.Planned).Select(m => m.Id)],
        Asked = [.. c.EffectQuestions.Where(q => !q.IsSettled).Select(q => q.Id)],
    };

    public string ToJson() => JsonSerializer.Serialize(this, EventChain.Json);

    public static CaseSnapshot FromJson(string json) => JsonSerializer.Deserialize<CaseSnapshot>(json, EventChain.Json)!;
}

internal sealed record LineSnapshot(
    long Id, long? AddresseeId, string Stage, long? GroupId, long? WaitsForPartyId, long? LetterItemId, DateTimeOffset Since, DateOnly? Due,
    DateOnly? HiddenUntil, int? HiddenUntilSeen, BookmarkMark Mark, string Note, string? Outcome, DateTimeOffset? ClosedAt)
{
    public void RestoreTo(Bookmark b)
    {
        b.AddresseeId = AddresseeId;
        b.Addressee = AddresseeId == null ? null : b.Addressee;
        b.Stage = Stage;
        b.GroupId = GroupId;
        b.WaitsForPartyId = WaitsForPartyId;
        b.LetterItemId = LetterItemId;
        b.Since = Since;
        b.Due = Due;
        b.HiddenUntil = HiddenUntil;
        b.HiddenUntilSeen = HiddenUntilSeen;
        b.Mark = Mark;
        b.Note = Note;
        b.Outcome = Outcome;
        b.ClosedAt = ClosedAt;
        b.Version++;
    }
}
