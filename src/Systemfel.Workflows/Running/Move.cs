using Systemfel.Data.Cases;
using Systemfel.Workflows.Anonymisation;

namespace Systemfel.Workflows.Running;

/// <summary>
/// Something that changes a case. One move is one file in Workflows/Moves: its inputs, its guard, its pure Apply. It touches
/// only the case and the lists it is handed, asks no clock and no database, and throws when it is not allowed.
/// </summary>
public abstract record Move
{
    /// <summary>The route's id of this move.</summary>
    public abstract string Id { get; }

    /// <summary>Keys of likely finds of personal data in its texts that the writer says are no person.</summary>
    public IReadOnlyCollection<string> Accepted { get; init; } = [];

    /// <summary>What in a text is ours and points at nobody, for a text that answers a letter of ours; null for other texts.</summary>
    internal OwnWords? Own { get; init; }

    /// <summary>Names of its properties of text that nobody types with this move.</summary>
    internal virtual IReadOnlyList<string> NotTyped => [];

    /// <summary>Whether an input that the route may require has been given.</summary>
    internal virtual bool Gives(string input) => true;

    /// <summary>Applies to the case as a whole, not to bookmarks that the caller names.</summary>
    internal virtual bool IsForWholeCase => false;

    /// <summary>
    /// Whether it lets somebody outside the team read the case who could not before, or writes to them about it. Asked after the
    /// guard, of the same inputs: such a move is refused while a colleague's approval of the text is missing.
    /// </summary>
    internal virtual bool TakesTextOut(MoveScope scope) => false;

    /// <summary>What the route's table cannot say.</summary>
    /// <exception cref="MoveRefusedException">With a sentence for the user.</exception>
    internal virtual void Guard(MoveScope scope) { }

    /// <summary>The other case that it works on too; null for a move on one case.</summary>
    internal virtual long? OtherId => null;

    internal abstract void Apply(MoveScope scope);

    /// <summary>How the decision reads in the notes or minutes.</summary>
    internal virtual DecisionText Describe(MoveScope scope) => new(scope.Route.Move(Id)!.Label);

    internal static bool Has(string? text) => !string.IsNullOrWhiteSpace(text);
}

/// <summary>A decision as it reads in the notes or minutes.</summary>
/// <param name="Decision">What was decided.</param>
/// <param name="Who">Who takes it on; may be empty.</param>
/// <param name="AnswerBy">By when; may be null.</param>
public sealed record DecisionText(string Decision, string Who = "", DateOnly? AnswerBy = null);

/// <summary>Which bookmarks a move consumes, and the version that the user saw of each.</summary>
/// <param name="Versions">Bookmark id and version; empty for a move on the case as a whole.</param>
public sealed record Targets(IReadOnlyDictionary<long, int> Versions)
{
    /// <summary>For moves on the case as a whole.</summary>
    public static readonly Targets None = new(new Dictionary<long, int>());

    /// <summary>These bookmarks as they were read.</summary>
    public static Targets Of(params IEnumerable<Bookmark> bookmarks) => new(bookmarks.ToDictionary(b => b.Id, b => b.Version));

    /// <summary>As a form carries it: '12.3-13.1'.</summary>
    public override string ToString() => string.Join('-', Versions.OrderBy(v => v.Key).Select(v => $"{v.Key}.{v.Value}"));

    /// <returns>Null when the text is not of that form.</returns>
    public static Targets? Parse(string? text)
    {
        var versions = new Dictionary<long, int>();
        foreach (var part in (text ?? "").Split('-', StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = part.Split('.');
            if (numbers.Length != 2 || !long.TryParse(numbers[0], out var id) || !int.TryParse(numbers[1], out var version)) return null;
            versions[id] = version;
        }
        return new Targets(versions);
    }
}
