using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Moves;

namespace Systemfel.Data.Tests.Incidents;

/// <summary>An erased word is not in the bytes of the database's files either.</summary>
[Collection(DatabasesBeside.Name)]
public class ErasedFilesTests(DatabaseFixture databases)
{
    [Fact]
    public async Task Sqlite_AfterErasing_HoldsTheWordNeitherInTheDatabaseNorInItsLog()
    {
        var world = await IncidentWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var id = await world.TalkativeAsync();
        // Others come after it, and pages are split and filled again.
        for (var i = 0; i < 40; i++) await world.Stored.SubmitAsync($"Annan rubrik {i}", new string('x', 50 * i + 1));
        await world.Stored.MakeAsync(id, new Close("obsolete", $"Avslutat, {IncidentWorld.Word} till sist"));
        Assert.True(world.IsInTheFiles(IncidentWorld.Word));

        await world.ReportAsync(id, world.Stored.Author);

        Assert.False(world.IsInTheFiles(IncidentWorld.Word));
        Assert.Null(await PendingAsync(world));
    }

    [Fact]
    public async Task Sqlite_WhileAReaderHoldsOlderPages_IsEmptiedByTheJobAfterwards()
    {
        var world = await IncidentWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var id = await world.TalkativeAsync();
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection(world.Database.Options.ConnectionString))
        {
            await connection.OpenAsync();
            await using var begin = connection.BeginTransaction(deferred: true);
            await using var read = connection.CreateCommand();
            read.Transaction = begin;
            read.CommandText = "SELECT COUNT(*) FROM \"Deficiencies\"";
            await read.ExecuteScalarAsync();

            await world.ReportAsync(id, world.Stored.Author);

            Assert.NotNull(await PendingAsync(world));
            Assert.True(world.IsInTheFiles(IncidentWorld.Word));
        }

        await world.WithAsync((_, s) => s.Pages.ExecuteAsync(default));

        Assert.False(world.IsInTheFiles(IncidentWorld.Word));
        Assert.Null(await PendingAsync(world));
    }

    [Fact]
    public async Task Postgres_AfterErasing_HoldsTheWordInNoPageOfAnyTable()
    {
        var world = await IncidentWorld.CreateAsync(databases, DatabaseProvider.Postgres);
        var id = await world.TalkativeAsync();
        await world.Stored.MakeAsync(id, new Close("obsolete", $"Avslutat, {IncidentWorld.Word} till sist"));
        Assert.Contains("Deficiencies", await FilesWithAsync(world, IncidentWorld.Word));
        Assert.Contains("CaseSearch", await FilesWithAsync(world, IncidentWorld.Word));

        await world.ReportAsync(id, world.Stored.Author);

        Assert.Empty(await FilesWithAsync(world, IncidentWorld.Word));
        Assert.Null(await PendingAsync(world));
    }

    private static Task<string?> PendingAsync(IncidentWorld world) =>
        world.Database.ReadAsync(db => db.Settings.Where(s => s.Key == "erased-tables").Select(s => s.Value).SingleOrDefaultAsync());

    /// <summary>Tables, indexes and their parts whose files hold the word, as the server reads them from the disk after a checkpoint.</summary>
    private static Task<List<string>> FilesWithAsync(IncidentWorld world, string word) => world.Database.ReadAsync(async db =>
    {
        await db.Database.ExecuteSqlRawAsync("CHECKPOINT");
        return await db.Database.SqlQuery<string>($"""
            SELECT c.relname AS "Value" FROM pg_class c
            WHERE c.relkind IN ('r', 'i', 't') AND c.relfilenode <> 0 AND c.relnamespace IN ('public'::regnamespace, 'pg_toast'::regnamespace)
            AND position(convert_to({word}, 'UTF8') IN pg_read_binary_file(pg_relation_filepath(c.oid))) > 0
            """).ToListAsync();
    });
}
