using Systemfel.Workflows.Routes;

namespace Systemfel.Workflows.Running;

/// <summary>
/// Moves that are the product's own and no route's: they hold for every route and every stored version of one, however old, so a
/// case that started on a version without them can still be moved on. The runner, the buttons and the permissions read them with
/// the route's own rows, by <see cref="RouteDefinition.AllMoves"/>.
/// </summary>
public static class OwnMoves
{
    private static readonly string[] Everywhere =
        [Stages.Submitted, Stages.Review, Stages.Group, Stages.AwaitingAnswer, Stages.FollowUp, Stages.Effect, Stages.Closed];

    /// <summary>Each as a route would write it. A route that names one of them is faulty.</summary>
    public static readonly IReadOnlyList<RouteMove> All =
    [
        new("approve-text", "Godkänn texten", Everywhere, [RouteReader.Stays], ["ombud", "coordinator"]),
        new("split", "Dela upp", [Stages.Review, Stages.Group], [RouteReader.Stays], ["coordinator"], ["anonymisation"]),
        new("link", "Koppla till ett annat systemfel", Everywhere, [RouteReader.Stays], ["coordinator"]),
        new("unlink", "Ta bort en koppling", Everywhere, [RouteReader.Stays], ["coordinator"]),
        new("milestones", "Ändra delmål", [Stages.FollowUp], [RouteReader.Stays], ["coordinator"]),
        new("import", "Importera", [Stages.Draft], [Stages.Review, Stages.Closed], ["coordinator"], ["anonymisation"]),
        new("import-count", "Räkna ur en importerad lista", Everywhere, [RouteReader.Stays], ["coordinator"]),
        new("undo-import-count", "Ångra en importerad räkning", Everywhere, [RouteReader.Stays], ["coordinator"]),
        new("change-route", "Flytta till en ny version av vägen", [Stages.Draft, .. Everywhere.Where(s => s != Stages.Closed)], [RouteReader.Stays], ["administrator"]),
    ];

    /// <summary>Whether a move is made beside the decision on a meeting's item: the item waits for its decision as before.</summary>
    public static bool IsBeside(string move) => move is "split" or "link" or "unlink";

    /// <summary>The product's own move with this id, or null.</summary>
    public static RouteMove? Find(string id) => All.FirstOrDefault(m => m.Id == id);
}
