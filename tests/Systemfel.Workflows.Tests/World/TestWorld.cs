using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Testing;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Tests.World;

/// <summary>One organisation in memory: the preset route, three groups, a handful of authorities, contacts and people.</summary>
internal sealed class TestWorld
{
    public const long Org = 1, Kommun = 1, Fk = 2, Af = 3, Annan = 4;
    public const long Borlange = 1, Sater = 2;
    public const long Team = 1, Sg1 = 2, Sg2 = 3, Reference = 4;
    public const long KommunParty = 1, FkParty = 2, AfParty = 3, NoContactParty = 4;
    public const long KommunContact = 1, FkContact = 2, RetiredContact = 3, SaterContact = 4;

    private static readonly RouteDefinition PresetRoute = RouteReader.Read(RouteReader.Preset("sodra-dalarna"));

    /// <summary>The first preset with the moves that only others have, and with a reference group that they need.</summary>
    public static RouteDefinition EveryMove { get; } = PresetRoute with
    {
        Groups = [.. PresetRoute.Groups, new RouteGroup("ref", "Referensgruppen", "reference")],
        Moves = [.. RouteReader.Presets.SelectMany(p => RouteReader.Read(RouteReader.Preset(p)).Moves).DistinctBy(m => m.Id)],
    };
    private long _lastId = 100;

    public FakeTime Time { get; } = new();
    public SwedishCalendar Calendar { get; }
    public RouteDefinition Route { get; init; } = PresetRoute;
    public OrganisationFacts Facts { get; }

    /// <summary>What the next version of the route is; by default the same.</summary>
    public RouteDefinition? NextRoute { get; init; }

    public (RouteVersion Version, RouteDefinition Route)? Next => (new RouteVersion { Id = 2, Version = 2 }, (NextRoute ?? Route) with { Version = 2 });

    public TextCheck Check { get; } = new(new PersonalDataFinder());
    public List<Letter> Letters { get; } = [];

    public TestWorld() : this("sg1", "sg2") { }

    /// <summary>With the ids that the route has for its groups.</summary>
    public TestWorld(string first, string second, string reference = "ref")
    {
        Calendar = new SwedishCalendar(Time);
        Facts = new OrganisationFacts(
            new Organisation { Id = Org, Name = "PO Provköping", HostName = "Provköpings kommun", Phone = "010-000 00 00" },
            new[] { Group(Team, "team", "PO-teamet", GroupKind.Team), Group(Sg1, first, "Grupp ett", GroupKind.Steering), Group(Sg2, second, "Grupp två", GroupKind.Steering), Group(Reference, reference, "Referensgruppen", GroupKind.Reference) }
                .ToDictionary(g => g.Code),
            new[] { Authority(Kommun, "KO", "Kommun"), Authority(Fk, "FK", "Försäkringskassan"), Authority(Af, "AF", "Arbetsförmedlingen"), Authority(Annan, "AN", "Annan") }
                .ToDictionary(a => a.Id),
            new[]
            {
                Party(KommunParty, Kommun, "Provköpings kommun", Contact(KommunContact, KommunParty, ContactState.Ok)),
                Party(FkParty, Fk, "Försäkringskassan", Contact(FkContact, FkParty, ContactState.Ok), Contact(RetiredContact, FkParty, ContactState.Retired)),
                Party(AfParty, Af, "Arbetsförmedlingen", Contact(SaterContact, AfParty, ContactState.Ok)),
                Party(NoContactParty, Kommun, "Kommunen utan kontakt"),
            }.ToDictionary(p => p.Id),
            new[] { new Municipality { Id = Borlange, Name = "Provköping" }, new Municipality { Id = Sater, Name = "Exempelby" } }.ToDictionary(m => m.Id),
            new Dictionary<long, DateOnly> { [Sg1] = new(2026, 11, 19), [Sg2] = new(2026, 12, 3) },
            "prov.example", new Dictionary<string, Systemfel.Data.Letters.LetterTemplate>());
    }

    public static Actor Author { get; } = People.With(11, "Alva Ombud", new Membership { OrganisationId = Org, Role = Role.Ombud });
    public static Actor OtherOmbud { get; } = People.With(12, "Bo Ombud", new Membership { OrganisationId = Org, Role = Role.Ombud });
    public static Actor ThirdOmbud { get; } = People.With(13, "Cia Ombud", new Membership { OrganisationId = Org, Role = Role.Ombud });
    public static Actor Coordinator { get; } = People.With(21, "Dan Samordnare", new Membership { OrganisationId = Org, Role = Role.Coordinator });
    public static Actor MemberOfSg1 { get; } = People.With(31, "Eva Ledamot", new Membership { OrganisationId = Org, Role = Role.Member, GroupId = Sg1, PartyId = KommunParty });
    public static Actor MemberOfSg2 { get; } = People.With(32, "Frej Ledamot", new Membership { OrganisationId = Org, Role = Role.Member, GroupId = Sg2, PartyId = FkParty });
    public static Actor Administrator { get; } = People.With(41, "Adam Administratör", new Membership { OrganisationId = Org, Role = Role.Administrator });
    public static Actor Stranger { get; } = People.With(99, "Gun Annanstans", new Membership { OrganisationId = 2, Role = Role.Coordinator }, new Membership { OrganisationId = 2, Role = Role.Ombud });

    /// <summary>A second case that a sample is about.</summary>
    public TestCase? Beside { get; set; }

    public DateOnly Today => Calendar.Today;

    public long NextId() => ++_lastId;

    public Meeting Meeting(long groupId, MeetingState state = MeetingState.Open) => new()
    {
        Id = NextId(),
        OrganisationId = Org,
        GroupId = groupId,
        Group = Facts.Groups.Values.First(g => g.Id == groupId),
        Date = Today,
        State = state,
    };

    /// <summary>Sends every letter that is being written.</summary>
    public void SendLetters()
    {
        foreach (var letter in Letters.Where(l => l.State == LetterState.Draft))
        {
            letter.State = LetterState.Sent;
            letter.SentAt = Calendar.Now;
            letter.Reference = $"PO 2026/{letter.Id}";
            letter.Tag = "K7Q2M9";
            letter.Recipients.Add(new LetterRecipient { Id = NextId(), Letter = letter, Address = "registrator@myndigheten.example", Name = "Registrator" });
        }
    }

    private static Group Group(long id, string code, string name, GroupKind kind) => new() { Id = id, OrganisationId = Org, Code = code, Name = name, Kind = kind };

    private static Authority Authority(long id, string code, string name) => new() { Id = id, OrganisationId = Org, Code = code, Name = name };

    private static Party Party(long id, long authorityId, string name, params List<Contact> contacts) =>
        new() { Id = id, OrganisationId = Org, AuthorityId = authorityId, Name = name, Contacts = contacts };

    private static Contact Contact(long id, long partyId, ContactState state) =>
        new() { Id = id, PartyId = partyId, Name = "Funktionsbrevlådan", Address = $"brev{id}@myndigheten.example", State = state };
}

internal static class People
{
    public static Actor With(long id, string name, params Membership[] memberships) => new(id, name, memberships);
}
