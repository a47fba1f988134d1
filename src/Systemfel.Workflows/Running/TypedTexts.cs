using System.Collections.Concurrent;
using System.Reflection;
using Systemfel.Workflows.Anonymisation;

namespace Systemfel.Workflows.Running;

/// <summary>
/// Holds the name of a colleague or an official, who answers for something at work: likely finds are what it is for, and are not
/// asked about. Certain ones are refused as everywhere.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NamesAnOfficialAttribute(string? input = null) : Attribute
{
    /// <summary>The input's name, when it is not the property's own.</summary>
    public string? Input { get; } = input;
}

/// <summary>What somebody typed with a move may point at a person. Nothing was stored.</summary>
/// <param name="message">Swedish, for the user.</param>
/// <param name="input">The field when its words must go; 'accepted' when they may be answered.</param>
/// <param name="finds">What was found, each once.</param>
public sealed class TypedTextException(string message, string input, IReadOnlyList<Find> finds) : MoveRefusedException(message, input)
{
    /// <summary>What was found, each once.</summary>
    public IReadOnlyList<Find> Finds { get; } = finds;
}

/// <summary>
/// The check of personal data over every text that a move carries: each property of text of its record, so that no move can forget one,
/// and the meeting's note that comes with it. A report's text, which is a record of its own, brings its own result along and is refused without it.
/// </summary>
internal static class TypedTexts
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(PropertyInfo Property, string Input, bool IsName)>> Known = new();

    /// <exception cref="MoveRefusedException">A text is too long, or may point at a person.</exception>
    public static void Refuse(MoveScope scope, Move move, TextCheck check)
    {
        var accepted = AnsweredIn(move, scope.StandingNote, check);
        var (certain, likely) = (new List<(Find Find, string Input)>(), new List<Find>());
        foreach (var (input, text, isName) in Of(move).Append(("note", scope.MeetingNote ?? "", false)))
        {
            TextCheck.RefuseTooLong(text, input);
            if (text.Length == 0) continue;
            foreach (var find in RememberedFinds.OpenIn(move.Own?.FindsIn(text) ?? check.Check(text).Finds, text, scope.Case))
            {
                if (find.Certainty == Certainty.Certain) certain.Add((find, input));
                else if (!isName && !accepted.Contains(find.Key)) likely.Add(find);
            }
        }
        List<Find> all = [.. certain.Select(c => c.Find).Concat(likely).DistinctBy(f => f.Key)];
        if (certain.Count > 0)
            throw new TypedTextException($"Texten kan peka ut en person, så inget är sparat: {Words(certain.Select(c => c.Find))}. Ta bort det.", certain[0].Input, all);
        if (likely.Count > 0)
            throw new TypedTextException($"Texten kan peka ut en person: {Words(likely)}. Ta bort det, eller kryssa i att ingen person pekas ut.", "accepted", all);
    }

    /// <summary>The texts of a move: the input's name, what was typed, and whether it names an official.</summary>
    public static IEnumerable<(string Input, string Text, bool IsName)> Of(Move move) =>
        Known.GetOrAdd(move.GetType(), Read).Where(t => !move.NotTyped.Contains(t.Property.Name))
            .Select(t => (t.Input, (string?)t.Property.GetValue(move) ?? "", t.IsName));

    /// <summary>What the writer has answered: now, in a check that the move brings along, and in the note as it stands.</summary>
    private static HashSet<string> AnsweredIn(Move move, string? standing, TextCheck check)
    {
        HashSet<string> keys = [.. move.Accepted];
        foreach (var own in move.GetType().GetProperties().Where(p => p.PropertyType == typeof(CheckedText)))
            keys.UnionWith(((CheckedText)own.GetValue(move)!).Accepted);
        if (standing is { Length: > 0 }) keys.UnionWith(check.Check(standing).Finds.Select(f => f.Key));
        return keys;
    }

    private static List<(PropertyInfo Property, string Input, bool IsName)> Read(Type move) =>
        [.. move.GetProperties().Where(p => p.PropertyType == typeof(string) && p.Name != nameof(Move.Id))
            .Select(p => (Property: p, Name: p.GetCustomAttribute<NamesAnOfficialAttribute>()))
            .Select(p => (p.Property, p.Name?.Input ?? char.ToLowerInvariant(p.Property.Name[0]) + p.Property.Name[1..], p.Name != null))];

    private static string Words(IEnumerable<Find> finds) => string.Join(", ", finds.DistinctBy(f => f.Key).Select(f => $"”{f.Text}” {f.Reason}"));
}
