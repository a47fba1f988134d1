using Systemfel.Workflows.Routes;

namespace Systemfel.Workflows.Running;

/// <summary>
/// Moves that are the product's own and no route's: they hold for every route and every stored version of one, however old, so a
/// case that started on a version without them can still be moved on. The runner, the buttons and the permissions read them with
/// the route's own rows, by <see cref="RouteDefinition.AllMoves"/>.
/// </summary>
public static class OwnMoves
{
    /// <summary>Each as a route would write it. A route that names one of them is faulty.</summary>
    public static readonly IReadOnlyList<RouteMove> All =
    [
        new("approve-text", "Godkänn texten",
            [Stages.Submitted, Stages.Review, Stages.Group, Stages.AwaitingAnswer, Stages.FollowUp, Stages.Effect, Stages.Closed],
            [RouteReader.Stays], ["ombud", "coordinator"]),
    ];

    /// <summary>The product's own move with this id, or null.</summary>
    public static RouteMove? Find(string id) => All.FirstOrDefault(m => m.Id == id);
}
