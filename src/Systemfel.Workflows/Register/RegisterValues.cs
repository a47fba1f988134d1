using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Register;

/// <summary>What an organisation's register can be narrowed by now, from its small tables.</summary>
/// <param name="Authorities">In their order.</param>
/// <param name="SubAreas">With their authorities, in their order.</param>
/// <param name="Groups">But for the team; of those that have ended the ones that cases still wait for.</param>
/// <param name="Municipalities">By name.</param>
/// <param name="Themes">In their order.</param>
/// <param name="Years">The latest first.</param>
public sealed record RegisterValues(
    IReadOnlyList<Authority> Authorities, IReadOnlyList<SubArea> SubAreas, IReadOnlyList<Group> Groups, IReadOnlyList<Municipality> Municipalities, IReadOnlyList<Term> Themes,
    IReadOnlyList<int> Years)
{
    /// <summary>Stages that are chosen by their own name; a group's by its id.</summary>
    public static IReadOnlyList<string> StagesOfAll { get; } = [Stages.Submitted, Stages.Review, Stages.AwaitingAnswer, Stages.FollowUp, Stages.Effect];

    /// <summary>Those who can have the ball in every organisation.</summary>
    public static IReadOnlyList<string> BallsOfAll { get; } = ["author", "team", "ombuds"];

    /// <summary>Reads them.</summary>
    public static async Task<RegisterValues> LoadAsync(SystemfelReader reader, long organisationId, CancellationToken ct = default) => new(
        await reader.Authorities.Where(a => a.OrganisationId == organisationId).OrderBy(a => a.SortOrder).ToListAsync(ct),
        await reader.SubAreas.Include(s => s.Authority).Where(s => s.OrganisationId == organisationId).OrderBy(s => s.Authority.SortOrder).ThenBy(s => s.SortOrder).ToListAsync(ct),
        await reader.Groups.Where(g => g.OrganisationId == organisationId && g.Kind != GroupKind.Team && (g.EndedAt == null || reader.Bookmarks.Any(b => b.GroupId == g.Id))).OrderBy(g => g.Code).ToListAsync(ct),
        await reader.Municipalities.Where(m => m.OrganisationId == organisationId).OrderBy(m => m.Name).ToListAsync(ct),
        await reader.Terms.Where(t => t.OrganisationId == organisationId && t.Kind == TermKind.Theme).OrderBy(t => t.SortOrder).ToListAsync(ct),
        await reader.Deficiencies.Where(d => d.OrganisationId == organisationId).Select(d => d.Year).Distinct().OrderDescending().ToListAsync(ct));

    /// <summary>Whether a value can still be chosen.</summary>
    public bool Has(RegisterFacet facet, string value) => facet switch
    {
        RegisterFacet.Authority => Authorities.Any(a => Id(a.Id) == value),
        RegisterFacet.SubArea => SubAreas.Any(a => Id(a.Id) == value),
        RegisterFacet.Level => value is "0" or "1" or "2" or "3",
        RegisterFacet.Stage => StagesOfAll.Contains(value) || IsGroup(value),
        RegisterFacet.Municipality => value == "0" || Municipalities.Any(m => Id(m.Id) == value),
        RegisterFacet.Year => Years.Any(y => Id(y) == value),
        RegisterFacet.Theme => value == "0" || Themes.Any(t => Id(t.Id) == value),
        RegisterFacet.Ball => BallsOfAll.Contains(value) || IsGroup(value) || Authorities.Any(a => $"authority:{Id(a.Id)}" == value),
        RegisterFacet.Kind => value is "deficiency" or "good-example",
        RegisterFacet.State => value is "open" or "closed",
        _ => value == RegisterFilter.Yes,
    };

    private bool IsGroup(string value) => Groups.Any(g => $"group:{Id(g.Id)}" == value);

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
