using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Data.Tests.Starting;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Routes.Editing;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Data.Tests.Routes;

/// <summary>Drafts of the next version of a route, and taking one into use.</summary>
[Collection(Databases.Databases.Name)]
public class RouteEditorTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Fact]
    public async Task Publish_ByWhoIsNoAdministrator_IsNotFound()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);

        await Assert.ThrowsAsync<CaseNotFoundException>(() => PublishAsync(world, world.Coordinator, ("stage.review", "Veckomöte")));
    }

    [Fact]
    public async Task SaveDraft_WhenTheOrganisationHasNoRoute_IsNotFound()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        await world.Database.WriteAsync(async db => (await db.Organisations.SingleAsync()).CurrentRouteId = null);

        await Assert.ThrowsAsync<CaseNotFoundException>(() => WithAsync(world, e => e.SaveDraftAsync(world.Org, new Dictionary<string, string>(), "", "", admin)));
    }

    [Fact]
    public async Task Publish_WhenAFieldIsFaulty_StoresNothing()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);

        var saved = await PublishAsync(world, admin, ("stage.review", ""));

        Assert.Equal("stage.review", Assert.Single(saved.Faults).Field);
        Assert.Equal(1, await world.Database.ReadAsync(db => db.RouteVersions.CountAsync()));
    }

    [Theory]
    [InlineData("stage.review", "Ring 070-174 06 05", "stage.review")]
    [InlineData("name", "Ring 070-174 06 05", "name")]
    [InlineData("move.hold", "Ring 070-174 06 05", "move.hold")]
    [InlineData("hint.hold", "Ring 070-174 06 05", "hint.hold")]
    [InlineData("group.sg1.label", "Ring 070-174 06 05", "group.sg1.label")]
    [InlineData("group.sg1.hint", "Ring 070-174 06 05", "group.sg1.hint")]
    [InlineData("new.label", "Nås på 070-174 06 05", "new.label")]
    [InlineData("note", "Efter samtal med 19811218-9876", "note")]
    [InlineData("note", " ", "note")]
    public async Task Publish_WhenATextPointsAtAPersonOrTheNoteIsMissing_SaysSoAtTheField(string field, string text, string at)
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);

        var saved = await PublishAsync(world, admin, ("stage.effect", "Märks det"), (field, text));

        Assert.Equal(at, Assert.Single(saved.Faults).Field);
    }

    [Fact]
    public async Task Publish_WhenTheNoteIsTooLong_SaysSoThere()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);

        var saved = await PublishAsync(world, admin, ("stage.effect", "Märks det"), ("note", string.Concat(Enumerable.Repeat("ord ", 80))));

        Assert.Equal("note", Assert.Single(saved.Faults).Field);
    }

    [Fact]
    public async Task Publish_WhenATextMayPointAtAPerson_AsksAndGoesOnWhenAnswered()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);

        var asked = await PublishAsync(world, admin, ("move.hold", "Fråga Anna Svensson"));
        var stand = await StandAsync(world);
        var answered = await WithAsync(world, e => e.PublishAsync(world.Org, Fields(stand, ("move.hold", "Fråga Anna Svensson")), "Ny knapp", stand.Seen, admin, [.. asked.Likely.Select(f => f.Key)]));

        Assert.Equal(("move.hold", 2), (Assert.Single(asked.Faults).Field, answered.Version));
    }

    [Fact]
    public async Task Publish_WhenOneTextMayPointAtTwoPersons_AsksAboutBothAtOnce()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);

        var asked = await PublishAsync(world, admin, ("stage.effect", "Märks det"), ("note", "Efter samtal med Anna Svensson och Per Nilsson"));

        Assert.Equal(["Anna Svensson", "Per Nilsson"], asked.Likely.Select(f => f.Text));
    }

    [Fact]
    public async Task Publish_WhenAGroupWasNamedElsewhereMeanwhile_IsToldAndNothingIsNamedBack()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        var stand = await StandAsync(world);
        await world.Database.WriteAsync(async db => (await db.Groups.SingleAsync(g => g.Code == "sg1")).Name = "Rådet");

        await Assert.ThrowsAsync<StaleRouteException>(() => WithAsync(world, e => e.PublishAsync(world.Org, Fields(stand, ("stage.review", "Veckomöte")), "Min", stand.Seen, admin)));

        Assert.Equal("Rådet", await world.Database.ReadAsync(db => db.Groups.Where(g => g.Code == "sg1").Select(g => g.Name).SingleAsync()));
    }

    [Fact]
    public async Task Publish_WhenNothingIsChanged_SaysSo()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);

        Assert.Contains("Inget är ändrat", Assert.Single((await PublishAsync(world, admin)).Faults).Sentence);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Publish_IsTheNextVersionWithWhoAndWhyAndOpenCasesStay(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var admin = await ExampleTests.AdminAsync(world);
        var before = await world.SubmitAsync();

        Assert.Equal(2, (await PublishAsync(world, admin, ("stage.review", "Veckomöte"))).Version);

        var after = await world.SubmitAsync();
        var current = await world.Database.ReadAsync(db => db.Organisations.Select(o => o.CurrentRoute!).SingleAsync());
        Assert.Equal((2, admin.AccountId, "Nya namn", "Veckomöte"), (current.Version, current.CreatedById, current.Note, RouteReader.Read(current.Json).Stage("review").Label));
        Assert.Equal([1, 2], await world.Database.ReadAsync(db => db.Deficiencies.Where(d => d.Id == before || d.Id == after).OrderBy(d => d.Id).Select(d => d.Instance.RouteVersion.Version).ToListAsync()));
    }

    [Fact]
    public async Task Publish_WhenSentTwice_IsOneVersion()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        var stand = await StandAsync(world);
        var fields = Fields(stand, ("stage.review", "Veckomöte"), ("new.label", "Socialnämnden"));

        for (var i = 0; i < 2; i++)
            Assert.Equal(2, (await WithAsync(world, e => e.PublishAsync(world.Org, fields, "Nya namn", stand.Seen, admin))).Version);

        Assert.Equal(2, await world.Database.ReadAsync(db => db.RouteVersions.CountAsync()));
    }

    [Fact]
    public async Task SaveDraft_WhenSomeoneElseHasSavedSince_IsTold()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        var stand = await StandAsync(world);
        await WithAsync(world, e => e.SaveDraftAsync(world.Org, Fields(stand, ("stage.review", "Veckomöte")), "", stand.Seen, admin));

        await Assert.ThrowsAsync<StaleRouteException>(() => WithAsync(world, e => e.SaveDraftAsync(world.Org, Fields(stand, ("stage.review", "Månadsmöte")), "", stand.Seen, admin)));

        Assert.Equal("Veckomöte", (await StandAsync(world)).From.Stage("review").Label);
    }

    [Fact]
    public async Task Publish_WhenSomeoneElseHasSavedADraftSince_IsTold()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        var stand = await StandAsync(world);
        await WithAsync(world, e => e.SaveDraftAsync(world.Org, Fields(stand, ("stage.review", "Veckomöte")), "", stand.Seen, admin));

        await Assert.ThrowsAsync<StaleRouteException>(() => WithAsync(world, e => e.PublishAsync(world.Org, Fields(stand, ("stage.review", "Månadsmöte")), "Min", stand.Seen, admin)));

        Assert.Equal(1, (await StandAsync(world)).Current.Version);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Save_WhenTwoEditAtOnce_OneWinsAndTheOtherIsTold(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var admin = await ExampleTests.AdminAsync(world);
        var stand = await StandAsync(world);

        var both = await Task.WhenAll(
            TryAsync(() => WithAsync(world, e => e.PublishAsync(world.Org, Fields(stand, ("stage.review", "Veckomöte")), "Min", stand.Seen, admin))),
            TryAsync(() => WithAsync(world, e => e.SaveDraftAsync(world.Org, Fields(stand, ("stage.review", "Månadsmöte")), "", stand.Seen, admin))));

        Assert.Single(both, e => e is null);
        Assert.Single(both, e => e is StaleRouteException);
    }

    [Fact]
    public async Task SaveDraft_IsInNobodysUseAndBecomesTheNextVersion()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        var stand = await StandAsync(world);
        await WithAsync(world, e => e.SaveDraftAsync(world.Org, Fields(stand, ("stage.review", "Veckomöte")), "", stand.Seen, admin));

        var id = await world.SubmitAsync();
        Assert.Equal(1, await world.Database.ReadAsync(db => db.Deficiencies.Where(d => d.Id == id).Select(d => d.Instance.RouteVersion.Version).SingleAsync()));

        Assert.Equal(2, (await PublishAsync(world, admin)).Version);
        Assert.Equal([1, 2], await world.Database.ReadAsync(db => db.RouteVersions.OrderBy(r => r.Version).Select(r => r.Version).ToListAsync()));
    }

    [Fact]
    public async Task SaveDraft_WithANoteThatWasAnsweredFor_DoesNotAskAgain()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        const string note = "Efter samtal med Anna Svensson";
        var stand = await StandAsync(world);
        var asked = await WithAsync(world, e => e.SaveDraftAsync(world.Org, Fields(stand, ("stage.review", "Veckomöte")), note, stand.Seen, admin));
        Assert.Equal(RouteEditor.Note, Assert.Single(asked.Faults).Field);
        await WithAsync(world, e => e.SaveDraftAsync(world.Org, Fields(stand, ("stage.review", "Veckomöte")), note, stand.Seen, admin, [.. asked.Likely.Select(f => f.Key)]));

        var later = await StandAsync(world);
        var again = await WithAsync(world, e => e.SaveDraftAsync(world.Org, Fields(later, ("stage.review", "Onsdagsmöte")), note, later.Seen, admin));

        Assert.Empty(again.Faults);
    }

    [Fact]
    public async Task DropDraft_LeavesTheRouteInUse()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        var stand = await StandAsync(world);
        await WithAsync(world, e => e.SaveDraftAsync(world.Org, Fields(stand, ("stage.review", "Veckomöte")), "", stand.Seen, admin));

        await Assert.ThrowsAsync<StaleRouteException>(() => DropAsync(world, stand.Seen, admin));
        await DropAsync(world, (await StandAsync(world)).Seen, admin);

        Assert.Equal("Månadsgenomgång", (await StandAsync(world)).From.Stage("review").Label);
    }

    [Fact]
    public async Task Publish_WhenGroupsAreNamedAddedAndTakenAway_TheOrganisationHasThem()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);

        await PublishAsync(world, admin, ("group.sg1.label", "Rådet"), ("group.sg1.meetings", "4"), ("group.sg2.gone", "ja"), ("new.label", "Nämnden"),
            ("to.FK.0.sg1", "ja"), ("to.AF.0.sg1", "ja"));

        var groups = await world.Database.ReadAsync(db => db.Groups.OrderBy(g => g.SortOrder).ThenBy(g => g.Id).ToListAsync());
        Assert.Equal(["team:TEAM:0", "sg1:Rådet:4", "namnden:Nämnden:0"], groups.Where(g => g.EndedAt == null).Select(g => $"{g.Code}:{g.Name}:{g.MeetingsPerYear}"));
        Assert.Equal("sg2", Assert.Single(groups, g => g.EndedAt != null).Code);
    }

    [Fact]
    public async Task Publish_WhenACaseStillUsesAGroupThatGoes_TheGroupMeetsOn()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        await world.InGroupAsync("FK");

        await PublishAsync(world, admin, ("group.sg2.gone", "ja"), ("to.FK.0.sg1", "ja"), ("to.AF.0.sg1", "ja"));

        Assert.Equal(0, await world.Database.ReadAsync(db => db.Groups.CountAsync(g => g.EndedAt != null)));
    }

    [Fact]
    public async Task Publish_WhenAGroupWasNeverOfTheRoute_LeavesIt()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        await world.Database.WriteAsync(db =>
        {
            db.Groups.Add(new Group { OrganisationId = world.Org, Code = "brukarrad", Name = "Brukarrådet", Kind = GroupKind.Reference });
            return Task.CompletedTask;
        });

        await PublishAsync(world, admin, ("stage.review", "Veckomöte"));

        Assert.Null(await world.Database.ReadAsync(db => db.Groups.Where(g => g.Code == "brukarrad").Select(g => g.EndedAt).SingleAsync()));
    }

    [Fact]
    public async Task Publish_WhenPeopleAreCalledToAMeetingOfAGroupThatGoes_TheGroupMeetsAndEndsAfterwards()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        var sg2 = await world.Database.ReadAsync(db => db.Groups.Where(g => g.Code == "sg2").Select(g => g.Id).SingleAsync());
        var before = await EndedAndPlannedAsync(world, sg2);
        var day = DateOnly.FromDateTime(world.Time.GetUtcNow().Date).AddDays(20);
        await world.Database.WriteAsync(db =>
        {
            db.Meetings.Add(new Meeting { OrganisationId = world.Org, GroupId = sg2, Date = day, InvitedAt = world.Time.GetUtcNow() });
            db.MeetingSeries.Add(new MeetingSeries { OrganisationId = world.Org, GroupId = sg2, From = day, Recurrence = Recurrence.Monthly, Week = WeekOfMonth.First, Weekday = DayOfWeek.Tuesday });
            return Task.CompletedTask;
        });

        await PublishAsync(world, admin, ("group.sg2.gone", "ja"), ("to.FK.0.sg1", "ja"), ("to.AF.0.sg1", "ja"));
        await PlanAsync(world);
        Assert.Equal((0, before.Planned + 1), await EndedAndPlannedAsync(world, sg2));

        world.Time.Advance(TimeSpan.FromDays(21));
        await PlanAsync(world);
        Assert.Equal((1, before.Planned + 1), await EndedAndPlannedAsync(world, sg2));
    }

    [Fact]
    public async Task Publish_WhenAGroupThatEndedIsNamedAgain_MeetsAgain()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        await PublishAsync(world, admin, ("group.sg2.gone", "ja"), ("to.FK.0.sg1", "ja"), ("to.AF.0.sg1", "ja"));

        await PublishAsync(world, admin, ("new.label", "SG2"));

        Assert.Equal(["team", "sg1", "sg2"], await world.Database.ReadAsync(db => db.Groups.Where(g => g.EndedAt == null).OrderBy(g => g.SortOrder).Select(g => g.Code).ToListAsync()));
    }

    [Fact]
    public async Task Publish_WhenQuestionsWaitInAGroupWhoseKindIsChanged_IsRefusedThere()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var admin = await ExampleTests.AdminAsync(world);
        await world.InGroupAsync("KO");
        // As it would be if the route knew both kinds, and the group had been the other one.
        await world.Database.WriteAsync(async db => (await db.Groups.SingleAsync(g => g.Code == "sg1")).Kind = GroupKind.Reference);

        var fault = Assert.Single((await PublishAsync(world, admin, ("stage.review", "Veckomöte"))).Faults);

        Assert.Equal("group.sg1.kind", fault.Field);
        Assert.Contains("1 systemfel väntar", fault.Sentence);
    }

    internal static async Task<RouteSaved> PublishAsync(StoredWorld world, Actor actor, params (string Field, string Text)[] typed)
    {
        var stand = await StandAsync(world);
        var fields = Fields(stand, typed);
        fields.Remove("note", out var note);
        return await WithAsync(world, e => e.PublishAsync(world.Org, fields, note ?? "Nya namn", stand.Seen, actor));
    }

    internal static Task<RouteStand> StandAsync(StoredWorld world) => world.Database.ReadAsync(async db =>
    {
        var current = await db.Organisations.Select(o => o.CurrentRoute!).SingleAsync();
        return new RouteStand(
            current, await db.RouteVersions.SingleOrDefaultAsync(r => r.RouteKey == current.RouteKey && r.Version == 0),
            await db.Groups.OrderBy(g => g.SortOrder).ThenBy(g => g.Id).ToListAsync(), await db.Authorities.OrderBy(a => a.SortOrder).Select(a => a.Code).ToListAsync());
    });

    private static Dictionary<string, string> Fields(RouteStand stand, params (string Field, string Text)[] typed)
    {
        var fields = RouteFields.Of(stand.From, stand.Authorities);
        foreach (var (field, text) in typed) fields[field] = text;
        return fields;
    }

    private static async Task<RouteSaved> WithAsync(StoredWorld world, Func<RouteEditor, Task<RouteSaved>> step)
    {
        await using var db = world.Database.OpenWriter();
        return await step(Editor(world, db));
    }

    private static async Task PlanAsync(StoredWorld world)
    {
        await using var db = world.Database.OpenWriter();
        await new SeriesPlanning(db, new SwedishCalendar(world.Time)).ExecuteAsync(CancellationToken.None);
    }

    private static Task<(int Ended, int Planned)> EndedAndPlannedAsync(StoredWorld world, long group) => world.Database.ReadAsync(async db =>
        (await db.Groups.CountAsync(g => g.Id == group && g.EndedAt != null), await db.Meetings.CountAsync(m => m.GroupId == group)));

    private static async Task DropAsync(StoredWorld world, string seen, Actor actor)
    {
        await using var db = world.Database.OpenWriter();
        await Editor(world, db).DropDraftAsync(world.Org, seen, actor);
    }

    private static RouteEditor Editor(StoredWorld world, SystemfelDb db) => new(db, new SwedishCalendar(world.Time), new TextCheck(new PersonalDataFinder()));

    private static async Task<Exception?> TryAsync(Func<Task> work) => await Record.ExceptionAsync(work);
}
