namespace Systemfel.Workflows.Running;

/// <summary>The inputs that what a move does in code cannot do without, whatever a route requires.</summary>
internal static class NeededInputs
{
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> ByMove = new Dictionary<string, IReadOnlyList<string>>
    {
        ["submit"] = ["anonymisation"],
        ["refer"] = ["groups"],
        ["hold"] = ["until"],
        ["handle-locally"] = ["who", "date"],
        ["ask-author"] = ["question"],
        ["answer-author"] = ["answer"],
        ["merge"] = ["case"],
        ["reply-to-authority"] = ["note", "date"],
        ["take-home"] = ["party"],
        ["write-to-authority"] = ["contact", "date"],
        ["register-answer"] = ["answer-kind"],
        ["give-more-time"] = ["date"],
        ["report-effect"] = ["effect"],
        ["forward"] = ["group"],
        ["inform-parties"] = ["parties"],
        ["close"] = ["outcome"],
        ["count"] = ["month", "band"],
    };

    public static IReadOnlyList<string> Of(string move) => ByMove.GetValueOrDefault(move, []);
}
