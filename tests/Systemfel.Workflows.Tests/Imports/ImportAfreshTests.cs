using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Imports;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Imports;

namespace Systemfel.Workflows.Tests.Imports;

/// <summary>What has come between the dry run and the import: nothing comes in twice, and no list stands in the way of another.</summary>
public sealed class ImportAfreshTests(ImportWorld lists) : IClassFixture<ImportWorld>
{
    [Fact]
    public async Task Execute_WhenTheSameListWasStartedTwice_ImportsItOnceAndSaysSo()
    {
        var year = lists.Year();
        var first = await lists.StartAsync(ImportWorld.List(year, 2));
        var second = await lists.StartAsync(ImportWorld.List(year, 2));

        await lists.RunAsync();

        Assert.Equal(2, await CasesOfAsync(year));
        Assert.Equal((ImportState.Applied, ImportState.Failed), ((await lists.FindAsync(first)).State, (await lists.FindAsync(second)).State));
        Assert.Contains("finns redan", (await lists.FindAsync(second)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Now_WhenItIsSavedOnceMoreAsItIs_IsADryRunAgainstWhatStandsNow()
    {
        var year = lists.Year();
        var second = await lists.TakeAsync(ImportWorld.List(year, 2));
        await NowAsync(second);
        await lists.ApplyAsync(ImportWorld.List(year, 2));

        await lists.World.DoAsync<ImportService>(async s => await s.AnswerAsync(second, a => a, lists.World.Coordinator));

        Assert.All((await NowAsync(second)).Plan!.Rows, r => Assert.Equal(Workflows.Imports.Planning.RowBecomes.Nothing, r.Becomes));
    }

    [Fact]
    public async Task Execute_WhenTheTextComesBetweenThePlanAndTheStoring_LeavesItOut()
    {
        var (year, standing) = (lists.Year(), await lists.World.SubmitAsync("Hissen saknas i väntrummet", "Den som inte går i trappor kommer aldrig fram."));
        var id = await lists.StartAsync(ImportWorld.List(year, 2));
        var text = (await NowAsync(id)).Plan!.Rows[1].Report;
        await SqlAsync($"""
            CREATE TRIGGER "Meanwhile" AFTER UPDATE OF "Done" ON "Imports" WHEN NEW."Done" = NEW."Rows" BEGIN
            UPDATE "Organisations" SET "ChangeSeq" = "ChangeSeq" + 1 WHERE EXISTS (SELECT 1 FROM "Deficiencies" WHERE "Id" = {standing.ToString(CultureInfo.InvariantCulture)} AND "Title" <> '{text.Title}');
            UPDATE "Deficiencies" SET "Title" = '{text.Title}', "Pattern" = '{text.Pattern}' WHERE "Id" = {standing.ToString(CultureInfo.InvariantCulture)};
            UPDATE "Addressees" SET "AuthorityId" = {text.Addressees[0].AuthorityId.ToString(CultureInfo.InvariantCulture)}, "SubAreaId" = NULL WHERE "DeficiencyId" = {standing.ToString(CultureInfo.InvariantCulture)}; END
            """);

        await lists.RunAsync();
        await SqlAsync("""DROP TRIGGER "Meanwhile" """);

        Assert.Equal((ImportState.Applied, 1), ((await lists.FindAsync(id)).State, await CasesOfAsync(year)));
    }

    [Fact]
    public async Task Execute_WhenCasesKeepChanging_StoresNothingAndSaysSo()
    {
        var id = await lists.StartAsync(ImportWorld.List(lists.Year(), 1));
        await SqlAsync("""CREATE TRIGGER "Busy" AFTER UPDATE OF "Done" ON "Imports" BEGIN UPDATE "Organisations" SET "ChangeSeq" = "ChangeSeq" + 1; END""");
        var cases = await lists.World.CountAsync<Data.Cases.Deficiency>();

        await lists.RunAsync();
        await SqlAsync("""DROP TRIGGER "Busy" """);

        Assert.Equal(cases, await lists.World.CountAsync<Data.Cases.Deficiency>());
        Assert.Contains("Försök igen om en stund", (await lists.FindAsync(id)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_WhenOneListCannotBeDone_FailsItInWordsAndBringsTheOthersIn()
    {
        var year = lists.Year();
        var (broken, whole) = (await lists.StartAsync(ImportWorld.List(lists.Year(), 1)), await lists.StartAsync(ImportWorld.List(year, 1)));
        await SqlAsync($"""UPDATE "Imports" SET "MappingJson" = '[' WHERE "Id" = {broken.ToString(CultureInfo.InvariantCulture)}""");

        await lists.RunAsync();

        Assert.Equal((ImportState.Failed, ImportState.Applied), ((await lists.FindAsync(broken)).State, (await lists.FindAsync(whole)).State));
        Assert.Contains("Inget är sparat", (await lists.FindAsync(broken)).Problem, StringComparison.Ordinal);
        Assert.Equal(Workflows.Imports.Reading.FaultKind.NotRun, (await NowAsync(broken)).Fault?.Kind);
    }

    private Task<int> CasesOfAsync(int year) => lists.World.ReadAsync(db => db.Deficiencies.CountAsync(d => d.Year == year));

    private Task<PlanProgress> NowAsync(long id) => lists.World.WithAsync<ImportPlans, PlanProgress>(p => p.NowAsync(id));

    private Task SqlAsync(string sql) => lists.World.DoAsync<SystemfelDb>(db => db.Database.ExecuteSqlRawAsync(sql));
}
