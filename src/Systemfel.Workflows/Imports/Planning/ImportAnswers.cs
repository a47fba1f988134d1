using System.Text.Json;

namespace Systemfel.Workflows.Imports.Planning;

/// <summary>What was answered to the questions that single rows raise. No words of the rows: numbers and keys.</summary>
public sealed record ImportAnswers
{
    /// <summary>The row is not imported.</summary>
    public const string Leave = "leave";

    /// <summary>The row becomes a case of its own, whatever it is like.</summary>
    public const string Own = "own";

    /// <summary>The row is counted as an occurrence: 'count:12' on case 12, 'count:r7' on that of row 7.</summary>
    public const string Count = "count";

    /// <summary>The answer that counts a row on something it is like.</summary>
    /// <param name="like">What.</param>
    public static string CountOn(LikeRow like) => $"{Count}:{like.Word}";

    /// <summary><see cref="Leave"/>, <see cref="Own"/> or <see cref="Count"/> with what it is counted on, by row.</summary>
    public Dictionary<int, string> Rows { get; init; } = [];

    /// <summary>Keys of likely finds that are no person, wherever in the list they stand.</summary>
    public HashSet<string> Accepted { get; init; } = [];

    /// <summary>The same, answered for one row.</summary>
    public Dictionary<int, HashSet<string>> AcceptedInRow { get; init; } = [];

    /// <summary>Rows whose answer was given to all of a sort at once: another answer to all may take its place.</summary>
    public HashSet<int> ByAll { get; init; } = [];

    /// <summary>Whether somebody has answered for this very row.</summary>
    /// <param name="row">The row's number.</param>
    public bool IsSingle(int row) => Rows.ContainsKey(row) && !ByAll.Contains(row);

    internal string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>As it was stored; empty when nothing was.</summary>
    public static ImportAnswers FromJson(string json) => JsonSerializer.Deserialize<ImportAnswers>(json) ?? new ImportAnswers();
}
