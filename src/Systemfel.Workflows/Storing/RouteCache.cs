using System.Collections.Concurrent;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Routes;

namespace Systemfel.Workflows.Storing;

/// <summary>Routes as they were parsed; a stored version never changes.</summary>
public sealed class RouteCache
{
    private readonly ConcurrentDictionary<long, RouteDefinition> _routes = new();

    /// <summary>A version that has been read before; null for one that has not.</summary>
    public RouteDefinition? Known(long versionId) => _routes.GetValueOrDefault(versionId);

    /// <exception cref="RouteException">The stored route is broken.</exception>
    public RouteDefinition Of(RouteVersion version) => _routes.GetOrAdd(version.Id, _ => RouteReader.ReadStored(version.Json));
}
