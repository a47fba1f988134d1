using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Starting;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Reference;

/// <summary>Sets the first organisation up from a preset, in a database that has none.</summary>
public sealed class ReferenceLoader
{
    internal const string Preset = "sodra-dalarna";

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;

    internal ReferenceLoader(SystemfelDb db, SwedishCalendar calendar) => (_db, _calendar) = (db, calendar);

    /// <summary>Loads authorities, sub-areas, terms, municipalities, parties, groups and the route. Does nothing when there is an organisation.</summary>
    public async Task LoadAsync(CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        if (await _db.Organisations.AnyAsync(ct)) return;
        var data = ReferenceFile.Read<ReferenceData>(Preset);
        var organisation = new Organisation
        {
            Name = data.Organisation.Name,
            HostName = data.Organisation.Host,
            County = data.Organisation.County,
            Phone = data.Organisation.Phone,
            RegistryPrefix = data.Organisation.RegistryPrefix,
            PresetKey = Preset,
        };
        _db.Add(organisation);
        await _db.SaveChangesAsync(ct);
        var json = RouteReader.Preset(Preset);
        var route = RouteReader.Read(json);
        organisation.CurrentRoute = new RouteVersion
        {
            OrganisationId = organisation.Id,
            RouteKey = route.Id,
            Version = route.Version,
            Json = json,
            CreatedAt = _calendar.Now,
        };
        AddTerms(organisation.Id, data);
        var parties = await AddPartiesAsync(organisation.Id, data, ct);
        AddGroups(organisation.Id, data, parties);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
    }

    private void AddTerms(long organisationId, ReferenceData data)
    {
        foreach (var (kind, terms) in new[]
        {
            (TermKind.Theme, data.Themes), (TermKind.CauseType, data.CauseTypes), (TermKind.LifeDomain, data.LifeDomains),
        })
        {
            _db.AddRange(terms.Select((t, i) => new Term { OrganisationId = organisationId, Kind = kind, Code = t.Code, Name = t.Name, SortOrder = i }));
        }
    }

    private async Task<Dictionary<string, Party>> AddPartiesAsync(long organisationId, ReferenceData data, CancellationToken ct)
    {
        var municipalities = data.Municipalities.ToDictionary(m => m.Code, m => new Municipality { OrganisationId = organisationId, Code = m.Code, Name = m.Name });
        var authorities = data.Authorities.Select((a, i) => new Authority
        {
            OrganisationId = organisationId,
            Code = a.Code,
            Plate = a.Plate,
            Name = a.Name,
            SortOrder = i,
            SubAreas = [.. a.SubAreas.Select((s, n) => new SubArea { OrganisationId = organisationId, Code = s.Code, Name = s.Name, SortOrder = n })],
        }).ToDictionary(a => a.Code);
        _db.AddRange(municipalities.Values);
        _db.AddRange(authorities.Values);
        await _db.SaveChangesAsync(ct);
        var parties = data.Parties.ToDictionary(p => p.Code, p => new Party
        {
            OrganisationId = organisationId,
            Code = p.Code,
            Name = p.Name,
            Kind = p.Code == "lansstyrelsen" ? PartyKind.CountyBoard : p.Authority == null ? PartyKind.UserOrganisation : PartyKind.Authority,
            Authority = p.Authority == null ? null : authorities[p.Authority],
            MunicipalityId = p.Municipality == null ? null : municipalities[p.Municipality].Id,
        });
        _db.AddRange(parties.Values);
        await _db.SaveChangesAsync(ct);
        return parties;
    }

    private void AddGroups(long organisationId, ReferenceData data, Dictionary<string, Party> parties)
    {
        foreach (var g in data.Groups)
        {
            var kind = g.Kind switch { "team" => GroupKind.Team, "reference" => GroupKind.Reference, _ => GroupKind.Steering };
            _db.Add(new Group
            {
                OrganisationId = organisationId,
                Code = g.Code,
                Name = g.Name,
                Kind = kind,
                MeetingsPerYear = PresetPlan.UsualMeetingsPerYear(kind),
                Inviter = g.Inviter == null ? null : parties[g.Inviter],
                Parties = [.. g.Parties.Select(p => new GroupParty { PartyId = parties[p].Id })],
            });
        }
    }
}
