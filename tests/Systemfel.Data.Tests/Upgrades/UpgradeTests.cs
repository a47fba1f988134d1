using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Text;

namespace Systemfel.Data.Tests.Upgrades;

/// <summary>Every schema that has landed is upgraded with its data. A schema that lands gets a row here and a fixture.</summary>
[Collection(Databases.Databases.Name)]
public sealed class UpgradeTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider, string> Landed
    {
        get
        {
            var all = new TheoryData<DatabaseProvider, string>();
            foreach (var provider in Enum.GetValues<DatabaseProvider>())
                foreach (var schema in new[] { "Initial", "MailTrust", "Anonymity", "Meetings", "FollowUp" }) all.Add(provider, schema);
            return all;
        }
    }

    [Theory, MemberData(nameof(Landed))]
    public async Task Upgrade_OfALandedSchema_KeepsEveryRowAndChainFindsEveryCaseAndTakesMore(DatabaseProvider provider, string schema)
    {
        var database = await LandedSchema.RestoreAsync(databases, provider, schema);
        var columns = await TableHashes.ColumnsAsync(database.Options);
        var before = await TableHashes.OfAsync(database.Options, columns);
        Assert.StartsWith("88 rows", before["Deficiencies"]);

        await UpgradeAsync(database);

        Assert.Equal(before, await TableHashes.OfAsync(database.Options, columns));
        Assert.True(await new Migrator(new DbFactory(database.Options), database.Options).IsCurrentAsync());
        await using (var reader = database.OpenReader())
        {
            var cases = await reader.Deficiencies.Include(d => d.Events).ToListAsync();
            Assert.All(cases, c => Assert.Null(EventChain.FirstBreak(c)));
            var lost = new List<string>();
            foreach (var one in cases)
                if (!(await reader.SearchAsync(SearchWords.Query(one.Title), 500)).Contains(one.Id)) lost.Add(one.Title);
            Assert.Empty(lost);
        }
        await TakesMoreAsync(database);
    }

    [Fact]
    public async Task Upgrade_OnSqlite_LeavesAWholeFile()
    {
        var database = await LandedSchema.RestoreAsync(databases, DatabaseProvider.Sqlite, "Initial");
        await UpgradeAsync(database);
        await using var connection = new SqliteConnection(database.Options.ConnectionString);
        await connection.OpenAsync();
        await using var integrity = connection.CreateCommand();
        integrity.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", await integrity.ExecuteScalarAsync());
        await using var keys = connection.CreateCommand();
        keys.CommandText = "PRAGMA foreign_key_check";
        Assert.Null(await keys.ExecuteScalarAsync());
    }

    private static async Task TakesMoreAsync(TestDatabase database)
    {
        await using (var reader = database.OpenReader())
        {
            var organisation = await reader.Organisations.Select(o => o.Id).SingleAsync();
            await database.WriteAsync(db =>
            {
                db.Add(new Data.Organisations.Municipality { OrganisationId = organisation, Code = "NY", Name = "Ny kommun" });
                db.Add(new Data.Yearly.YearDocument { OrganisationId = organisation, Year = 2026, TemplateKey = "2022" });
                return Task.CompletedTask;
            });
        }
        await using var after = database.OpenReader();
        Assert.True(await after.Municipalities.AnyAsync(m => m.Code == "NY"));
        Assert.True(await after.YearDocuments.AnyAsync(d => d.Year == 2026));
    }

    private static Task UpgradeAsync(TestDatabase database) => new Migrator(new DbFactory(database.Options), database.Options).MigrateAsync();
}
