using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Workflows.Incidents;

/// <summary>Raised points in kept minutes. A version holds the words that a point had then, also when they have been taken back since.</summary>
public static class RaisedInMinutes
{
    /// <summary>The ids of the points whose words stand in some version of a group's minutes, and are not erased.</summary>
    /// <param name="versions">Where they are.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<IReadOnlySet<long>> ReadAsync(IQueryable<MinutesVersion> versions, long groupId, CancellationToken ct)
    {
        var heads = await versions.Where(v => v.Meeting.GroupId == groupId && v.HeadJson != "").Select(v => v.HeadJson).ToListAsync(ct);
        return heads.SelectMany(h => Lines(JsonNode.Parse(h))).Where(HasWords).Select(IdOf).OfType<long>().ToHashSet();
    }

    internal static IEnumerable<JsonObject> Lines(JsonNode? head) => (head?[nameof(MinutesHead.Raised)]?.AsArray() ?? []).OfType<JsonObject>();

    internal static long? IdOf(JsonObject line) => (long?)line[nameof(RaisedLine.Id)];

    internal static string TextOf(JsonObject line) => (string?)line[nameof(RaisedLine.Text)] ?? "";

    internal static bool HasWords(JsonObject line) => IsWords(TextOf(line));

    /// <summary>Whether a text says something: it was neither taken back nor erased.</summary>
    public static bool IsWords(string text) => text.Length > 0 && text != TextPlaces.ErasedTitle;
}
