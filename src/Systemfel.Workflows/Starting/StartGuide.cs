using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Mail;
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

/// <summary>A party gets a seat in a group, or leaves it.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="PartyId">The party.</param>
/// <param name="Sits">Whether it sits there from now on.</param>
public sealed record SeatInput(long GroupId, long PartyId, bool Sits);

/// <summary>Sets an organisation up, a step at a time. Each step is stored when it is sent, so one can leave and come back. For its administrator.</summary>
public sealed class StartGuide
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly WorkflowOptions _options;

    internal StartGuide(SystemfelDb db, SwedishCalendar calendar, WorkflowOptions options) => (_db, _calendar, _options) = (db, calendar, options);

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
        if (stored.Where(g => g.EndedAt == null).GroupBy(g => g.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } same)
            throw new MoveRefusedException("Två grupper kan inte heta likadant. Skriv ett annat namn.", groups.LastOrDefault(g => same.Any(s => s.Id == g.Id)) is { } last ? $"name-{last.Id}" : null);
    }, ct);

    /// <summary>Adds a body that sits in groups or takes letters.</summary>
    /// <param name="organisationId">The organisation.</param>
    /// <param name="name">Its name.</param>
    /// <param name="authorityId">The kind of authority; null for a user organisation or another body.</param>
    /// <param name="isOther">It is neither an authority nor an organisation of patients, users or relatives.</param>
    /// <param name="groupIds">The groups that it sits in.</param>
    /// <param name="actor">The administrator.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="MoveRefusedException">It has no name, or is there already.</exception>
    public Task AddPartyAsync(long organisationId, string name, long? authorityId, bool isOther, IReadOnlyList<long> groupIds, Actor actor, CancellationToken ct = default) => ChangeAsync(organisationId, actor, "start.party", async _ =>
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
            Kind = authorityId != null ? PartyKind.Authority : isOther ? PartyKind.Other : PartyKind.UserOrganisation,
        };
        _db.Add(party);
        foreach (var group in await _db.Groups.Include(g => g.Parties).Where(g => g.OrganisationId == organisationId && g.Kind != GroupKind.Team && g.EndedAt == null && groupIds.Contains(g.Id)).ToListAsync(ct))
            group.Parties.Add(new GroupParty { Party = party });
    }, ct);

    /// <summary>Seats parties in groups, and takes seats away. Only what is named changes, so that two who seat at once do not undo each other.</summary>
    /// <param name="organisationId">The organisation.</param>
    /// <param name="seats">What changes; a seat that is there already, or gone already, is left as it is.</param>
    /// <param name="actor">The administrator.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <returns>How many seats changed.</returns>
    /// <exception cref="CaseNotFoundException">A group or a party is not the organisation's, the group has ended, or it is the team.</exception>
    /// <exception cref="MoveRefusedException">Someone with an account sits in the group for the party that would leave it.</exception>
    public async Task<int> SeatAsync(long organisationId, IReadOnlyList<SeatInput> seats, Actor actor, CancellationToken ct = default)
    {
        var changed = 0;
        await new SetupChange(_db, _calendar).RunAsync(organisationId, actor, "start.seats", async _ =>
        {
            var groups = await _db.Groups.Include(g => g.Parties).Where(g => g.OrganisationId == organisationId && g.Kind != GroupKind.Team && g.EndedAt == null).ToListAsync(ct);
            var parties = await _db.Parties.Where(p => p.OrganisationId == organisationId).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
            foreach (var seat in seats)
            {
                var group = groups.Find(g => g.Id == seat.GroupId) ?? throw new CaseNotFoundException();
                if (!parties.TryGetValue(seat.PartyId, out var name)) throw new CaseNotFoundException();
                var taken = group.Parties.Find(p => p.PartyId == seat.PartyId);
                if (seat.Sits == (taken != null)) continue;
                changed++;
                if (taken == null)
                {
                    group.Parties.Add(new GroupParty { PartyId = seat.PartyId });
                    continue;
                }
                if (await _db.Memberships.Where(m => m.GroupId == group.Id && m.PartyId == seat.PartyId).Select(m => m.Account.DisplayName).FirstOrDefaultAsync(ct) is { } member)
                    throw new MoveRefusedException($"{member} sitter i {group.Name} för {name}. Ta bort det under Konton först.", $"sits-{group.Id}");
                group.Parties.Remove(taken);
            }
            return changed > 0;
        }, ct);
        return changed;
    }

    /// <summary>Queues a mail to try the settings with. It leaves like all mail: when the outbox is open and its job runs.</summary>
    /// <param name="organisationId">The organisation.</param>
    /// <param name="address">Where to.</param>
    /// <param name="key">The form's: the same form sent twice is one mail.</param>
    /// <param name="actor">The administrator.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="MoveRefusedException">The address is none.</exception>
    public Task SendTestAsync(long organisationId, string address, Guid key, Actor actor, CancellationToken ct = default) => new SetupChange(_db, _calendar).RunAsync(organisationId, actor, "start.test-mail", async _ =>
    {
        var to = address.Trim().ToLowerInvariant();
        if (!MailAddressCheck.IsValid(to)) throw new MoveRefusedException("Skriv en e-postadress, till exempel namn@kommunen.se.", "address");
        var unique = $"test:{organisationId}:{key:N}";
        if (await _db.OutboxItems.AnyAsync(o => o.UniqueKey == unique, ct)) return false;
        var id = Guid.NewGuid();
        _db.Add(new OutboxItem
        {
            OrganisationId = organisationId,
            UniqueKey = unique,
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
        return true;
    }, ct);

    private Task ChangeAsync(long organisationId, Actor actor, string what, Func<Organisation, Task> change, CancellationToken ct) =>
        new SetupChange(_db, _calendar).RunAsync(organisationId, actor, what, async organisation =>
        {
            await change(organisation);
            return true;
        }, ct);

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
                Name = name.OfficialName,
                Kind = PartyKind.Authority,
                AuthorityId = authority,
                MunicipalityId = municipality.Id,
            });
        }
        foreach (var gone in stored.Where(m => chosen.TrueForAll(c => c.Name != m.Name))) await RemoveUnusedAsync(gone, ct);
    }

    /// <summary>A municipality stays when a case, a count or an account names it, and when anything but a seat names its party.</summary>
    private async Task RemoveUnusedAsync(Municipality gone, CancellationToken ct)
    {
        var parties = await _db.Parties.Where(p => p.MunicipalityId == gone.Id).Select(p => p.Id).ToListAsync(ct);
        if (await _db.Deficiencies.AnyAsync(d => d.MunicipalityId == gone.Id, ct) || await _db.Occurrences.AnyAsync(o => o.MunicipalityId == gone.Id, ct)
            || await _db.Users.AnyAsync(u => u.MunicipalityId == gone.Id, ct) || await new PartyUse(_db).IsUsedAsync(gone.OrganisationId, parties, ct)) return;
        await _db.Set<GroupParty>().Where(g => parties.Contains(g.PartyId)).ExecuteDeleteAsync(ct);
        _db.RemoveRange(await _db.Parties.Where(p => parties.Contains(p.Id)).ToListAsync(ct));
        _db.Remove(gone);
    }

    private static string Line(string? text, string input, string missing)
    {
        var line = (text ?? "").Trim();
        if (line.Length == 0) throw new MoveRefusedException(missing, input);
        if (line.Any(char.IsControl)) throw new MoveRefusedException("Skriv allt på en rad.", input);
        return line.Length <= 200 ? line : throw new MoveRefusedException("Skriv högst 200 tecken.", input);
    }
}
