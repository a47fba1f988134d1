using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Reports;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Incidents;

/// <summary>A stored world with a folder for its keys, and a case that says one word wherever a case can say something.</summary>
internal sealed class IncidentWorld
{
    /// <summary>No word of any other text; its stem is the word itself.</summary>
    public const string Word = "kvastraxnur";

    private readonly TestDatabase _database;

    private IncidentWorld(StoredWorld stored, TestDatabase database, IncidentLog log) => (Stored, _database, Log) = (stored, database, log);

    public StoredWorld Stored { get; }

    public IncidentLog Log { get; }

    public TestDatabase Database => _database;

    public static async Task<IncidentWorld> CreateAsync(DatabaseFixture databases, DatabaseProvider provider)
    {
        var stored = await StoredWorld.CreateAsync(databases, provider);
        return new IncidentWorld(stored, stored.Database, new IncidentLog(Directory.CreateTempSubdirectory("systemfel-incidents-").FullName));
    }

    /// <summary>The same people and the same folder of keys, with another database: one that has been restored.</summary>
    public IncidentWorld On(TestDatabase database) => new(Stored, database, new IncidentLog(Path.GetDirectoryName(Log.Path)!));

    public async Task<T> WithAsync<T>(Func<SystemfelDb, Services, Task<T>> work)
    {
        await using var db = _database.OpenWriter();
        return await work(db, new Services(db, Stored, _database, Log));
    }

    public Task<long> ReportAsync(long id, Actor actor, IncidentAction expected = IncidentAction.Erased, Guid? key = null, IncidentPlace place = IncidentPlace.Report,
        params IReadOnlyList<ReadText> read) =>
        WithAsync((_, s) => s.Incidents.ReportAsync(place, id, new IncidentForm(key ?? Guid.NewGuid(), ["NAMN", "ADRESS"], expected) { Read = read }, actor));

    public Task<int> StartAsync() => WithAsync((_, s) => s.Replay.ExecuteAsync());

    public Task<Deficiency> LoadAsync(long id) => _database.ReadAsync(db => db.Deficiencies.AsNoTracking().Include(d => d.Events).Include(d => d.Bookmarks).Include(d => d.Instance)
        .Include(d => d.Questions).AsSplitQuery().SingleAsync(d => d.Id == id));

    /// <summary>A case in the review that says the word in every field, event, note, question, draft, snapshot, queued mail and unsent letter.</summary>
    public async Task<long> TalkativeAsync()
    {
        var id = await SubmitAsync();
        await Stored.MakeAsync(id, new OpenReview(), Actor.System);
        var item = await Stored.ItemAsync("team", id);
        await Stored.MakeAsync(id, new AskAuthor($"Vem är {Word}?"), inMeeting: item);
        await Stored.MakeAsync(id, new AnswerAuthor($"Det är {Word}.", Checked($"Det är {Word}.")), Stored.Author);
        await Stored.MakeAsync(id, new Hold(null, 5, $"Vänta på {Word}"), inMeeting: item with { Note = $"Mötet talade om {Word}.", NoteSeen = NotesVersion.OfNote("") });
        await Stored.MakeAsync(id, new HandleLocally($"{Word} själv", new DateOnly(2026, 10, 20), $"Ring {Word}"), inMeeting: item);
        var measure = await _database.ReadAsync(db => db.Measures.Where(m => m.DeficiencyId == id).Select(m => m.Id).SingleAsync());
        await Stored.MakeAsync(id, new SetMilestones(measure, [new MilestoneLine(null, $"Träffa {Word}", null, null)]));
        await _database.WriteAsync(async db =>
        {
            db.Add(new Draft { OrganisationId = Stored.Org, AccountId = Stored.Author.AccountId!.Value, DeficiencyId = id, FieldsJson = $$"""{"Title":"{{Word}}"}""", SavedAt = Stored.Time.GetUtcNow() });
            foreach (var (key, state) in new[] { ("queued", OutboxState.Queued), ("sent", OutboxState.Sent) })
            {
                db.Add(new OutboxItem
                {
                    OrganisationId = Stored.Org,
                    UniqueKey = $"{key}{id}",
                    MessageId = $"<{key}{id}@x>",
                    Purpose = OutboxPurpose.Ombud,
                    DeficiencyId = id,
                    State = state,
                    ToAddress = "alva@po.example",
                    Subject = "En fråga",
                    Text = $"Om {Word}",
                    Html = $"<p>{Word}</p>",
                });
            }
            var line = await db.Bookmarks.SingleAsync(b => b.DeficiencyId == id);
            db.Add(Yearly.Telling(Stored.Org, id, $"Ett stycke om {Word}."));
            db.Add(new Letter
            {
                OrganisationId = Stored.Org,
                PartyId = Stored.Party,
                State = LetterState.Draft,
                AnswerBy = new DateOnly(2026, 12, 1),
                Items = { new LetterItem { Number = 1, DeficiencyId = id, BookmarkId = line.Id, Title = Word, Pattern = Word, Proposal = Word } },
            });
        });
        return id;
    }

    /// <summary>Where a word stands in the database, by the schema: every column of text, of bytes, and the full-text index.</summary>
    public Task<List<string>> PlacesOfAsync(string word) => _database.ReadAsync(async db =>
    {
        var places = new List<string>();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties().Where(p => p.ClrType == typeof(string)))
            {
                if (await AnyAsync(db, $"SELECT COUNT(*) AS \"Value\" FROM \"{entity.GetTableName()}\" WHERE \"{property.GetColumnName()}\" LIKE '%{word}%'"))
                    places.Add($"{entity.ClrType.Name}.{property.Name}");
            }
        }
        if (await db.FullText.SearchAsync(db, new Data.Search.SearchQuery([word]), 1, default) is [_]) places.Add("search");
        return places;
    });

    private static async Task<bool> AnyAsync(SystemfelDb db, string sql) => (await db.Database.SqlQueryRaw<long>(sql).ToListAsync())[0] > 0;

    /// <summary>Whether a word's bytes are in the files of a SQLite database.</summary>
    public bool IsInTheFiles(string word)
    {
        var file = _database.Options.SqliteFile!;
        var bytes = System.Text.Encoding.UTF8.GetBytes(word);
        return new[] { file, file + "-wal" }.Where(File.Exists).Any(f => Read(f).AsSpan().IndexOf(bytes) >= 0);
    }

    /// <summary>As it lies on the disk, while others have it open.</summary>
    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }

    private async Task<long> SubmitAsync()
    {
        var report = new ReportText
        {
            Title = $"{Word} får vänta",
            Pattern = $"Hos {Word} dröjer det.",
            Consequence = $"Det drabbar {Word}.",
            Proposal = $"Låt {Word} slippa.",
            MunicipalityId = Stored.Municipality,
            Addressees = [new ReportAddressee(Stored.Authorities["KO"], null, $"{Word}huset")],
        };
        await using var db = _database.OpenWriter();
        return await Stored.Moves(db).SubmitAsync(Stored.Org, new Submit(report, Checked(report.AllText())), Stored.Author, Stored.NextKey());
    }

    private static CheckedText Checked(string text) => new TextCheck(new PersonalDataFinder()).Check(text);

    internal sealed class Services
    {
        public Services(SystemfelDb db, StoredWorld world, TestDatabase database, IncidentLog log)
        {
            var calendar = new SwedishCalendar(world.Time);
            var recorder = new CaseRecorder(db, calendar, new RouteCache(), new WorkflowOptions());
            Pages = new ErasedPages(new DbFactory(database.Options), NullLogger<ErasedPages>.Instance);
            var changes = new IncidentChanges(db, recorder, Pages);
            Incidents = new IncidentService(db, recorder, changes, log, Pages, new SharedTexts(db, new TextCheck(new PersonalDataFinder())));
            Decisions = new IncidentDecisions(db, recorder, changes, log);
            Originals = new IncidentOriginals(db, calendar);
            Replay = new IncidentReplay(db, recorder, changes, log, Pages);
            Drafts = new DraftService(db, new TextCheck(new PersonalDataFinder()), calendar);
        }

        public ErasedPages Pages { get; }
        public IncidentService Incidents { get; }
        public IncidentDecisions Decisions { get; }
        public IncidentOriginals Originals { get; }
        public IncidentReplay Replay { get; }
        public DraftService Drafts { get; }
    }
}
