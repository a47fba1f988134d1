using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Imports;
using Systemfel.Data.Watching;
using Systemfel.Workflows.Imports;
using Systemfel.Workflows.Imports.Planning;
using Systemfel.Workflows.Incidents;

namespace Systemfel.Workflows.Tests.Imports;

/// <summary>What an import leaves behind it when it is mapped, over or undone.</summary>
public sealed class ImportLeavingsTests(ImportWorld lists) : IClassFixture<ImportWorld>
{
    [Fact]
    public async Task Map_WhenSomeOfTheWordsAreSent_KeepsWhatWasChosenForTheOthers()
    {
        var id = await lists.TakeAsync(ImportWorld.List(lists.Year(), 1));
        await MapAsync(id, ImportField.Authority, ("Riksbanken", "3"), ("Kassan", "1"));

        await MapAsync(id, ImportField.Authority, ("Kassan", "2"));

        var chosen = ImportMapping.FromJson((await lists.FindAsync(id)).MappingJson).Values[ImportField.Authority];
        Assert.Equal([("Kassan", "2"), ("Riksbanken", "3")], chosen.OrderBy(c => c.Key).Select(c => (c.Key, c.Value)));
    }

    [Fact]
    public async Task Apply_WhenDone_NotesThatTheFileIsToLeaveTheDatabasesFiles()
    {
        await ForgetNotesAsync();

        await lists.ApplyAsync(ImportWorld.List(lists.Year(), 1));

        Assert.Equal("Imports", await NotedAsync());
    }

    [Fact]
    public async Task Cancel_WhenDone_NotesThatTheFileIsToLeaveTheDatabasesFiles()
    {
        var id = await lists.TakeAsync(ImportWorld.List(lists.Year(), 1));
        await ForgetNotesAsync();

        await lists.World.DoAsync<ImportService>(s => s.CancelAsync(id, lists.World.Coordinator));

        Assert.Equal((ImportState.Cancelled, 0, "Imports"), ((await lists.FindAsync(id)).State, (await lists.FindAsync(id)).Content.Length, await NotedAsync()));
    }

    [Fact]
    public async Task Forget_WhenAListIsEmptied_NotesThatItIsToLeaveTheDatabasesFiles()
    {
        await lists.TakeAsync(ImportWorld.List(lists.Year(), 1));
        await ForgetNotesAsync();
        lists.World.Time.Advance(TimeSpan.FromDays(8));

        await lists.World.DoAsync<ImportForgetting>(f => f.ExecuteAsync());

        Assert.Equal("Imports", await NotedAsync());
    }

    [Fact]
    public async Task Plan_WhenTheTextIsThatOfAMergedCase_IsThereAlready()
    {
        var year = lists.Year();
        await lists.ApplyAsync(ImportWorld.List(year, 2));
        var cases = await lists.World.ReadAsync(db => db.Deficiencies.Where(d => d.Year == year).OrderBy(d => d.Number).Select(d => d.Id).ToListAsync());
        await lists.World.ReadAsync(db => db.Deficiencies.Where(d => d.Id == cases[1]).ExecuteUpdateAsync(s => s.SetProperty(d => d.MergedIntoId, cases[0])));

        var again = await lists.World.WithAsync<ImportPlans, ImportPlan>(p => p.DryRunAsync(lists.World.Organisation, Encoding.UTF8.GetBytes(ImportWorld.List(year, 2))));

        Assert.Equal([(RowBecomes.Nothing, cases[0]), (RowBecomes.Nothing, cases[0])], again.Rows.Select(r => (r.Becomes, r.Like[0].CaseId)));
    }

    [Fact]
    public async Task Undo_WhenTheListAloneSawItComeBack_MarksItAsRecurringNoLonger()
    {
        var (year, standing) = await ClosedAsync();
        var id = await CountAsync(year, standing);
        Assert.True(await IsRecurringAsync(standing));

        await lists.World.DoAsync<ImportUndoing>(u => u.UndoAsync(id, lists.World.Coordinator));

        Assert.False(await IsRecurringAsync(standing));
    }

    [Fact]
    public async Task Undo_WhenTheOccurrenceHasGoneToAnotherCase_CountsItThereNoLonger()
    {
        var (year, standing) = await ClosedAsync();
        var id = await CountAsync(year, standing);
        var (_, other) = await ClosedAsync();
        await lists.World.ReadAsync(db => db.Occurrences.Where(o => db.ImportedCases.Any(c => c.ImportId == id && c.OccurrenceId == o.Id)).ExecuteUpdateAsync(s => s.SetProperty(o => o.DeficiencyId, other)));

        await lists.World.DoAsync<ImportUndoing>(u => u.UndoAsync(id, lists.World.Coordinator));

        Assert.All(await lists.World.ReadAsync(db => db.Occurrences.Where(o => o.DeficiencyId == other).ToListAsync()), o => Assert.NotNull(o.UndoneAt));
    }

    [Fact]
    public async Task Undo_WhenAnotherListSawItComeBackToo_KeepsItRecurring()
    {
        var (year, standing) = await ClosedAsync();
        var id = await CountAsync(year, standing);
        await CountAsync(year, standing);

        await lists.World.DoAsync<ImportUndoing>(u => u.UndoAsync(id, lists.World.Coordinator));

        Assert.True(await IsRecurringAsync(standing));
    }

    [Fact]
    public async Task Undo_WhenACaseOfItIsWatched_LeavesNoWatchOfNothing()
    {
        var year = lists.Year();
        var id = await lists.ApplyAsync(ImportWorld.List(year, 1));
        await lists.World.ReadAsync(async db =>
        {
            var watched = await db.Deficiencies.SingleAsync(d => d.Year == year);
            db.Add(new Watch { OrganisationId = watched.OrganisationId, AccountId = lists.World.Ombud.AccountId!.Value, Kind = WatchKind.Case, SubjectId = watched.Id });
            return await db.SaveChangesAsync();
        });

        await lists.World.DoAsync<ImportUndoing>(u => u.UndoAsync(id, lists.World.Coordinator));

        Assert.Equal(0, await lists.World.CountAsync<Watch>());
    }

    private Task MapAsync(long id, ImportField field, params (string Word, string Chosen)[] words) => lists.World.DoAsync<ImportService>(s => s.MapAsync(
        id, new ImportMapping { Values = { [field] = words.ToDictionary(w => w.Word, w => w.Chosen) } }, lists.World.Coordinator));

    /// <summary>A case that ended the year before its own year's list says it was seen again.</summary>
    private async Task<(int Year, long Id)> ClosedAsync()
    {
        var year = lists.Year();
        await lists.ApplyAsync(ImportWorld.List(year, 1));
        return (year, await lists.World.ReadAsync(db => db.Deficiencies.Where(d => d.Year == year).Select(d => d.Id).SingleAsync()));
    }

    private async Task<long> CountAsync(int year, long on)
    {
        var id = await lists.TakeAsync(ImportWorld.List(year, 1).Replace($"{year.ToString(CultureInfo.InvariantCulture)}-", $"{(year + 2).ToString(CultureInfo.InvariantCulture)}-", StringComparison.Ordinal));
        await lists.AnswerAsync(id, 2, $"count:{on}");
        await lists.World.DoAsync<ImportService>(s => s.StartAsync(id, lists.World.Coordinator, waits: true));
        await lists.RunAsync();
        return id;
    }

    private Task<bool> IsRecurringAsync(long id) => lists.World.ReadAsync(db => db.Deficiencies.Where(d => d.Id == id).Select(d => d.IsRecurring).SingleAsync());

    private Task ForgetNotesAsync() => lists.World.DoAsync<ErasedPages>(p => p.ExecuteAsync(default));

    private Task<string?> NotedAsync() => lists.World.ReadAsync(db => db.Settings.Where(s => s.Key == "erased-tables").Select(s => s.Value).SingleOrDefaultAsync());
}
