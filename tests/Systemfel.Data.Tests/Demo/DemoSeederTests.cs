using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Testing;
using Systemfel.Workflows;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Reference;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Demo;

/// <summary>The demo is the same on both databases.</summary>
[Collection(Databases.Databases.Name)]
public sealed class DemoSeederTests(DatabaseFixture databases)
{
    [Theory, MemberData(nameof(Databases.Databases.Both), MemberType = typeof(Databases.Databases))]
    public async Task Seed_OnBoth_MakesWholeChains(DatabaseProvider provider)
    {
        var database = await SeedAsync(provider);
        await using var reader = database.OpenReader();
        var cases = await reader.Deficiencies.Include(d => d.Events).ToListAsync();
        Assert.Equal(88, cases.Count);
        Assert.All(cases, c => Assert.Null(EventChain.FirstBreak(c)));
    }

    [Fact]
    public async Task Seed_OnPostgres_CountsWhatItCountsOnSqlite()
    {
        var counts = new List<IReadOnlyList<string>>();
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            var database = await SeedAsync(provider);
            await using var reader = database.OpenReader();
            var stages = await reader.Bookmarks.GroupBy(b => b.Stage).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
            counts.Add([
                .. stages.Select(s => $"{s.Key} {s.Count}").Order(StringComparer.Ordinal),
                $"letters {await reader.Letters.CountAsync()}", $"answers {await reader.Answers.CountAsync()}", $"events {await reader.CaseEvents.CountAsync()}",
                $"meetings {await reader.Meetings.CountAsync()}", $"register {await reader.RegisterEntries.CountAsync()}",
            ]);
        }
        Assert.Equal(counts[0], counts[1]);
        Assert.Contains(counts[0], c => c.StartsWith("awaiting-answer ", StringComparison.Ordinal));
    }

    private async Task<TestDatabase> SeedAsync(DatabaseProvider provider)
    {
        var database = await databases.OpenAsync(provider);
        var calendar = new SwedishCalendar(new FakeTime());
        await using (var db = database.OpenWriter()) await new ReferenceLoader(db, calendar).LoadAsync();
        Assert.True(await new DemoSeeder(new DbFactory(database.Options), calendar, new WorkflowOptions()).SeedAsync());
        return database;
    }
}
