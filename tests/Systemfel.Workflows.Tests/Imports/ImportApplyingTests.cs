using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Imports;
using Systemfel.Data.Meetings;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Imports;
using Systemfel.Workflows.Imports.Reading;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Overview;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Text;

namespace Systemfel.Workflows.Tests.Imports;

/// <summary>All of a list or nothing of it, once, and without a word to anybody.</summary>
public sealed class ImportApplyingTests(ImportWorld lists) : IClassFixture<ImportWorld>
{
    [Fact]
    public async Task Take_WhenTheFileCannotBeRead_KeepsNothing()
    {
        var before = await lists.World.CountAsync<Import>();

        await Assert.ThrowsAsync<ImportFileException>(() => lists.World.WithAsync<ImportService, long>(s => s.TakeAsync(lists.World.Organisation, "x.pdf", null, "%PDF-1.7"u8.ToArray(), lists.World.Coordinator)));

        Assert.Equal(before, await lists.World.CountAsync<Import>());
    }

    [Fact]
    public async Task Take_WhenNotTheCoordinator_IsNotFound() =>
        await Assert.ThrowsAsync<CaseNotFoundException>(() => lists.World.WithAsync<ImportService, long>(s => s.TakeAsync(lists.World.Organisation, "x.csv", null, "Rubrik;År\nx;2021\n"u8.ToArray(), lists.World.Ombud)));

    [Fact]
    public async Task Start_WhenARowIsFaulty_IsRefusedAndNothingIsStored()
    {
        var id = await lists.TakeAsync(ImportWorld.List(lists.Year(), 2) + "Kö;;Riksbanken;2021;\n");
        var before = await lists.CountsAsync();

        await Assert.ThrowsAsync<MoveRefusedException>(() => lists.World.DoAsync<ImportService>(s => s.StartAsync(id, lists.World.Coordinator)));
        await lists.RunAsync();

        Assert.Equal(before, await lists.CountsAsync());
        Assert.NotEqual(ImportState.Running, (await lists.FindAsync(id)).State);
    }

    [Fact]
    public async Task Execute_WhenItIsStoppedInTheMiddle_LeavesNothingAndCanBeDoneAgain()
    {
        var year = lists.Year();
        var id = await lists.StartAsync(ImportWorld.List(year, 5));
        var before = await lists.CountsAsync();
        await SqlAsync("""CREATE TRIGGER "Stop" BEFORE INSERT ON "ImportedCases" WHEN NEW."Row" > 4 BEGIN SELECT RAISE(ABORT, 'stopped'); END""");

        await lists.RunAsync();
        await SqlAsync("""DROP TRIGGER "Stop" """);

        var failed = await lists.FindAsync(id);
        Assert.Equal(before, await lists.CountsAsync());
        Assert.Equal((ImportState.Failed, true), (failed.State, failed.Content.Length > 0));
        Assert.Contains("Inget är sparat", failed.Problem, StringComparison.Ordinal);

        await lists.World.DoAsync<ImportService>(s => s.StartAsync(id, lists.World.Coordinator, waits: true));
        await lists.RunAsync();
        Assert.Equal(5, await lists.World.ReadAsync(db => db.Deficiencies.CountAsync(d => d.Year == year)));
    }

    [Fact]
    public async Task Execute_WhenStartedTwice_ImportsOnce()
    {
        var year = lists.Year();
        var id = await lists.StartAsync(ImportWorld.List(year, 3));

        await lists.World.DoAsync<ImportService>(s => s.StartAsync(id, lists.World.Coordinator, waits: true));
        await Task.WhenAll(lists.RunAsync(), lists.RunAsync());
        await lists.World.DoAsync<ImportService>(s => s.StartAsync(id, lists.World.Coordinator, waits: true));
        await lists.RunAsync();

        Assert.Equal(3, await lists.World.ReadAsync(db => db.Deficiencies.CountAsync(d => d.Year == year)));
    }

    [Fact]
    public async Task Execute_WhenDone_ClosesTheCasesInTheirOwnYearAndEmptiesTheFile()
    {
        var year = lists.Year();

        var import = await lists.FindAsync(await lists.ApplyAsync(ImportWorld.List(year, 2)));

        var cases = await lists.World.ReadAsync(db => db.Deficiencies.Include(d => d.Instance).Include(d => d.Events).Where(d => d.Year == year).OrderBy(d => d.Number).ToListAsync());
        Assert.Equal([$"SF-{year}-0001", $"SF-{year}-0002"], cases.Select(c => c.Number));
        Assert.All(cases, c => Assert.Equal((year, "remedied", "imported"), (c.SubmittedAt.Year, c.Instance.Outcome, Assert.Single(c.Events).Kind)));
        Assert.All(cases, c => Assert.Null(EventChain.FirstBreak(c)));
        Assert.Equal((ImportState.Applied, 0, "{}", "{}"), (import.State, import.Content.Length, import.MappingJson, import.AnswersJson));
        Assert.True(await lists.World.ReadAsync(db => db.AccessLog.AnyAsync(l => l.What == ImportApplying.Logged && l.SubjectId == import.Id)));
    }

    [Fact]
    public async Task Execute_WhenDone_AsksAndTellsNobody()
    {
        var (mails, questions) = (await lists.World.CountAsync<Data.Mail.OutboxItem>(), await lists.World.CountAsync<EffectQuestion>());

        await lists.ApplyAsync(ImportWorld.List(lists.Year(), 2) + ImportWorld.List(lists.Year(), 2, "öppen").Split('\n', 2)[1]);
        await lists.World.DoAsync<Systemfel.Workflows.Reminders.ReminderService>(r => r.ExecuteAsync(default));

        Assert.Equal((mails, questions), (await lists.World.CountAsync<Data.Mail.OutboxItem>(), await lists.World.CountAsync<EffectQuestion>()));
    }

    [Fact]
    public async Task Execute_WhenDone_RegisterOverviewAndSearchFindThem()
    {
        var year = lists.Year();
        var register = await lists.World.WithAsync<RegisterIndex, RegisterSnapshot>(r => r.NowAsync(lists.World.Organisation));
        await lists.World.WithAsync<OverviewIndex, IReadOnlyCollection<CaseFacts>>(o => o.NowAsync(lists.World.Organisation));

        await lists.ApplyAsync(ImportWorld.List(year, 3));

        var after = await lists.World.WithAsync<RegisterIndex, RegisterSnapshot>(r => r.NowAsync(lists.World.Organisation));
        var facts = await lists.World.WithAsync<OverviewIndex, IReadOnlyCollection<CaseFacts>>(o => o.NowAsync(lists.World.Organisation));
        var hits = await lists.World.WithAsync<SystemfelReader, List<long>>(r => r.SearchAsync(SearchWords.Query(ImportWorld.Word(year, 2)), 10));
        Assert.Equal(register.Rows.Length + 3, after.Rows.Length);
        Assert.Equal(3, facts.Count(f => f.Submitted.Year == year));
        Assert.Single(hits);
    }

    [Fact]
    public async Task Execute_WhenARowIsCountedOnACase_AddsAnOccurrenceWithoutAQuestion()
    {
        var standing = await lists.World.SubmitAsync("Beslut skickas till fel adress varje gång", "Brev kommer aldrig fram.");
        var id = await lists.TakeAsync($"Rubrik;Myndighet;Datum\nBeslut skickas till fel adress;{await AuthorityAsync(standing)};2016-05-02\n");
        await lists.AnswerAsync(id, 2, $"count:{standing}");

        await lists.World.DoAsync<ImportService>(s => s.StartAsync(id, lists.World.Coordinator, waits: true));
        await lists.RunAsync();

        var occurrence = await lists.World.ReadAsync(db => db.Occurrences.SingleAsync(o => o.DeficiencyId == standing));
        Assert.Equal(new DateOnly(2016, 5, 1), occurrence.Month);
        Assert.Equal(occurrence.Id, (await lists.World.ReadAsync(db => db.ImportedCases.SingleAsync(c => c.ImportId == id))).OccurrenceId);
    }

    [Fact]
    public async Task Undo_WhenNothingElseHasHappened_TakesAllAway()
    {
        var year = lists.Year();
        var id = await lists.ApplyAsync(ImportWorld.List(year, 3));

        var undone = await UndoAsync(id);

        Assert.Equal(new Undone(3, 0, 0), undone);
        Assert.Equal(0, await lists.World.ReadAsync(db => db.Deficiencies.CountAsync(d => d.Year == year)));
        Assert.Equal(ImportState.Undone, (await lists.FindAsync(id)).State);
        Assert.True(await lists.World.ReadAsync(db => db.AccessLog.AnyAsync(l => l.What == ImportUndoing.Logged && l.SubjectId == id)));
        Assert.DoesNotContain(await lists.World.WithAsync<OverviewIndex, IReadOnlyCollection<CaseFacts>>(o => o.NowAsync(lists.World.Organisation)), f => f.Submitted.Year == year);
    }

    [Fact]
    public async Task Undo_WhenACaseHasBeenWorkedOn_KeepsItAndTakesTheRest()
    {
        var year = lists.Year();
        var id = await lists.ApplyAsync(ImportWorld.List(year, 3));
        var worked = await lists.World.ReadAsync(db => db.Deficiencies.Where(d => d.Year == year).OrderBy(d => d.Id).Select(d => new { d.Id, Line = d.Bookmarks[0] }).FirstAsync());
        await lists.World.DoAsync<CaseMoves>(m => m.MakeAsync(worked.Id, new Reopen("Det har kommit tillbaka."), Targets.Of(worked.Line), lists.World.Coordinator, null));

        var undone = await UndoAsync(id);

        Assert.Equal(new Undone(2, 1, 0), undone);
        Assert.Equal(worked.Id, await lists.World.ReadAsync(db => db.Deficiencies.Where(d => d.Year == year).Select(d => d.Id).SingleAsync()));
    }

    /// <summary>Besides the events: what stands of a case in a meeting, among incidents and in a document of a year.</summary>
    public static TheoryData<Func<long, long, object>> Work => new()
    {
        (id, meeting) => new AgendaItem { DeficiencyId = id, MeetingId = meeting },
        (id, _) => new Incident { DeficiencyId = id, Subject = "report", SubjectNumber = "SF", Kinds = "NAMN" },
        (id, _) => new YearDocument { Year = 2024, Passages = { new YearPassage { Field = "6.2", Cases = { new YearPassageCase { DeficiencyId = id } } } } },
    };

    [Theory, MemberData(nameof(Work), DisableDiscoveryEnumeration = true)]
    public async Task Undo_WhenACaseStandsSomewhereElse_KeepsIt(Func<long, long, object> work)
    {
        var year = lists.Year();
        var id = await lists.ApplyAsync(ImportWorld.List(year, 1));
        var meeting = await lists.World.MeetingAsync("team");
        await lists.World.ReadAsync(async db =>
        {
            var entry = db.Entry(work(await db.Deficiencies.Where(d => d.Year == year).Select(d => d.Id).SingleAsync(), meeting));
            foreach (var property in entry.Properties.Where(p => p.Metadata.Name == "OrganisationId")) property.CurrentValue = lists.World.Organisation;
            db.Add(entry.Entity);
            return await db.SaveChangesAsync();
        });

        Assert.Equal(new Undone(0, 1, 0), await UndoAsync(id));
    }

    [Fact]
    public async Task Undo_WhenItIsNotApplied_IsRefused()
    {
        var id = await lists.TakeAsync(ImportWorld.List(lists.Year(), 1));

        await Assert.ThrowsAsync<MoveRefusedException>(() => UndoAsync(id));
    }

    [Fact]
    public async Task Forget_WhenAListHasLainForAWeek_EmptiesItAlone()
    {
        var old = await lists.TakeAsync(ImportWorld.List(lists.Year(), 1));
        lists.World.Time.Advance(TimeSpan.FromDays(8));
        var fresh = await lists.TakeAsync(ImportWorld.List(lists.Year(), 1));

        await lists.World.DoAsync<ImportForgetting>(f => f.ExecuteAsync());

        Assert.Equal((ImportState.Cancelled, 0), ((await lists.FindAsync(old)).State, (await lists.FindAsync(old)).Content.Length));
        Assert.True((await lists.FindAsync(fresh)).Content.Length > 0);
    }

    private Task<Undone> UndoAsync(long id) => lists.World.WithAsync<ImportUndoing, Undone>(u => u.UndoAsync(id, lists.World.Coordinator));

    private Task<string> AuthorityAsync(long caseId) => lists.World.ReadAsync(db => db.Addressees.Where(a => a.DeficiencyId == caseId).Select(a => a.Authority.Name).FirstAsync());

    private Task SqlAsync(string sql) => lists.World.DoAsync<SystemfelDb>(db => db.Database.ExecuteSqlRawAsync(sql));
}
