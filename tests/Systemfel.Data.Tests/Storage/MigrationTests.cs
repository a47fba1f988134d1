using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;

namespace Systemfel.Data.Tests.Storage;

[Collection(Databases.Databases.Name)]
public class MigrationTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public void Model_HasNoChangeWithoutAMigration(DatabaseProvider provider)
    {
        using var db = new DbFactory(databases.Empty(provider)).OpenWriter();

        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Migrate_FromNothing_MakesACurrentDatabaseAndCanBeRepeated(DatabaseProvider provider)
    {
        var options = databases.Empty(provider);
        var migrator = new Migrator(new DbFactory(options), options);
        Assert.False(await migrator.IsCurrentAsync());

        await migrator.MigrateAsync();
        await migrator.MigrateAsync();

        Assert.True(await migrator.IsCurrentAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Migrate_WhenTheDatabaseIsNewerThanTheProgram_IsRefused(DatabaseProvider provider)
    {
        var database = await databases.OpenAsync(provider);
        await database.WriteAsync(db => db.Database.ExecuteSqlRawAsync(
            """INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion") VALUES ('99990101000000_Future', '99.0')"""));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => new Migrator(new DbFactory(database.Options), database.Options).MigrateAsync());

        Assert.Contains("99990101000000_Future", refusal.Message);
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("secure_delete", "1")]
    [InlineData("trusted_schema", "0")]
    [InlineData("query_only", "0")]
    public async Task WritingConnection_OnSqlite_IsSetUp(string pragma, string value)
    {
        var database = await databases.OpenAsync(DatabaseProvider.Sqlite);
        await using var db = database.OpenWriter();

        Assert.Equal(value, await PragmaAsync(db, pragma));
    }

    [Fact]
    public async Task ReadingConnection_OnSqlite_OnlyReads()
    {
        var database = await databases.OpenAsync(DatabaseProvider.Sqlite);
        await using var reader = database.OpenReader();
        Assert.Empty(await reader.Organisations.ToListAsync());

        Assert.Equal("1", await PragmaAsync(ReaderDb.Of(reader), "query_only"));
    }

    private static async Task<string?> PragmaAsync(SystemfelDb db, string pragma)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        return (await command.ExecuteScalarAsync())?.ToString();
    }
}
