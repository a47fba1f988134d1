using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Starting;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Starting;

/// <summary>The examples of the start guide: made by the runner in the past, and removed without a trace of anything else.</summary>
[Collection(Databases.Databases.Name)]
public class ExampleTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Fill_ByWhoIsNoAdministrator_IsNotFound(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);

        await Assert.ThrowsAsync<CaseNotFoundException>(() => FillAsync(world, world.Coordinator));

        Assert.Equal(0, await world.Database.ReadAsync(db => db.Deficiencies.CountAsync()));
    }

    [Fact]
    public async Task Fill_WhenTextsNeedAColleaguesApproval_MakesAllExamplesAndLeavesThemWhereTheyWait()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        await world.Database.WriteAsync(async db =>
        {
            await db.Organisations.ExecuteUpdateAsync(s => s.SetProperty(o => o.RequiresFourEyes, true));
            db.Add(new Organisations.Authority { OrganisationId = world.Org, Code = "PS", Name = "Psykiatrin" });
        });

        Assert.Equal(5, await FillAsync(world, await AdminAsync(world)));

        Assert.True(await world.Database.ReadAsync(db => db.Bookmarks.AllAsync(b => b.Stage == Stages.Submitted || b.Stage == Stages.Review)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Empty_WhenAnExampleHasBeenSent_IsRefusedWithTheReceiver(DatabaseProvider provider)
    {
        var (world, admin) = await FilledAsync(provider);
        var id = await world.Database.ReadAsync(db => db.Deficiencies.Where(d => d.IsExample).Select(d => d.Id).FirstAsync());
        await world.Database.WriteAsync(db =>
        {
            db.Add(new Letter
            {
                OrganisationId = world.Org,
                PartyId = world.Party,
                ContactId = world.Contact,
                State = LetterState.Sent,
                Items = { new LetterItem { DeficiencyId = id, Number = 1 } },
            });
            return Task.CompletedTask;
        });

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => EmptyAsync(world, admin, 5));

        Assert.Contains("har skickats till Provköpings kommun", refused.Message);
        Assert.Equal(5, await world.Database.ReadAsync(db => db.Deficiencies.CountAsync(d => d.IsExample)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Empty_WhenMailAboutAnExampleIsOnItsWay_IsRefused(DatabaseProvider provider)
    {
        var (world, admin) = await FilledAsync(provider);
        await world.Database.WriteAsync(async db =>
        {
            var id = await db.Deficiencies.Where(d => d.IsExample).Select(d => d.Id).FirstAsync();
            db.Add(new OutboxItem { OrganisationId = world.Org, UniqueKey = "x", DeficiencyId = id, ToName = "Registrator" });
        });

        Assert.Contains("Registrator", (await Assert.ThrowsAsync<MoveRefusedException>(() => EmptyAsync(world, admin, 5))).Message);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Empty_WhenTheNumberIsNotWhatWasConfirmed_RemovesNothing(DatabaseProvider provider)
    {
        var (world, admin) = await FilledAsync(provider);

        await Assert.ThrowsAsync<MoveRefusedException>(() => EmptyAsync(world, admin, 4));

        Assert.Equal(5, await world.Database.ReadAsync(db => db.Deficiencies.CountAsync(d => d.IsExample)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Empty_WhenAnExampleStandsInAnOpenMeeting_IsRefusedAndRemovesNothing(DatabaseProvider provider)
    {
        var (world, admin) = await FilledAsync(provider);
        await world.ItemAsync("team", await world.Database.ReadAsync(db => db.Deficiencies.Where(d => d.IsExample).Select(d => d.Id).FirstAsync()));

        Assert.Contains("öppet möte, TEAM", (await Assert.ThrowsAsync<MoveRefusedException>(() => EmptyAsync(world, admin, 5))).Message);

        Assert.Equal(5, await world.Database.ReadAsync(db => db.Deficiencies.CountAsync(d => d.IsExample)));
    }

    [Fact]
    public async Task Empty_WhenAnExampleStandsInMinutes_IsRefused()
    {
        var (world, admin) = await FilledAsync(DatabaseProvider.Sqlite);
        await world.ItemAsync("team", await world.Database.ReadAsync(db => db.Deficiencies.Where(d => d.IsExample).Select(d => d.Id).FirstAsync()));
        await world.Database.WriteAsync(db => db.Meetings.ExecuteUpdateAsync(s => s.SetProperty(m => m.State, Systemfel.Data.Meetings.MeetingState.Approved)));

        Assert.Contains("i ett protokoll", (await Assert.ThrowsAsync<MoveRefusedException>(() => EmptyAsync(world, admin, 5))).Message);
    }

    [Fact]
    public async Task Empty_WhenAnExampleIsMergedWithARealCase_IsRefused()
    {
        var (world, admin) = await FilledAsync(DatabaseProvider.Sqlite);
        var real = await world.SubmitAsync();
        await world.Database.WriteAsync(async db =>
        {
            var example = await db.Deficiencies.Where(d => d.IsExample).Select(d => d.Id).FirstAsync();
            await db.Deficiencies.Where(d => d.Id == real).ExecuteUpdateAsync(s => s.SetProperty(d => d.MergedIntoId, example));
        });

        Assert.Contains("sammanslaget", (await Assert.ThrowsAsync<MoveRefusedException>(() => EmptyAsync(world, admin, 5))).Message);
    }

    [Fact]
    public async Task Empty_WhenAnIncidentIsReported_IsRefused()
    {
        var (world, admin) = await FilledAsync(DatabaseProvider.Sqlite);
        await world.Database.WriteAsync(async db =>
        {
            var example = await db.Deficiencies.Where(d => d.IsExample).Select(d => d.Id).FirstAsync();
            db.Add(new Operations.Incident { OrganisationId = world.Org, DeficiencyId = example, ReportedById = admin.AccountId });
        });

        Assert.Contains("En incident", (await Assert.ThrowsAsync<MoveRefusedException>(() => EmptyAsync(world, admin, 5))).Message);
    }

    [Fact]
    public async Task Empty_ByWhoIsNoAdministrator_IsNotFound()
    {
        var (world, _) = await FilledAsync(DatabaseProvider.Sqlite);

        await Assert.ThrowsAsync<CaseNotFoundException>(() => EmptyAsync(world, world.Coordinator, 5));
    }

    [Fact]
    public async Task Fill_WhenExamplesReachAGroup_GivesNobodyOutsideTheTeamSight()
    {
        var (world, _) = await FilledAsync(DatabaseProvider.Sqlite);

        Assert.True(await world.Database.ReadAsync(db => db.Bookmarks.AnyAsync(b => b.GroupId != null)));
        Assert.False(await world.Database.ReadAsync(db => db.Grants.AnyAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Fill_WhenDone_HasMadeCasesInThePastWithWholeChainsAndSentNothing(DatabaseProvider provider)
    {
        var (world, _) = await FilledAsync(provider);

        await world.Database.ReadAsync(async db =>
        {
            var cases = await db.Deficiencies.AsNoTracking().Include(d => d.Events).Include(d => d.Bookmarks).ToListAsync();
            Assert.All(cases, c => Assert.True(c.IsExample && c.Title.StartsWith("Exempel: ", StringComparison.Ordinal) && c.SubmittedAt < world.Time.GetUtcNow().AddDays(-3)));
            Assert.All(cases, c => Assert.Null(EventChain.FirstBreak(c)));
            Assert.Contains(cases, c => c.Bookmarks.TrueForAll(b => b.Stage == Stages.Closed));
            Assert.Contains(cases, c => c.Bookmarks.Exists(b => b.Stage == Stages.Submitted));
            Assert.Equal(0, await db.OutboxItems.CountAsync() + await db.Letters.CountAsync() + await db.AgendaItems.CountAsync());
            return true;
        });
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Fill_WhenDoneTwice_MakesThemOnce(DatabaseProvider provider)
    {
        var (world, admin) = await FilledAsync(provider);
        var events = await world.Database.ReadAsync(db => db.CaseEvents.CountAsync());

        Assert.Equal(5, await FillAsync(world, admin));

        Assert.Equal(events, await world.Database.ReadAsync(db => db.CaseEvents.CountAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Empty_WhenConfirmed_RemovesThemAndNothingElse(DatabaseProvider provider)
    {
        var (world, admin) = await FilledAsync(provider);
        var real = await world.InGroupAsync();
        using var index = new RegisterIndex(new DbFactory(world.Database.Options));
        Assert.Equal(6, (await index.NowAsync(world.Org)).Search(new RegisterFilter(), new RegisterSight(0, null), new DateOnly(2026, 11, 1)).Total);

        Assert.Equal(5, await EmptyAsync(world, admin, 5));

        Assert.Equal([real], await world.Database.ReadAsync(db => db.Deficiencies.Select(d => d.Id).ToListAsync()));
        Assert.Null(EventChain.FirstBreak(await world.LoadAsync(real)));
        Assert.True(await world.Database.ReadAsync(db => db.CaseEvents.AllAsync(e => e.DeficiencyId == real)));
        Assert.True(await world.Database.ReadAsync(db => db.Bookmarks.AllAsync(b => b.DeficiencyId == real)));
        Assert.Equal([real], (await index.NowAsync(world.Org)).Search(new RegisterFilter(), new RegisterSight(0, null), new DateOnly(2026, 11, 1)).Ids);
        Assert.Empty(await world.Database.ReadAsync(db => db.FullText.SearchAsync(db, Systemfel.Workflows.Text.SearchWords.Query("blanketter"), 5, default)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task ForTheReturn_LeavesExamplesOut(DatabaseProvider provider)
    {
        var (world, _) = await FilledAsync(provider);
        var real = await world.SubmitAsync();

        Assert.Equal([real], await world.Database.ReadAsync(db => db.Deficiencies.ForTheReturn().Select(d => d.Id).ToListAsync()));
    }

    private async Task<(StoredWorld World, Actor Admin)> FilledAsync(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var admin = await AdminAsync(world);
        await world.Database.WriteAsync(db =>
        {
            db.Add(new Organisations.Authority { OrganisationId = world.Org, Code = "PS", Name = "Psykiatrin" });
            return Task.CompletedTask;
        });
        Assert.Equal(5, await FillAsync(world, admin));
        return (world, admin);
    }

    internal static async Task<Actor> AdminAsync(StoredWorld world)
    {
        var account = new Account { UserName = "adm", DisplayName = "Adam Administratör" };
        var membership = new Membership { OrganisationId = world.Org, Role = Role.Administrator };
        account.Memberships.Add(membership);
        await world.Database.WriteAsync(db =>
        {
            db.Add(account);
            return Task.CompletedTask;
        });
        return new Actor(account.Id, account.DisplayName, [membership]);
    }

    private static async Task<int> FillAsync(StoredWorld world, Actor actor)
    {
        await using var db = world.Database.OpenWriter();
        return await new ExampleCases(db, new SwedishCalendar(world.Time), new RouteCache(), new TextCheck(new PersonalDataFinder()), new WorkflowOptions()).FillAsync(world.Org, actor);
    }

    private static async Task<int> EmptyAsync(StoredWorld world, Actor actor, int expected)
    {
        await using var db = world.Database.OpenWriter();
        return await new ExampleRemoval(db, new SwedishCalendar(world.Time)).EmptyAsync(world.Org, expected, actor);
    }
}
