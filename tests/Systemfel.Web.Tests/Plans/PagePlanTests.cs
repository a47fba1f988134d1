using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Storage;
using Systemfel.Web.Jobs;
using Systemfel.Web.Tests.Access;
using Systemfel.Workflows.Time;

namespace Systemfel.Web.Tests.Plans;

/// <summary>Walks every page, form and job, and looks at how the database runs what they send to it.</summary>
public abstract class PagePlanTests(PlanWorld world)
{
    private const string Bad = "a look without an index";

    /// <summary>What the matrix does not ask for: searches, filters, orders, later pages.</summary>
    private static readonly (Who Who, string Path)[] Questions =
    [
        (Who.Coordinator, "/register?q=besked"), (Who.Coordinator, "/register?q=lång+handläggningstid&ordning=sedda&sida=2"),
        (Who.Coordinator, "/register?steg=vantar-pa-svar&forsenat=ja"), (Who.Coordinator, "/register.csv?steg=effekt"),
        (Who.Member, "/register?q=besked"), (Who.County, "/register?q=besked"), (Who.County, "/lansstyrelsen?sida=2"),
        (Who.Ombud, "/?q=besked"), (Who.Ombud, "/?visa=alla"), (Who.Ombud, "/mina?q=telefon"), (Who.Coordinator, "/rapportera/liknande?rubrik=Lång+väntan+på+besked"),
    ];

    [Fact]
    public async Task Queries_OfEveryPageFormAndJob_ReadNoWholeTable()
    {
        await WalkAsync();
        var queries = world.Log.Queries.Where(q => q.From != Bad).ToList();
        Assert.True(queries.Count > 200, $"Only {queries.Count} queries were seen: the walk does not get in.");

        var whole = await world.WithContextAsync(db => QueryPlans.WholeTablesAsync(db, queries));

        Assert.True(whole.Count == 0, $"{whole.Count} of {queries.Count} queries:\n\n" + string.Join("\n\n", whole));
    }

    [Fact]
    public async Task Query_ThatReadsAWholeTable_IsCaught()
    {
        world.Log.At = Bad;
        await world.WithAsync<SystemfelReader, int>(r => r.Deficiencies.Where(d => d.Title == "Finns inte").OrderBy(d => d.Id).CountAsync());
        world.Log.At = "";
        var queries = world.Log.Queries.Where(q => q.From == Bad);

        var whole = await world.WithContextAsync(db => QueryPlans.WholeTablesAsync(db, queries));

        Assert.StartsWith(Bad + " reads all of Deficiencies", Assert.Single(whole), StringComparison.Ordinal);
    }

    private async Task WalkAsync()
    {
        foreach (var row in Matrix.Rows.Where(r => r.Method != "HEAD").OrderBy(r => r.Method, StringComparer.Ordinal))
            // Another organisation's people send the same queries.
            foreach (var caller in Caller.All.Where(c => !c.Elsewhere && row.Lets(c))) await CallAsync(row, caller);
        foreach (var (who, path) in await QuestionsAsync())
        {
            var page = await CallAsync(new Row("GET", path, who), new Caller(who, false));
            Assert.True((int)page.Status < 400, $"{path}: {page.Status}");
        }
        // A working day, on which reminders go out.
        while (!SwedishCalendar.IsWorkingDay(SwedishCalendar.DateOf(world.Clock.GetUtcNow()))) world.Clock.Advance(TimeSpan.FromDays(1));
        foreach (var job in ScheduledJobs.All)
        {
            world.Log.At = job.Id;
            await world.WithAsync<JobRunner, bool>(async r =>
            {
                await r.RunAsync(job, CancellationToken.None);
                return true;
            });
        }
        world.Log.At = "";
    }

    private async Task<Page> CallAsync(Row row, Caller caller)
    {
        world.Log.At = $"{row} as {caller}";
        var page = await world.CallAsync(row, caller);
        world.Log.At = "";
        Assert.True((int)page.Status < 500, $"{row} as {caller}: {page.Status}\n{page.Text}");
        return page;
    }

    /// <summary>The fixed ones, and pages about something that the matrix does not name: a draft letter, a meeting to come, closed and merged cases.</summary>
    private Task<List<(Who Who, string Path)>> QuestionsAsync() => world.WithAsync<SystemfelReader, List<(Who Who, string Path)>>(async r =>
    {
        static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
        var paths = Questions.ToList();
        if (await r.Letters.Where(l => l.State == LetterState.Draft && l.Items.Count > 0).Select(l => l.Id).FirstOrDefaultAsync() is > 0 and var draft)
            paths.AddRange([(Who.Coordinator, $"/brev/{Id(draft)}"), (Who.Coordinator, $"/brev/{Id(draft)}/skicka")]);
        foreach (var kind in await r.Meetings.Where(m => m.OpenedAt == null).GroupBy(m => m.GroupId).Select(g => g.Max(m => m.Id)).ToListAsync())
            paths.Add((Who.Coordinator, $"/mote/{Id(kind)}"));
        foreach (var stage in await r.Bookmarks.Where(b => !b.Deficiency.IsDraft).GroupBy(b => b.Stage).Select(g => g.Max(b => b.DeficiencyId)).ToListAsync())
            paths.Add((Who.Coordinator, $"/systemfel/{Id(stage)}"));
        return paths;
    });
}

public sealed class SqlitePagePlanTests(SqlitePlanWorld world) : PagePlanTests(world), IClassFixture<SqlitePlanWorld>;

public sealed class PostgresPagePlanTests(PostgresPlanWorld world) : PagePlanTests(world), IClassFixture<PostgresPlanWorld>;
