using System.Security.Cryptography;
using System.Text;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Routes;

namespace Systemfel.Workflows.Starting;

/// <summary>A group that both ways of working have.</summary>
/// <param name="Group">As it is.</param>
/// <param name="Part">As the preset has it.</param>
/// <param name="NewName">What it is called from now on; null when a person has named it, or it is called so already.</param>
/// <param name="IsUsual">Nobody has said how often it meets.</param>
public sealed record GroupThatStays(Group Group, RouteGroup Part, string? NewName, bool IsUsual);

/// <summary>What another way of working does to an organisation's groups. Pure. What a person has set is kept.</summary>
/// <param name="Route">The way of working.</param>
/// <param name="Ends">Groups that no longer meet; their names, seats and numbers stay stored.</param>
/// <param name="Returns">Groups that have ended and meet again, as they were.</param>
/// <param name="Comes">Groups that are new.</param>
/// <param name="Stays">Groups that both have.</param>
public sealed record PresetPlan(
    RouteDefinition Route, IReadOnlyList<Group> Ends, IReadOnlyList<Group> Returns, IReadOnlyList<RouteGroup> Comes, IReadOnlyList<GroupThatStays> Stays)
{
    /// <summary>Whether there is something to tell before it is done.</summary>
    public bool Replaces => Ends.Count > 0 || Stays.Any(s => s.NewName != null);

    /// <summary>Parties that get a seat in the new groups: those of the groups that end, when none of the preset's groups returns with its own.</summary>
    public IReadOnlyList<long> Seated => Returns.Any(g => g.Kind != GroupKind.Team) ? [] : [.. Ends.SelectMany(g => g.Parties).Select(p => p.PartyId).Distinct().Order()];

    /// <summary>What a confirmation says it was given to.</summary>
    public string Seen => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
    [
        Route.Id, .. Ends.Select(g => $"ends {g.Id} {g.Name} {string.Join(' ', g.Parties.Select(p => p.PartyId).Order())}"), .. Returns.Select(g => $"returns {g.Id}"),
        .. Comes.Select(g => $"comes {g.Id}"), .. Stays.Select(s => $"stays {s.Group.Id} {s.Group.Name} {s.NewName}"),
    ]))))[..16];

    /// <summary>How often a group of a kind meets where nobody has said otherwise: each month but July, each quarter, twice a year.</summary>
    internal static int UsualMeetingsPerYear(GroupKind kind) => kind switch { GroupKind.Team => 11, GroupKind.Reference => 4, _ => 2 };

    internal static GroupKind KindOf(RouteGroup part) => part.Kind switch { "team" => GroupKind.Team, "reference" => GroupKind.Reference, _ => GroupKind.Steering };

    /// <summary>What it would be.</summary>
    /// <param name="inUse">The key of the route in use; null when there is none.</param>
    /// <param name="route">The route to take into use.</param>
    /// <param name="groups">The organisation's groups with their seats, those that have ended too.</param>
    public static PresetPlan Of(string? inUse, RouteDefinition route, IReadOnlyList<Group> groups)
    {
        // A name that is still the product's was set by nobody.
        var shipped = inUse != null && RouteReader.Presets.Contains(inUse) ? RouteReader.Read(RouteReader.Preset(inUse)).Groups : [];
        var stays = new List<GroupThatStays>();
        foreach (var group in groups.Where(g => g.EndedAt == null))
        {
            if (route.Groups.FirstOrDefault(r => r.Id == group.Code) is not { } part) continue;
            var isShipped = inUse != route.Id && shipped.Any(s => s.Id == group.Code && s.Label == group.Name);
            stays.Add(new GroupThatStays(group, part, isShipped && part.Label != group.Name ? part.Label : null, inUse != route.Id && group.MeetingsPerYear == UsualMeetingsPerYear(group.Kind)));
        }
        return new PresetPlan(
            route,
            [.. groups.Where(g => g.EndedAt == null && route.Groups.All(r => r.Id != g.Code))],
            [.. groups.Where(g => g.EndedAt != null && route.Groups.Any(r => r.Id == g.Code))],
            [.. route.Groups.Where(r => groups.All(g => g.Code != r.Id))],
            stays);
    }
}
