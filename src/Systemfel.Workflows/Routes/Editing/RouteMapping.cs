using Systemfel.Data.Cases;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Routes.Editing;

/// <summary>Whether a case can go on with another version where it stands: the version has its stage, and its group.</summary>
public static class RouteMapping
{
    /// <summary>A line before the team remembers which group it came from, and needs it no more.</summary>
    private static readonly string[] BeforeTheTeam = [Stages.Draft, Stages.Submitted, Stages.Review];

    /// <param name="lines">The case's lines; closed ones do not matter.</param>
    /// <param name="from">The version that it is on.</param>
    /// <param name="groups">The organisation's groups, by id.</param>
    /// <param name="to">The version that it is to go on with.</param>
    /// <returns>Swedish: what is in the way, a sentence each; none when it can.</returns>
    public static IReadOnlyList<string> WhyNot(IEnumerable<Bookmark> lines, RouteDefinition from, IReadOnlyDictionary<long, KnownGroup> groups, RouteDefinition to)
    {
        var reasons = new List<string>();
        foreach (var line in lines.Where(b => b.Stage != Stages.Closed))
        {
            if (to.Stages.All(s => s.Id != line.Stage))
            {
                var label = from.Stages.FirstOrDefault(s => s.Id == line.Stage)?.Label ?? line.Stage;
                reasons.Add($"Står i steget ”{label}”, som inte finns i version {to.Version}.");
            }
            else if (line.GroupId is { } id && !BeforeTheTeam.Contains(line.Stage) && to.Groups.All(g => g.Id != groups.GetValueOrDefault(id)?.Id))
            {
                reasons.Add($"Hör till gruppen ”{groups.GetValueOrDefault(id)?.Name ?? "okänd"}”, som inte finns i version {to.Version}.");
            }
        }
        return [.. reasons.Distinct()];
    }
}
