using System.Security.Cryptography;
using System.Text;
using Systemfel.Data.Organisations;

namespace Systemfel.Workflows.Routes.Editing;

/// <summary>The route that an organisation uses, and what is drafted of the next version.</summary>
/// <param name="Current">In use.</param>
/// <param name="Draft">In nobody's use: its version is 0. Null when nothing is drafted.</param>
/// <param name="Groups">The organisation's groups, those that have ended too.</param>
/// <param name="Authorities">The codes of the organisation's authorities, in its order.</param>
public sealed record RouteStand(RouteVersion Current, RouteVersion? Draft, IReadOnlyList<Group> Groups, IReadOnlyList<string> Authorities)
{
    /// <summary>What is edited: the draft, or the route in use with its groups as the organisation calls them.</summary>
    public RouteDefinition From => Draft != null ? RouteReader.Parse(Draft.Json) : Named(RouteReader.Parse(Current.Json));

    /// <summary>What a form says it was made from: two who edit at once are told apart by it.</summary>
    public string Seen => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Current.Id}\n{Draft?.Json}\n{Draft?.Note}\n{string.Join('\n', Groups.Select(g => $"{g.Code} {g.MeetingsPerYear} {g.Name}"))}")))[..16];

    /// <summary>The organisation's groups, as a form is read against them.</summary>
    public IReadOnlyList<KnownGroup> Known => [.. Groups.Select(g => new KnownGroup(g.Code, g.Name))];

    /// <summary>The route in use, with its groups as the organisation calls them: what a new version is compared with.</summary>
    public RouteDefinition InUse => Named(RouteReader.Parse(Current.Json));

    private RouteDefinition Named(RouteDefinition route) => route with
    {
        Groups = [.. route.Groups.Select(g => Groups.FirstOrDefault(x => x.Code == g.Id) is { } group ? g with { Label = group.Name, MeetingsPerYear = group.MeetingsPerYear } : g)],
    };
}
