using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Disclosure;

/// <summary>
/// Who is going to read something of an organisation's cases, and so what small units and small numbers of persons are called. The
/// own team reads everything, a unit its own name; everybody else reads 'en mindre enhet' and 'färre än 5'.
/// </summary>
public sealed class Audience
{
    /// <summary>What is said in place of the name of a small unit.</summary>
    public const string SmallUnit = "en mindre enhet";

    private readonly IReadOnlyList<Party> _represented;
    private readonly IReadOnlyList<string> _hidden;

    private Audience(bool isTeam, IReadOnlyList<Party> represented, IReadOnlyList<string> hidden) =>
        (IsTeam, _represented, _hidden) = (isTeam, represented, hidden);

    /// <summary>The own team.</summary>
    public static Audience Team { get; } = new(true, [], []);

    /// <summary>Anyone outside the team, representing nobody.</summary>
    public static Audience Anyone { get; } = new(false, [], []);

    /// <summary>Reads all that its organisation's team reads.</summary>
    public bool IsTeam { get; }

    /// <summary>Whoever opens a letter to this party.</summary>
    public static Audience Of(Party party) => new(false, [party], []);

    /// <summary>One person, before the cases of one organisation.</summary>
    public static async Task<Audience> OfAsync(SystemfelReader reader, Viewer viewer, long organisationId, CancellationToken ct = default)
    {
        if (viewer.OrganisationsWith(Viewer.TeamRoles).Contains(organisationId)) return Team;
        var ids = viewer.Memberships.Where(m => m.OrganisationId == organisationId && m.Role == Role.Member && m.PartyId != null).Select(m => m.PartyId!.Value).ToList();
        return await OutsideAsync(reader, organisationId, ids, ct);
    }

    /// <summary>All who look at the screen of a group's meeting, its team among them: what is shown there is shown to each of them.</summary>
    public static Task<Audience> OfRoomAsync(SystemfelReader reader, long organisationId, CancellationToken ct = default) =>
        OutsideAsync(reader, organisationId, [], ct);

    /// <summary>Whether a municipality is named to them.</summary>
    public bool Sees(Municipality municipality) => IsTeam || !municipality.IsSmallUnit || _represented.Any(p => p.MunicipalityId == municipality.Id);

    /// <summary>Whether a sub-area is named to them, in a case about this municipality (null: several).</summary>
    public bool Sees(SubArea area, long? municipalityId) => IsTeam || !area.IsSmallUnit || _represented.Any(p =>
        p.AuthorityId == area.AuthorityId && (p.MunicipalityId == null || municipalityId == null || p.MunicipalityId == municipalityId));

    /// <summary>Whether a sub-area is named to them whatever the case: what one may search by.</summary>
    public bool SeesEverywhere(SubArea area) => IsTeam || !area.IsSmallUnit || _represented.Any(p => p.AuthorityId == area.AuthorityId && p.MunicipalityId == null);

    /// <summary>The municipality's name; null stays null.</summary>
    public string? Name(Municipality? municipality) => municipality == null ? null : Sees(municipality) ? municipality.Name : SmallUnit;

    /// <summary>The sub-area's name in a case about this municipality; null stays null.</summary>
    public string? Name(SubArea? area, long? municipalityId) => area == null ? null : Sees(area, municipalityId) ? area.Name : SmallUnit;

    /// <summary>The name of a body, which that of a small municipality is part of; null stays null.</summary>
    public string? Name(Party? party) => party == null ? null : Words(party.Name);

    /// <summary>A sentence in which names of small units stand, as it is kept of an event.</summary>
    public string Words(string text) => _hidden.Aggregate(text, (t, name) => Regex.Replace(t, $@"(?<!\w){Regex.Escape(name)}(?!\w)", SmallUnit, RegexOptions.CultureInvariant));

    /// <summary>'2–4', 'färre än 5'; empty for none.</summary>
    public string Band(AffectedBand? band) => band is { } b ? PersonCounts.Words(b, IsTeam) : "";

    /// <summary>'1 person', 'färre än 5 personer'; empty for none.</summary>
    public string Persons(AffectedBand? band) => band is { } b ? $"{Band(b)} {(b == AffectedBand.One && IsTeam ? "person" : "personer")}" : "";

    private static async Task<Audience> OutsideAsync(SystemfelReader reader, long organisationId, List<long> partyIds, CancellationToken ct)
    {
        var small = await reader.Municipalities.Where(m => m.OrganisationId == organisationId && m.IsSmallUnit).ToListAsync(ct);
        var ids = small.ConvertAll(m => m.Id);
        var parties = await reader.Parties.Where(p => p.OrganisationId == organisationId
            && (partyIds.Contains(p.Id) || (p.MunicipalityId != null && ids.Contains(p.MunicipalityId.Value)))).ToListAsync(ct);
        var own = parties.FindAll(p => partyIds.Contains(p.Id));
        bool IsOwn(long? municipalityId) => own.Exists(p => p.MunicipalityId == municipalityId);
        var hidden = small.Where(m => !IsOwn(m.Id)).Select(m => m.Name)
            .Concat(parties.Where(p => p.MunicipalityId is { } m && ids.Contains(m) && !IsOwn(m)).Select(p => p.Name));
        // 'Säters kommun' before 'Säter'.
        return new Audience(false, own, [.. hidden.Distinct().OrderByDescending(n => n.Length)]);
    }
}
