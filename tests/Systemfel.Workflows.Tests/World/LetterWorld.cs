using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Accounts;
using Systemfel.Data.Mail;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Testing;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Reference;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Tests.World;

/// <summary>A whole database with the preset organisation, an ombud, a coordinator and a chair; letters are decided through moves.</summary>
internal sealed class LetterWorld : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("systemfel-letters-").FullName;
    private readonly ServiceProvider _services;

    private LetterWorld(LetterOptions letters, IPersonalDataFinder? finder)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSystemfelData(new DatabaseOptions(DatabaseProvider.Sqlite, $"Data Source={DatabaseFile}"));
        services.AddSystemfelWorkflows(Options);
        if (finder != null) services.AddSingleton(finder);
        services.AddSystemfelLetters(letters);
        services.AddSingleton<Migrator>();
        services.AddSingleton<IMailTransport>(Transport);
        _services = services.BuildServiceProvider();
    }

    public FakeTime Time { get; } = new();

    public TestTransport Transport { get; } = new();

    public WorkflowOptions Options => new() { ReplyAddress = "svar@po.example", PublicBaseUrl = "https://po.example", KeyPath = Path.Combine(_folder, "keys"), InstanceId = "prov", AuthservId = "mx.po.example" };

    public long Organisation { get; private set; }

    public Actor Ombud { get; private set; } = null!;

    public Actor Coordinator { get; private set; } = null!;

    public static async Task<LetterWorld> StartAsync(LetterOptions? letters = null, IPersonalDataFinder? finder = null)
    {
        var world = new LetterWorld(letters ?? new LetterOptions(), finder);
        await File.WriteAllBytesAsync(world.DatabaseFile, await Empty.Value);
        world.Organisation = await world.ReadAsync(db => db.Organisations.Select(o => o.Id).SingleAsync());
        var sg1 = await world.ReadAsync(db => db.Groups.Where(g => g.Code == "sg1").Select(g => g.Id).SingleAsync());
        world.Ombud = await world.PersonAsync("Alva Ombud", new Membership { Role = Role.Ombud });
        world.Coordinator = await world.PersonAsync("Dan Samordnare", new Membership { Role = Role.Coordinator });
        await world.PersonAsync("Olle Ordförande", new Membership { Role = Role.Member, GroupId = sg1, IsChair = true });
        foreach (var town in new[] { "sater", "avesta" }) await world.AddContactAsync(town);
        return world;
    }

    /// <summary>A database with the preset organisation and nobody in it: made once, and copied for every world.</summary>
    private static readonly Lazy<Task<byte[]>> Empty = new(async () =>
    {
        await using var world = new LetterWorld(new LetterOptions(), null);
        await world._services.GetRequiredService<Migrator>().MigrateAsync();
        await world.DoAsync<ReferenceLoader>(l => l.LoadAsync());
        // The last connection that is closed writes the log into the file.
        SqliteConnection.ClearAllPools();
        return await File.ReadAllBytesAsync(world.DatabaseFile);
    });

    private string DatabaseFile => Path.Combine(_folder, "test.db");

    public IServiceScopeFactory Scopes => _services.GetRequiredService<IServiceScopeFactory>();

    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task DoAsync<TService>(Func<TService, Task> work) where TService : notnull =>
        WithAsync<TService, bool>(async s => { await work(s); return true; });

    public Task<T> ReadAsync<T>(Func<SystemfelDb, Task<T>> read) => WithAsync(read);

    public Task<int> CountAsync<T>() where T : class => ReadAsync(db => db.Set<T>().CountAsync());

    public async Task<Actor> PersonAsync(string name, params Membership[] memberships)
    {
        foreach (var membership in memberships) membership.OrganisationId = Organisation;
        var email = name.Split(' ')[0].ToLowerInvariant() + "@po.example";
        var account = new Account { UserName = email, Email = email, DisplayName = name, Memberships = [.. memberships] };
        await DoAsync<SystemfelDb>(async db => { db.Add(account); await db.SaveChangesAsync(); });
        return new Actor(account.Id, name, memberships);
    }

    /// <summary>The coordinator of another organisation, which has nothing yet.</summary>
    public async Task<(long Organisation, Actor Coordinator)> ElsewhereAsync()
    {
        var other = await ReadAsync(async db =>
        {
            var organisation = new Organisation { Name = "PO Annorstädes" };
            db.Add(organisation);
            await db.SaveChangesAsync();
            return organisation.Id;
        });
        return (other, new Actor(Coordinator.AccountId, "Gun Annanstans", [new Membership { OrganisationId = other, Role = Role.Coordinator }]));
    }

    /// <summary>Cases that the group has decided to write to one municipality about; the letter's id.</summary>
    public async Task<long> DecideLetterAsync(int points, string party = "kommun-sater", int answerInDays = 60, string pattern = "Den som söker får vänta på besked i flera månader.")
    {
        var contact = await ReadAsync(db => db.Contacts.Where(c => c.Party.Code == party).OrderBy(c => c.Id).Select(c => c.Id).FirstAsync());
        var team = await MeetingAsync("team");
        var group = await MeetingAsync("sg1");
        var answerBy = DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime).AddDays(answerInDays);
        for (var i = 1; i <= points; i++)
        {
            var id = await SubmitAsync($"Besked dröjer, del {i}", pattern);
            await MakeAsync(id, new OpenReview(), Actor.System, null);
            await MakeAsync(id, new Refer(["sg1"]), Coordinator, await ItemAsync(team, id));
            await MakeAsync(id, new WriteToAuthority([contact], answerBy), Coordinator, await ItemAsync(group, id));
        }
        return await ReadAsync(db => db.Letters.OrderByDescending(l => l.Id).Select(l => l.Id).FirstAsync());
    }

    public async Task<long> SendLetterAsync(int points, string party = "kommun-sater", int answerInDays = 60)
    {
        var id = await DecideLetterAsync(points, party, answerInDays);
        await SendAsync(id);
        await DoAsync<OutboxSender>(o => o.ExecuteAsync(default));
        return id;
    }

    public async Task SendAsync(long letterId, string key = "nyckel")
    {
        var version = await ReadAsync(db => db.Letters.Where(l => l.Id == letterId).Select(l => l.Version).SingleAsync());
        await DoAsync<LetterService>(s => s.SendAsync(letterId, version, Coordinator, $"{key}:{letterId}"));
    }

    public async Task<string> TokenAsync(long letterId)
    {
        var recipient = await ReadAsync(db => db.LetterRecipients.SingleAsync(r => r.LetterId == letterId));
        return _services.GetRequiredService<ReplyTokens>().Of(recipient);
    }

    /// <summary>Everything that says where cases stand. Two equal pictures: no state has changed.</summary>
    public Task<string> PictureAsync() => ReadAsync(async db => string.Join('\n',
        (await db.Bookmarks.OrderBy(b => b.Id).ToListAsync()).Select(b => $"{b.Id} {b.Stage} {b.Due} {b.Mark} {b.Version}")
        .Concat((await db.CaseEvents.OrderBy(e => e.Id).ToListAsync()).Select(e => $"{e.DeficiencyId} {e.Seq} {e.Kind}"))
        .Concat((await db.Answers.OrderBy(a => a.Id).ToListAsync()).Select(a => $"{a.Id} {a.State}"))));

    public Task<(long Id, MailState State)> DeliverAsync(string mail, long? uid = null) => WithAsync<MailIngest, (long, MailState)>(async ingest =>
    {
        var id = await ingest.StoreAsync(Organisation, "INBOX", uid == null ? null : 1, uid, Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")));
        return (id, await ingest.ProcessAsync(id));
    });

    public Task<MailMessage> MailAsync(long id) => ReadAsync(db => db.MailMessages.Include(m => m.Letters).Include(m => m.Attachments).SingleAsync(m => m.Id == id));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private Task AddContactAsync(string town) => DoAsync<SystemfelDb>(async db =>
    {
        var party = await db.Parties.SingleAsync(p => p.Code == "kommun-" + town);
        db.Add(new Contact
        {
            OrganisationId = Organisation,
            PartyId = party.Id,
            Name = "Socialförvaltningen, registrator",
            Address = $"socialforvaltningen@{town}.example",
            Domains = $"{town}.example",
        });
        await db.SaveChangesAsync();
    });

    public async Task<Submit> ReportAsync(string title, string pattern, params string[] authorities)
    {
        var codes = authorities.DefaultIfEmpty("KO").ToList();
        var to = await ReadAsync(db => db.Authorities.Where(a => codes.Contains(a.Code)).Select(a => new ReportAddressee(a.Id, null)).ToListAsync());
        var report = new ReportText { Title = title, Pattern = pattern, Consequence = "Hyran blir obetald.", Proposal = "Ge besked inom två veckor.", Addressees = to };
        return await WithAsync<TextCheck, Submit>(c => Task.FromResult(new Submit(report, c.Check(report.AllText()))));
    }

    public async Task<long> SubmitAsync(string title, string pattern, params string[] authorities)
    {
        var submit = await ReportAsync(title, pattern, authorities);
        return await WithAsync<CaseMoves, long>(m => m.SubmitAsync(Organisation, submit, Ombud, Guid.NewGuid().ToString()));
    }

    public async Task MakeAsync(long id, Move move, Actor actor, long? agendaItem = null)
    {
        var lines = await ReadAsync(db => db.Bookmarks.Where(b => b.DeficiencyId == id).ToListAsync());
        await DoAsync<CaseMoves>(m => m.MakeAsync(id, move, Targets.Of(lines), actor, Guid.NewGuid().ToString(), agendaItem is { } item ? new InMeeting(item) : null));
    }

    public Task<long> MeetingAsync(string group) => ReadAsync(async db =>
    {
        var meeting = new Meeting
        {
            OrganisationId = Organisation,
            GroupId = await db.Groups.Where(g => g.Code == group).Select(g => g.Id).SingleAsync(),
            Date = DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime),
            State = MeetingState.Open,
        };
        db.Add(meeting);
        await db.SaveChangesAsync();
        return meeting.Id;
    });

    public Task<long> ItemAsync(long meetingId, long caseId) => ReadAsync(async db =>
    {
        var item = new AgendaItem { MeetingId = meetingId, DeficiencyId = caseId };
        db.Add(item);
        await db.SaveChangesAsync();
        return item.Id;
    });
}

/// <summary>Takes mail as a server would, and answers as it is told.</summary>
internal sealed class TestTransport : IMailTransport
{
    public List<OutboundMail> Sent { get; } = [];

    public Func<OutboundMail, SendResult> Answer { get; set; } = _ => new SendResult(SendOutcome.Accepted, "250");

    /// <summary>What happens while the first mail is on its way.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public int Tries { get; private set; }

    public string Description => "Prov";

    public async Task<SendResult> SendAsync(OutboundMail mail, CancellationToken ct)
    {
        Tries++;
        var meanwhile = Meanwhile;
        Meanwhile = null;
        if (meanwhile != null) await meanwhile();
        var result = Answer(mail);
        if (result.Outcome == SendOutcome.Accepted) Sent.Add(mail);
        return result;
    }
}
