using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Testing;
using Systemfel.Workflows;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Databases;

/// <summary>One organisation in a database, with people, groups, authorities and planned meetings.</summary>
internal sealed class StoredWorld
{
    private int _keys;

    private StoredWorld(TestDatabase database) => Database = database;

    public TestDatabase Database { get; }
    public FakeTime Time { get; } = new();
    public long Org { get; private set; }
    public Dictionary<string, long> Groups { get; } = [];
    public Dictionary<string, long> Authorities { get; } = [];
    public long Municipality { get; private set; }
    public long Party { get; private set; }
    public long Contact { get; private set; }
    public Actor Author { get; private set; } = null!;
    public Actor OtherOmbud { get; private set; } = null!;
    public Actor Coordinator { get; private set; } = null!;
    public Actor Member { get; private set; } = null!;
    public Actor County { get; private set; } = null!;

    public static async Task<StoredWorld> CreateAsync(DatabaseFixture databases, DatabaseProvider provider)
    {
        var world = new StoredWorld(await databases.OpenAsync(provider));
        await world.SeedAsync();
        return world;
    }

    public string NextKey() => $"form-{Interlocked.Increment(ref _keys)}";

    /// <summary>Each call has a connection of its own, as each request has.</summary>
    public async Task<long> MakeAsync(long caseId, Move move, Actor? actor = null, InMeeting? inMeeting = null, Targets? targets = null, string? key = null)
    {
        targets ??= await TargetsAsync(caseId);
        await using var db = Database.OpenWriter();
        return await Moves(db).MakeAsync(caseId, move, targets, actor ?? Coordinator, key ?? NextKey(), inMeeting);
    }

    public async Task<long> SubmitAsync(string title = "Besked dröjer", string pattern = "Den som söker får vänta länge.", string? key = null, params string[] authorities)
    {
        await using var db = Database.OpenWriter();
        return await Moves(db).SubmitAsync(Org, Report(title, pattern, authorities), Author, key ?? NextKey());
    }

    public Submit Report(string title, string pattern, params string[] authorities)
    {
        var report = new ReportText
        {
            Title = title,
            Pattern = pattern,
            MunicipalityId = Municipality,
            Addressees = [.. (authorities.Length == 0 ? ["KO"] : authorities).Select(a => new ReportAddressee(Authorities[a], null))],
        };
        return new Submit(report, new TextCheck(new PersonalDataFinder()).Check(report.AllText()));
    }

    public async Task<long> InReviewAsync(params string[] authorities)
    {
        var id = await SubmitAsync(authorities: authorities);
        await MakeAsync(id, new OpenReview(), Actor.System);
        return id;
    }

    public async Task<long> InGroupAsync(params string[] authorities)
    {
        var id = await InReviewAsync(authorities);
        var groups = authorities.Length == 0 ? ["sg1"] : authorities.Select(a => a == "KO" ? "sg1" : "sg2").Distinct().ToList();
        await MakeAsync(id, new Refer(groups), inMeeting: await ItemAsync("team", id));
        return id;
    }

    public async Task<Targets> TargetsAsync(long caseId, string? group = null) => await Database.ReadAsync(async db =>
    {
        var groupId = group == null ? 0 : Groups[group];
        var lines = await db.Bookmarks.AsNoTracking().Where(b => b.DeficiencyId == caseId && (group == null || b.GroupId == groupId)).ToListAsync();
        return Targets.Of(lines.Any(l => l.Stage != Stages.Closed) ? lines.Where(l => l.Stage != Stages.Closed) : lines);
    });

    /// <summary>An open meeting of the group with this case on its agenda.</summary>
    public async Task<InMeeting> ItemAsync(string group, long caseId)
    {
        var item = new AgendaItem { DeficiencyId = caseId };
        await Database.WriteAsync(db =>
        {
            db.Add(new Meeting { OrganisationId = Org, GroupId = Groups[group], Date = SwedishCalendar.DateOf(Time.GetUtcNow()), State = MeetingState.Open, Items = { item } });
            return Task.CompletedTask;
        });
        return new InMeeting(item.Id);
    }

    /// <summary>One more case on the agenda of the same meeting.</summary>
    public async Task<InMeeting> AddItemAsync(InMeeting beside, long caseId)
    {
        var item = new AgendaItem { DeficiencyId = caseId };
        await Database.WriteAsync(async db =>
        {
            item.MeetingId = await db.AgendaItems.Where(i => i.Id == beside.AgendaItemId).Select(i => i.MeetingId).SingleAsync();
            db.Add(item);
        });
        return new InMeeting(item.Id);
    }

    public async Task<long> UndoAsync(long decisionId, Actor? actor = null)
    {
        await using var db = Database.OpenWriter();
        return await Moves(db).UndoAsync(decisionId, actor ?? Coordinator, NextKey());
    }

    public Task<Deficiency> LoadAsync(long caseId) => Database.ReadAsync(db => db.Deficiencies.AsNoTracking()
        .Include(d => d.Instance).Include(d => d.Addressees).Include(d => d.Bookmarks).Include(d => d.Events).Include(d => d.Grants)
        .Include(d => d.Occurrences).Include(d => d.EffectQuestions).AsSplitQuery().SingleAsync(d => d.Id == caseId));

    public CaseMoves Moves(SystemfelDb db) => new(db, new SwedishCalendar(Time), new RouteCache(), Check, new WorkflowOptions());

    public static TextCheck Check { get; } = new(new PersonalDataFinder());

    private async Task SeedAsync()
    {
        await using var db = Database.OpenWriter();
        var org = new Organisation { Name = "PO Provköping", HostName = "Provköpings kommun", Phone = "010-000 00 00" };
        db.Add(org);
        await db.SaveChangesAsync();
        Org = org.Id;
        org.CurrentRoute = new RouteVersion { OrganisationId = Org, RouteKey = "sodra-dalarna", Version = 1, Json = RouteReader.Preset("sodra-dalarna"), CreatedAt = Time.GetUtcNow() };
        var groups = new[] { ("team", GroupKind.Team), ("sg1", GroupKind.Steering), ("sg2", GroupKind.Steering) }
            .Select(g => new Group { OrganisationId = Org, Code = g.Item1, Name = g.Item1.ToUpperInvariant(), Kind = g.Item2 }).ToList();
        var authorities = new[] { ("KO", "Kommun"), ("FK", "Försäkringskassan"), ("AF", "Arbetsförmedlingen") }
            .Select(a => new Authority { OrganisationId = Org, Code = a.Item1, Name = a.Item2 }).ToList();
        var municipality = new Municipality { OrganisationId = Org, Code = "PRO", Name = "Provköping" };
        db.AddRange(groups);
        db.AddRange(authorities);
        db.Add(municipality);
        await db.SaveChangesAsync();
        var contact = new Contact { OrganisationId = Org, Name = "Registrator", Address = "registrator@provkoping.example" };
        var party = new Party { OrganisationId = Org, Code = "KOM", Name = "Provköpings kommun", AuthorityId = authorities[0].Id, Contacts = { contact } };
        db.Add(party);
        foreach (var group in groups) Groups[group.Code] = group.Id;
        foreach (var authority in authorities) Authorities[authority.Code] = authority.Id;
        foreach (var code in new[] { "sg1", "sg2" })
            db.Add(new Meeting { OrganisationId = Org, GroupId = Groups[code], Date = new DateOnly(2026, 11, 19) });
        Author = Person(db, "Alva Ombud", new Membership { OrganisationId = Org, Role = Role.Ombud });
        OtherOmbud = Person(db, "Bo Ombud", new Membership { OrganisationId = Org, Role = Role.Ombud });
        Coordinator = Person(db, "Dan Samordnare", new Membership { OrganisationId = Org, Role = Role.Coordinator });
        Member = Person(db, "Eva Ledamot", new Membership { OrganisationId = Org, Role = Role.Member, GroupId = Groups["sg1"] });
        County = Person(db, "Länsstyrelsen", new Membership { OrganisationId = Org, Role = Role.CountyBoard });
        await db.SaveChangesAsync();
        (Municipality, Party, Contact) = (municipality.Id, party.Id, contact.Id);
        (Author, OtherOmbud, Coordinator, Member, County) = (Saved(Author), Saved(OtherOmbud), Saved(Coordinator), Saved(Member), Saved(County));
    }

    private static Actor Person(SystemfelDb db, string name, Membership membership)
    {
        var account = new Account { UserName = name, DisplayName = name, Memberships = { membership } };
        db.Add(account);
        membership.Account = account;
        return new Actor(null, name, [membership]);
    }

    private static Actor Saved(Actor a) => a with { AccountId = a.Memberships[0].Account.Id };
}
