using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Running;

namespace Systemfel.Data.Tests.Incidents;

/// <summary>A database that is restored from a backup, or left by a crash, loses again what has been erased.</summary>
[Collection(DatabasesBeside.Name)]
public class RestoreTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Start_OfARestoredCopy_ErasesAgain(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();
        var copy = world.On(await CopyAsync(world));
        await world.ReportAsync(id, world.Stored.Author);
        Assert.Contains("Deficiency.Title", await copy.PlacesOfAsync(IncidentWorld.Word));

        Assert.Equal(1, await copy.StartAsync());

        Assert.Empty(await copy.PlacesOfAsync(IncidentWorld.Word));
        var after = await copy.LoadAsync(id);
        Assert.Null(EventChain.FirstBreak(after));
        Assert.Equal("""{"kinds":"NAMN ADRESS","replayed":"ja"}""", after.Events.Single(e => e.Kind == "erased").Data);
        var (original, restored) = (await world.Database.ReadAsync(db => db.Incidents.SingleAsync()), await copy.Database.ReadAsync(db => db.Incidents.SingleAsync()));
        Assert.Equal((original.Key, original.At, original.ReportedById, original.Places), (restored.Key, restored.At, restored.ReportedById, restored.Places));
    }

    [Fact]
    public async Task Start_OfARestoredSqliteFile_TakesTheWordOutOfItsBytes()
    {
        var world = await IncidentWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var id = await world.TalkativeAsync();
        var copy = world.On(await CopyAsync(world));
        await world.ReportAsync(id, world.Stored.Author);
        Assert.True(copy.IsInTheFiles(IncidentWorld.Word));

        await copy.StartAsync();

        Assert.False(copy.IsInTheFiles(IncidentWorld.Word));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Start_AgainAndAgain_ReplaysOnce(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();
        var copy = world.On(await CopyAsync(world));
        await world.ReportAsync(id, world.Stored.Author);

        await copy.StartAsync();

        Assert.Equal(0, await copy.StartAsync());
        Assert.Equal(0, await world.StartAsync());
        Assert.Single((await copy.LoadAsync(id)).Events, e => e.Kind == "erased");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Start_OfAnotherDatabaseWithTheSameNumbers_ErasesNothing(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        await world.ReportAsync(await world.TalkativeAsync(), world.Stored.Author);
        var stranger = await IncidentWorld.CreateAsync(databases, provider);
        var id = await stranger.TalkativeAsync();

        Assert.Equal(0, await world.On(stranger.Database).StartAsync());

        Assert.Null((await stranger.LoadAsync(id)).ErasedAt);
        Assert.Equal(0, await stranger.Database.ReadAsync(db => db.Incidents.CountAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Start_OfACopyFromBeforeTheCase_KeepsTheIncidentOnRecord(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        await world.Stored.SubmitAsync();
        var copy = world.On(await CopyAsync(world));
        await world.ReportAsync(await world.TalkativeAsync(), world.Stored.Author);

        Assert.Equal(1, await copy.StartAsync());

        var incident = await copy.Database.ReadAsync(db => db.Incidents.SingleAsync());
        Assert.Equal((IncidentAction.Erased, null, "NAMN ADRESS"), (incident.Action, incident.DeficiencyId, incident.Kinds));
    }

    [Fact]
    public async Task Start_AfterACrashBetweenLogAndDatabase_CarriesItOut()
    {
        var world = await IncidentWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var id = await world.TalkativeAsync();
        var left = databases.Empty(DatabaseProvider.Sqlite);
        // What is on the disk at the moment when the log has been written and the database not yet committed.
        world.Log.Written = () =>
        {
            foreach (var part in new[] { "", "-wal" }) CopyFile(world.Database.Options.SqliteFile + part, left.SqliteFile + part);
            File.Copy(world.Log.Path, world.Log.Path + ".left");
            return Task.CompletedTask;
        };
        await world.ReportAsync(id, world.Stored.Author);
        File.Move(world.Log.Path + ".left", world.Log.Path, overwrite: true);
        var crashed = world.On(new TestDatabase(left));
        Assert.Equal(0, await crashed.Database.ReadAsync(db => db.Incidents.CountAsync()));
        Assert.Contains("Deficiency.Title", await crashed.PlacesOfAsync(IncidentWorld.Word));

        Assert.Equal(1, await crashed.StartAsync());

        Assert.Empty(await crashed.PlacesOfAsync(IncidentWorld.Word));
        Assert.False(crashed.IsInTheFiles(IncidentWorld.Word));
        Assert.Null(EventChain.FirstBreak(await crashed.LoadAsync(id)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Start_AfterAReportThatFailedBehindTheLog_ErasesNothing(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();
        var written = 0;
        world.Log.Written = () => written++ == 0 ? throw new TimeoutException("The database went away.") : Task.CompletedTask;

        await Assert.ThrowsAsync<TimeoutException>(() => world.ReportAsync(id, world.Stored.Author));

        Assert.Empty(await world.Log.ReadAsync(default));
        Assert.Equal(0, await world.StartAsync());
        Assert.Null((await world.LoadAsync(id)).ErasedAt);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Start_WithALogThatWasLost_WritesItAgain(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();
        var copy = world.On(await CopyAsync(world));
        await world.ReportAsync(id, world.Stored.Author);
        File.Delete(world.Log.Path);

        Assert.Equal(0, await world.StartAsync());

        Assert.Equal(1, await copy.StartAsync());
        Assert.Empty(await copy.PlacesOfAsync(IncidentWorld.Word));
    }

    [Fact]
    public async Task Start_WithALogThatCannotBeRead_DoesNotStart()
    {
        var world = await IncidentWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        await world.ReportAsync(await world.TalkativeAsync(), world.Stored.Author);
        await File.WriteAllTextAsync(world.Log.Path, "skräp\n" + await File.ReadAllTextAsync(world.Log.Path));

        var e = await Assert.ThrowsAsync<InvalidDataException>(world.StartAsync);

        Assert.Contains("erasures.log: line 1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_WithALineThatACrashCutShort_GoesOnAfterIt()
    {
        var world = await IncidentWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        await File.WriteAllTextAsync(world.Log.Path, """{"key":"5b0a""");
        Assert.Empty(await world.Log.ReadAsync(default));

        await world.ReportAsync(await world.TalkativeAsync(), world.Stored.Author);

        Assert.Single(await world.Log.ReadAsync(default));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Start_WhenADraftWasErased_RemovesItAgain(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        await world.Stored.SubmitAsync();
        var draft = await world.WithAsync((_, s) => s.Drafts.SaveAsync(
            world.Stored.Org, world.Stored.Author.AccountId!.Value, null, null, new Workflows.Reports.ReportFields { Title = IncidentWorld.Word }));
        var copy = world.On(await CopyAsync(world));
        await world.ReportAsync(draft.Id, world.Stored.Author, place: IncidentPlace.Draft);

        Assert.Equal(1, await copy.StartAsync());

        Assert.Empty(await copy.PlacesOfAsync(IncidentWorld.Word));
    }

    private Task<TestDatabase> CopyAsync(IncidentWorld world) => CopyAsync(databases, world);

    /// <summary>A backup, as docs/drift.md makes it, opened as a database of its own.</summary>
    internal static async Task<TestDatabase> CopyAsync(DatabaseFixture databases, IncidentWorld world)
    {
        var to = databases.Empty(world.Database.Options.Provider);
        if (to.Provider == DatabaseProvider.Sqlite)
        {
            await using var connection = new SqliteConnection(world.Database.Options.ConnectionString);
            await connection.OpenAsync();
            await using var vacuum = connection.CreateCommand();
            vacuum.CommandText = $"VACUUM INTO '{to.SqliteFile}'";
            await vacuum.ExecuteNonQueryAsync();
            return new TestDatabase(to);
        }
        Npgsql.NpgsqlConnection.ClearAllPools();
        var (from, name) = (Name(world.Database.Options), Name(to));
        await using var server = new Npgsql.NpgsqlConnection(new Npgsql.NpgsqlConnectionStringBuilder(to.ConnectionString) { Database = "postgres" }.ToString());
        await server.OpenAsync();
        await using var create = new Npgsql.NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {from}", server);
        await create.ExecuteNonQueryAsync();
        return new TestDatabase(to);
    }

    private static string Name(DatabaseOptions options) => new Npgsql.NpgsqlConnectionStringBuilder(options.ConnectionString).Database!;

    private static void CopyFile(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = File.Create(to);
        source.CopyTo(target);
    }
}
