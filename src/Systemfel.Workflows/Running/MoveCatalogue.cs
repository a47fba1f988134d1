namespace Systemfel.Workflows.Running;

/// <summary>The moves that this version knows how to make, by the id that a route names them with.</summary>
public static class MoveCatalogue
{
    /// <summary>Every id, found from the move types themselves: a move that is added cannot be forgotten here.</summary>
    public static readonly IReadOnlySet<string> Ids = typeof(Move).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Move)) && !t.IsAbstract)
        .Select(t => ((Move)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t)).Id)
        .ToHashSet();
}
