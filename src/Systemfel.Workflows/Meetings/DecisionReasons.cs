using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;

namespace Systemfel.Workflows.Meetings;

/// <summary>
/// Why a meeting decided as it did: the reason that the move required. The case's timeline keeps it, so that it is gone or hidden as soon as
/// the case's text is. The note that came with a move is not taken from there: it is the item's, which may have been rewritten since.
/// </summary>
public static class DecisionReasons
{
    /// <summary>Reads the reasons of decisions, by the decision's id; those that have none are left out.</summary>
    /// <param name="events">Where the timelines are.</param>
    /// <param name="decisions">Stored.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<IReadOnlyDictionary<long, string>> ReadAsync(IQueryable<CaseEvent> events, IEnumerable<Decision> decisions, CancellationToken ct = default)
    {
        var standing = decisions.Where(d => d.UndoneAt == null).ToList();
        if (standing.Count == 0) return new Dictionary<long, string>();
        var cases = standing.Select(d => d.DeficiencyId).Distinct().ToList();
        var (first, last) = (standing.Min(d => d.DecidedAt), standing.Max(d => d.DecidedAt));
        var told = await events.Where(e => cases.Contains(e.DeficiencyId) && e.At >= first && e.At <= last && e.Data != null)
            .OrderBy(e => e.Seq).Select(e => new { e.DeficiencyId, e.At, e.Data }).ToListAsync(ct);
        // Everything that a decision made bears its instant.
        var said = told.ToLookup(e => (e.DeficiencyId, e.At), e => In(e.Data!));
        return standing.Select(d => (d.Id, Reason: string.Join('\n', said[(d.DeficiencyId, d.DecidedAt)].Where(r => r.Length > 0).Distinct())))
            .Where(d => d.Reason.Length > 0).ToDictionary(d => d.Id, d => d.Reason);
    }

    /// <summary>The reason as it stands beside the decision: empty when the item's note says it already.</summary>
    /// <param name="reason">From <see cref="ReadAsync"/>; null for none.</param>
    /// <param name="note">The item's note, also where it is shown with another of the item's decisions.</param>
    public static string Beside(string? reason, string note) => reason == null || Lines(note).Contains(Lines(reason), StringComparison.Ordinal) ? "" : reason;

    private static string In(string json)
    {
        using var data = JsonDocument.Parse(json);
        return data.RootElement.TryGetProperty("reason", out var value) && value.ValueKind == JsonValueKind.String ? Lines(value.GetString()!.Trim()) : "";
    }

    /// <summary>A browser sends other line endings than are stored elsewhere.</summary>
    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
