using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;

namespace Systemfel.Data.Tests.Storage;

/// <summary>Screens read, workflows write: the database itself refuses what the compiler cannot see.</summary>
[Collection(Databases.Databases.Name)]
public class ReaderTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Update_ThroughAReadersQuery_IsRefusedByTheDatabase(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        await using var reader = world.Database.OpenReader();

        await Assert.ThrowsAnyAsync<DbException>(() => reader.Organisations.ExecuteUpdateAsync(s => s.SetProperty(o => o.Name, "Kapad")));

        Assert.Equal("PO Provköping", await reader.Organisations.Select(o => o.Name).SingleAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Delete_ThroughAReadersQuery_IsRefusedByTheDatabase(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        await using var reader = world.Database.OpenReader();

        await Assert.ThrowsAnyAsync<DbException>(() => reader.Municipalities.ExecuteDeleteAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Sql_ThroughAReadersConnection_IsRefusedByTheDatabase(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        await using var reader = world.Database.OpenReader();

        await Assert.ThrowsAnyAsync<DbException>(() => ReaderDb.Of(reader).Database.ExecuteSqlRawAsync("""DELETE FROM "Municipalities" """));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Save_ThroughAReadersContext_IsRefusedByTheDatabase(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        await using var reader = world.Database.OpenReader();
        ReaderDb.Of(reader).Add(new Municipality { OrganisationId = world.Org, Code = "X", Name = "X" });

        await Assert.ThrowsAsync<DbUpdateException>(() => ReaderDb.Of(reader).SaveChangesAsync());
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Instants_SortAndCompareInTheDatabase(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var noon = new DateTimeOffset(2026, 9, 15, 12, 0, 0, TimeSpan.FromHours(2));
        await world.Database.WriteAsync(db =>
        {
            foreach (var (at, text) in new[] { (noon.AddHours(1), "c"), (noon.ToOffset(TimeSpan.FromHours(-9)), "a"), (noon.AddTicks(10).ToUniversalTime(), "b") })
                db.Add(new Draft { OrganisationId = world.Org, AccountId = world.Author.AccountId!.Value, FieldsJson = text, SavedAt = at });
            return Task.CompletedTask;
        });
        await using var reader = world.Database.OpenReader();

        Assert.Equal(["a", "b", "c"], await reader.Drafts.OrderBy(d => d.SavedAt).Select(d => d.FieldsJson).ToListAsync());
        Assert.Equal(["b", "c"], await reader.Drafts.Where(d => d.SavedAt > noon).OrderBy(d => d.SavedAt).Select(d => d.FieldsJson).ToListAsync());
        Assert.Equal(noon, await reader.Drafts.MinAsync(d => d.SavedAt));
    }
}
