using System.Globalization;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Cases;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Register;

/// <summary>A value that one can filter by.</summary>
/// <param name="Value">As the index knows it.</param>
/// <param name="Word">As it stands in the address.</param>
/// <param name="Label">On screen.</param>
public sealed record FacetValue(string Value, string Word, string Label)
{
    /// <summary>The authority that a sub-area belongs to.</summary>
    public string Within { get; init; } = "";
}

/// <summary>One facet: what it is called in the address and on screen, and its values in order.</summary>
public sealed record FacetList(RegisterFacet Facet, string Name, string Legend, IReadOnlyList<FacetValue> Values);

/// <summary>The facets of an organisation's register, from its small tables.</summary>
public sealed class RegisterLists(IReadOnlyList<FacetList> facets)
{
    public IReadOnlyList<FacetList> Facets { get; } = facets;

    public required RegisterValues Values { get; init; }

    public FacetList this[RegisterFacet facet] => Facets.First(f => f.Facet == facet);

    /// <summary>What somebody may filter by: one who may not read a small unit's name can not ask for it either.</summary>
    public static async Task<RegisterLists> LoadAsync(SystemfelReader reader, long organisationId, Audience audience, CancellationToken ct)
    {
        var values = await RegisterValues.LoadAsync(reader, organisationId, ct);
        return new RegisterLists(
        [
            new(RegisterFacet.Authority, "myndighet", "Myndighet", [.. values.Authorities.Select(a => new FacetValue(Id(a.Id), Word(a.Code), a.Name))]),
            new(RegisterFacet.Level, "niva", "Nivå", [Level(1, "handlaggare"), Level(2, "lokal"), Level(3, "central"), new("0", "avgors", "Avgörs på mötet")]),
            new(RegisterFacet.Stage, "steg", "Steg", StagesOf(values.Groups)),
            new(RegisterFacet.SubArea, "omrade", "Delområde", [.. values.SubAreas.Where(audience.SeesEverywhere).Select(s =>
                new FacetValue(Id(s.Id), $"{Word(s.Authority.Code)}-{Word(s.Code)}", s.Name) { Within = s.Authority.Name })]),
            new(RegisterFacet.Theme, "tema", "Tema", [.. values.Themes.Select(t => new FacetValue(Id(t.Id), Word(t.Code), t.Name)), new("0", "inget", "Inget tema")]),
            new(RegisterFacet.Ball, "ligger-hos", "Ligger hos", BallsOf(values.Groups, values.Authorities)),
            new(RegisterFacet.Kind, "slag", "Slag", [new("deficiency", "systemfel", "Systemfel"), new("good-example", "gott-exempel", "Gott exempel")]),
            new(RegisterFacet.Municipality, "kommun", "Kommun", [.. values.Municipalities.Where(audience.Sees).Select(m => new FacetValue(Id(m.Id), Word(m.Code), m.Name)), new("0", "flera", "Flera kommuner")]),
            new(RegisterFacet.Year, "ar", "År", [.. values.Years.Select(y => new FacetValue(Id(y), Id(y), Id(y)))]),
            new(RegisterFacet.Overdue, "forsenat", "Försenat", [new(RegisterFilter.Yes, "ja", "Bara försenade")]),
            new(RegisterFacet.WithoutAnswer, "utan-svar", "Utan svar", [new(RegisterFilter.Yes, "ja", "Avslutade som ”Utan svar”")]),
        ])
        { Values = values };
    }

    private static FacetValue Level(int level, string word) =>
        new(Id(level), word, LevelTagHelper.Name((Data.Cases.Level)level));

    private static List<FacetValue> StagesOf(IEnumerable<Group> groups) =>
    [
        Stage(Stages.Submitted, "inskickad"),
        Stage(Stages.Review, "manadsgenomgang"),
        .. groups.Select(g => new FacetValue($"group:{g.Id}", Word(g.Code), g.Name)),
        Stage(Stages.AwaitingAnswer, "vantar-pa-svar"),
        Stage(Stages.FollowUp, "uppfoljning"),
        Stage(Stages.Effect, "effekt"),
    ];

    private static FacetValue Stage(string id, string word) => new(id, word, StageWords.Label(id));

    private static List<FacetValue> BallsOf(IEnumerable<Group> groups, IEnumerable<Authority> authorities) =>
    [
        new("author", "den-som-rapporterade", "Den som rapporterade"),
        new("team", "po-teamet", RouteWords.Team),
        .. groups.Select(g => new FacetValue($"group:{g.Id}", Word(g.Code), g.Name)),
        .. authorities.Select(a => new FacetValue($"authority:{a.Id}", Word(a.Code), a.Name)),
        new("ombuds", "ombuden", "Ombuden, om det märks"),
    ];

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string Word(string code) => code.ToLowerInvariant();
}
