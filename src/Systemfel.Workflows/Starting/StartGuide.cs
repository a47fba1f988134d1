using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Mail;
using Systemfel.Data.Operations;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Starting;

/// <summary>The organisation as letters and pages name it.</summary>
/// <param name="Name">The service: 'Personligt ombud Södra Dalarna'.</param>
/// <param name="HostName">The body that answers for it.</param>
/// <param name="County">Its county's name.</param>
/// <param name="Phone">Where a recipient can ring and ask whether a letter is genuine.</param>
/// <param name="Municipalities">Official codes of the municipalities that it works in.</param>
public sealed record PlaceInput(string Name, string HostName, string County, string Phone, IReadOnlyList<string> Municipalities);

/// <summary>A group as it is named and meets.</summary>
/// <param name="Id">The group.</param>
/// <param name="Name">Its name on screen and in letters.</param>
/// <param name="MeetingsPerYear">0: not said.</param>
public sealed record GroupInput(long Id, string Name, int MeetingsPerYear);

/// <summary>Sets an organisation up, a step at a time. Each step is stored when it is sent, so one can leave and come back. For its administrator.</summary>
public sealed class StartGuide
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly WorkflowOptions _options;

    internal StartGuide(SystemfelDb db, SwedishCalendar calendar, WorkflowOptions options) => (_db, _calendar, _options) = (db, calendar, options);

    /// <summary>Takes a preset's route and groups into use. Only before there are cases and meetings; later the route is changed in its editor.</summary>
    /// <exception cref="MoveRefusedException">It is in use, or there is no such preset.</exception>
    public Task ChoosePresetAsync(long organisationId, string preset, Actor actor, CancellationToken ct = default) => ChangeAsync(organisationId, actor, "start.preset", async organisation =>
    {
        if (!RouteReader.Presets.Contains(preset)) throw new MoveRefusedException("Välj ett av arbetssätten.", "preset");
        if (await _db.Deficiencies.AnyAsync(d => d.OrganisationId == organisationId, ct) || await _db.Meetings.AnyAsync(m => m.OrganisationId == organisationId, ct))
            throw new MoveRefusedException("Det finns redan systemfel eller möten, så arbetssättet kan inte bytas här. Finns det bara exempel, töm dem först.", "preset");
        var route = RouteReader.Read(RouteReader.Preset(preset));
        var version = await _db.RouteVersions.Where(r => r.OrganisationId == organisationId && r.RouteKey == preset && r.Version > 0).OrderByDescending(r => r.Version).FirstOrDefaultAsync(ct)
            ?? new RouteVersion { OrganisationId = organisationId, RouteKey = preset, Version = route.Version, Json = RouteReader.Preset(preset), CreatedAt = _calendar.Now };
        organisation.CurrentRoute = version;
        organisation.PresetKey = preset;
        await GroupsAsync(organisationId, RouteReader.Read(version.Json), ct);
    }, ct);

    /// <summary>Names the organisation and its municipalities. A municipality that something refers to stays.</summary>
    /// <exception cref="MoveRefusedException">A field is empty or too long, or a code is none of the country's.</exception>
    public Task NameAsync(long organisationId, PlaceInput input, Actor actor, CancellationToken ct = default) => ChangeAsync(organisationId, actor, "start.place", async organisation =>
    {
        organisation.Name = Line(input.Name, "name", "Skriv vad verksamheten heter.");
        organisation.HostName = Line(input.HostName, "hostname", "Skriv vem som är huvudman.");
        if (!Counties.Known.Any(c => c.Name == input.County)) throw new MoveRefusedException("Välj ett län.", "county");
        organisation.County = input.County;
        organisation.Phone = Line(input.Phone, "phone", "Skriv ett telefonnummer dit en myndighet kan ringa.");
        var chosen = Counties.Municipalities.Where(m => input.Municipalities.Contains(m.Code)).ToList();
        if (chosen.Count == 0 || chosen.Count != input.Municipalities.Distinct().Count()) throw new MoveRefusedException("Kryssa i minst en kommun.", "municipality");
        await MunicipalitiesAsync(organisationId, chosen, ct);
    }, ct);

    /// <summary>Names groups and says how often they should meet.</summary>
    /// <exception cref="MoveRefusedException">A name is missing or too long, or the number is out of range.</exception>
    public Task SetGroupsAsync(long organisationId, IReadOnlyList<GroupInput> groups, Actor actor, CancellationToken ct = default) => ChangeAsync(organisationId, actor, "start.groups", async _ =>
    {
        var stored = await _db.Groups.Where(g => g.OrganisationId == organisationId).ToListAsync(ct);
        foreach (var input in groups)
        {
            var group = stored.Find(g => g.Id == input.Id) ?? throw new CaseNotFoundException();
            group.Name = Line(input.Name, $"name-{input.Id}", "Skriv vad gruppen heter.");
            if (input.MeetingsPerYear is < 0 or > 52) throw new MoveRefusedException("Skriv ett antal möten om året, 0 till 52.", $"meetings-{input.Id}");
            group.MeetingsPerYear = input.MeetingsPerYear;
        }
    }, ct);

    /// <summary>Adds a body that sits in groups or takes letters.</summary>
    /// <param name="organisationId">The organisation.</param>
    /// <param name="name">Its name.</param>
    /// <param name="authorityId">The kind of authority; null for a user organisation or another body.</param>
    /// <param name="groupIds">The groups that it sits in.</param>
    /// <param name="actor">The administrator.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="MoveRefusedException">It has no name, or is there already.</exception>
    public Task AddPartyAsync(long organisationId, string name, long? authorityId, IReadOnlyList<long> groupIds, Actor actor, CancellationToken ct = default) => ChangeAsync(organisationId, actor, "start.party", async _ =>
    {
        var line = Line(name, "name", "Skriv vad parten heter.");
        if (await _db.Parties.AnyAsync(p => p.OrganisationId == organisationId && p.Name == line, ct)) throw new MoveRefusedException("Den parten finns redan.", "name");
        if (authorityId is { } id && !await _db.Authorities.AnyAsync(a => a.Id == id && a.OrganisationId == organisationId, ct)) throw new MoveRefusedException("Välj ur listan.", "authority");
        var party = new Party
        {
            OrganisationId = organisationId,
            Code = string.Create(CultureInfo.InvariantCulture, $"part-{Guid.NewGuid():N}"),
            Name = line,
            AuthorityId = authorityId,
            Kind = authorityId != null ? PartyKind.Authority : PartyKind.UserOrganisation,
        };
        _db.Add(party);
        foreach (var group in await _db.Groups.Include(g => g.Parties).Where(g => g.OrganisationId == organisationId && groupIds.Contains(g.Id)).ToListAsync(ct))
            group.Parties.Add(new GroupParty { Party = party });
    }, ct);

    /// <summary>Queues a mail to try the settings with. It leaves like all mail: when the outbox is open and its job runs.</summary>
    /// <exception cref="MoveRefusedException">The address is none.</exception>
    public Task SendTestAsync(long organisationId, string address, Actor actor, CancellationToken ct = default) => ChangeAsync(organisationId, actor, "start.test-mail", _ =>
    {
        var to = address.Trim().ToLowerInvariant();
        if (!MailAddressCheck.IsValid(to)) throw new MoveRefusedException("Skriv en e-postadress, till exempel namn@kommunen.se.", "address");
        var id = Guid.NewGuid();
        _db.Add(new OutboxItem
        {
            OrganisationId = organisationId,
            UniqueKey = $"test:{id:N}",
            Purpose = "test",
            ToAddress = to,
            ToName = actor.Name,
            Subject = "Provbrev från Systemfel",
            Text = "Hej!\n\nDet här är ett provbrev. Har det kommit fram fungerar utgående post. Inget svar behövs.\n",
            MessageId = $"<{id:N}@{_options.MailDomain}>",
            IsAutomatic = true,
            CreatedAt = _calendar.Now,
            NextAttemptAt = _calendar.Now,
        });
        return Task.CompletedTask;
    }, ct);

    private async Task ChangeAsync(long organisationId, Actor actor, string what, Func<Organisation, Task> change, CancellationToken ct)
    {
        if (actor.AccountId is not { } me || !actor.Has(organisationId, Role.Administrator)) throw new CaseNotFoundException();
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        try
        {
            await change(await _db.Organisations.SingleAsync(o => o.Id == organisationId, ct));
            _db.Add(new AccessLog { AccountId = me, What = what, SubjectId = organisationId, At = _calendar.Now });
            await _db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        finally
        {
            _db.ChangeTracker.Clear();
        }
    }

    /// <summary>How often a group of a kind meets where nobody has said otherwise: each month but July, each quarter, twice a year.</summary>
    internal static int UsualMeetingsPerYear(GroupKind kind) => kind switch { GroupKind.Team => 11, GroupKind.Reference => 4, _ => 2 };

    /// <summary>The route's groups are the organisation's: those that it lacks are made, those that it does not name go when nobody sits in them.</summary>
    private async Task GroupsAsync(long organisationId, RouteDefinition route, CancellationToken ct)
    {
        var stored = await _db.Groups.Include(g => g.Parties).Where(g => g.OrganisationId == organisationId).ToListAsync(ct);
        var gone = stored.FindAll(g => route.Groups.All(r => r.Id != g.Code));
        var ids = gone.ConvertAll(g => g.Id);
        if (await _db.Memberships.AnyAsync(m => m.GroupId != null && ids.Contains(m.GroupId.Value), ct))
            throw new MoveRefusedException("Det finns konton som sitter i grupper som försvinner. Ta bort dem ur grupperna under Konton först.", "preset");
        if (await _db.Set<Data.Meetings.MeetingSeries>().AnyAsync(s => ids.Contains(s.GroupId), ct) || await _db.Set<Data.Meetings.RaisedPoint>().AnyAsync(p => ids.Contains(p.GroupId), ct))
            throw new MoveRefusedException("Grupper som försvinner har mötesserier eller väckta punkter. Avsluta dem först.", "preset");
        // Whoever sat in a group that goes sits in those that come.
        var seated = gone.SelectMany(g => g.Parties).Select(p => p.PartyId).Distinct().ToList();
        _db.RemoveRange(gone);
        for (var i = 0; i < route.Groups.Count; i++)
        {
            var (part, order) = (route.Groups[i], i);
            var group = stored.Find(g => g.Code == part.Id);
            if (group == null)
            {
                _db.Add(group = new Group { OrganisationId = organisationId, Code = part.Id });
                if (part.Kind != "team") group.Parties.AddRange(seated.ConvertAll(p => new GroupParty { PartyId = p }));
            }
            group.Name = part.Label;
            group.SortOrder = order;
            group.Kind = part.Kind switch { "team" => GroupKind.Team, "reference" => GroupKind.Reference, _ => GroupKind.Steering };
            group.MeetingsPerYear = UsualMeetingsPerYear(group.Kind);
        }
    }

    private async Task MunicipalitiesAsync(long organisationId, List<MunicipalityName> chosen, CancellationToken ct)
    {
        var stored = await _db.Municipalities.Where(m => m.OrganisationId == organisationId).ToListAsync(ct);
        var authority = await _db.Authorities.Where(a => a.OrganisationId == organisationId && a.Code == "KO").Select(a => (long?)a.Id).SingleOrDefaultAsync(ct);
        foreach (var name in chosen.Where(c => stored.TrueForAll(m => m.Name != c.Name)))
        {
            var municipality = new Municipality { OrganisationId = organisationId, Code = name.Code, Name = name.Name };
            _db.Add(municipality);
            await _db.SaveChangesAsync(ct);
            _db.Add(new Party
            {
                OrganisationId = organisationId,
                Code = $"kommun-{name.Code}",
                Name = $"{name.Name} kommun",
                Kind = PartyKind.Authority,
                AuthorityId = authority,
                MunicipalityId = municipality.Id,
            });
        }
        foreach (var gone in stored.Where(m => chosen.TrueForAll(c => c.Name != m.Name))) await RemoveUnusedAsync(gone, ct);
    }

    /// <summary>A municipality that a case, a count or an account names stays, and so does its party when a contact, a group's member or a letter names it.</summary>
    private async Task RemoveUnusedAsync(Municipality gone, CancellationToken ct)
    {
        var parties = await _db.Parties.Where(p => p.MunicipalityId == gone.Id).Select(p => p.Id).ToListAsync(ct);
        if (await _db.Deficiencies.AnyAsync(d => d.MunicipalityId == gone.Id, ct) || await _db.Occurrences.AnyAsync(o => o.MunicipalityId == gone.Id, ct)
            || await _db.Users.AnyAsync(u => u.MunicipalityId == gone.Id, ct) || await _db.Contacts.AnyAsync(c => parties.Contains(c.PartyId), ct)
            || await _db.Memberships.AnyAsync(m => m.PartyId != null && parties.Contains(m.PartyId.Value), ct) || await _db.Bookmarks.AnyAsync(b => b.WaitsForPartyId != null && parties.Contains(b.WaitsForPartyId.Value), ct)
            || await _db.Letters.AnyAsync(l => parties.Contains(l.PartyId), ct) || await _db.Set<Data.Cases.Addressee>().AnyAsync(a => a.PartyId != null && parties.Contains(a.PartyId.Value), ct)
            || await _db.Meetings.AnyAsync(m => m.HostPartyId != null && parties.Contains(m.HostPartyId.Value), ct)) return;
        await _db.Set<GroupParty>().Where(g => parties.Contains(g.PartyId)).ExecuteDeleteAsync(ct);
        _db.RemoveRange(await _db.Parties.Where(p => parties.Contains(p.Id)).ToListAsync(ct));
        _db.Remove(gone);
    }

    private static string Line(string? text, string input, string missing)
    {
        var line = (text ?? "").Trim();
        if (line.Length == 0) throw new MoveRefusedException(missing, input);
        return line.Length <= 200 && !line.Any(char.IsControl) ? line : throw new MoveRefusedException("Högst 200 tecken på en rad.", input);
    }
}
