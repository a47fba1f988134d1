namespace Systemfel.Web.Features.Shared.Components;

public enum StopState { Passed, Now, Upcoming }

/// <summary>A station on a case's line. Lines stand under its name; the late one is said in words and in the warning colour.</summary>
public sealed record RouteStop(string Name, StopState State)
{
    /// <summary>'14 dagar försenat': set only when the station is late.</summary>
    public string? LateText { get; init; }
    public IReadOnlyList<string> Lines { get; init; } = [];
    /// <summary>A side track that leaves here: 'Länsstyrelsen, för kännedom 28 maj'.</summary>
    public string? SideTrack { get; init; }
}

/// <summary>
/// A line of stations for the partial _Rutt; put it inside div.ruttyta (or a child of it). Cancelled stations are left out by
/// whoever makes it.
/// </summary>
public sealed record RouteLine(IReadOnlyList<RouteStop> Stops)
{
    public string? Label { get; init; }
    /// <summary>stam or slut when it is part of a branched line.</summary>
    public string CssClass { get; init; } = "";
}

public sealed record RouteBranch(string Plate, string Name, IReadOnlyList<RouteStop> Stops);

/// <summary>A line that divides, one branch for each addressee, and meets again: the partial _Delrutt, inside div.ruttyta.</summary>
public sealed record BranchedRoute(IReadOnlyList<RouteStop> Stem, IReadOnlyList<RouteBranch> Branches, IReadOnlyList<RouteStop> End)
{
    public string CssClass => (Branches.Count > 2 ? $"delrutt flera g{Math.Min(Branches.Count, 6)}" : "delrutt")
        + (Stem.Count < 3 ? " kort" : "");
}
