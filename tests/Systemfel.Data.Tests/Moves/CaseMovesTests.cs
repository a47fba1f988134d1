using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;

namespace Systemfel.Data.Tests.Moves;

[Collection(Databases.Databases.Name)]
public class CaseMovesTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Submit_WhenThePersonHasNoRoleThere_IsRefused(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        await using var db = world.Database.OpenWriter();

        await Assert.ThrowsAsync<MoveRefusedException>(() => world.Moves(db).SubmitAsync(world.Org, world.Report("Rubrik", "Mönster"), world.Member, "k"));

        Assert.Equal(0, await world.Database.ReadAsync(d => d.Deficiencies.CountAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Make_WhenSomeoneElseWasFirst_IsStaleAndStoresNothing(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.SubmitAsync();
        var seen = await world.TargetsAsync(id);
        await world.MakeAsync(id, new OpenReview(), Actor.System);
        var before = await world.LoadAsync(id);

        await Assert.ThrowsAsync<StaleMoveException>(() => world.MakeAsync(id, new Close("obsolete"), targets: seen));

        var after = await world.LoadAsync(id);
        Assert.Equal((before.ChangeSeq, before.Events.Count, Stages.Review), (after.ChangeSeq, after.Events.Count, after.Bookmarks[0].Stage));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Make_WhenTheCaseIsNotForThisPerson_IsNotFound(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.SubmitAsync();

        await Assert.ThrowsAsync<CaseNotFoundException>(() => world.MakeAsync(id, new Close("obsolete"), world.Member));
        await Assert.ThrowsAsync<CaseNotFoundException>(() => world.MakeAsync(id, new Close("obsolete"), new Actor(null, "Någon", [])));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Make_WhenTheItemIsAboutAnotherCase_IsNotFound(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var (id, other) = (await world.InReviewAsync(), await world.InReviewAsync());
        var item = await world.ItemAsync("team", other);

        await Assert.ThrowsAsync<CaseNotFoundException>(() => world.MakeAsync(id, new Refer(["sg1"]), inMeeting: item));

        Assert.Equal(0, await world.Database.ReadAsync(db => db.Decisions.CountAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Make_WhenTheItemIsOfAMeetingThatOneDoesNotSitIn_IsNotFound(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.InGroupAsync("KO", "FK");
        var item = await world.ItemAsync("sg2", id);
        var targets = await world.TargetsAsync(id, "sg1");

        await Assert.ThrowsAsync<CaseNotFoundException>(() => world.MakeAsync(id, new TableItem("Senare"), world.Member, item, targets));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Make_WhenRefused_StoresNothing(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.InReviewAsync();
        var before = await world.LoadAsync(id);

        await Assert.ThrowsAsync<MoveRefusedException>(() => world.MakeAsync(id, new Close("borta")));

        var after = await world.LoadAsync(id);
        Assert.Equal((before.ChangeSeq, before.Instance.Version, before.Events.Count), (after.ChangeSeq, after.Instance.Version, after.Events.Count));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task MakeAll_WhenTheSecondIsRefused_StoresNeither(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var (first, second) = (await world.InReviewAsync(), await world.InReviewAsync());
        await using var db = world.Database.OpenWriter();

        await Assert.ThrowsAsync<MoveRefusedException>(async () => await world.Moves(db).MakeAllAsync(
        [
            new(first, new Close("obsolete"), await world.TargetsAsync(first)),
            new(second, new Close("borta"), await world.TargetsAsync(second)),
        ], world.Coordinator, "k"));

        Assert.Equal(Stages.Review, (await world.LoadAsync(first)).Bookmarks[0].Stage);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Make_WhenTheSameFormIsSentTwice_IsMadeOnce(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var first = await world.SubmitAsync(key: "samma");
        var second = await world.SubmitAsync(key: "samma");

        Assert.Equal(first, second);
        Assert.Single((await world.LoadAsync(first)).Events);

        var seen = await world.TargetsAsync(first);
        await world.MakeAsync(first, new OpenReview(), Actor.System, targets: seen, key: "öppna");
        await world.MakeAsync(first, new OpenReview(), Actor.System, targets: seen, key: "öppna");

        Assert.Equal(2, (await world.LoadAsync(first)).Events.Count);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Remind_WhenAlreadyRemindedToday_IsRefused(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.InGroupAsync();
        await world.MakeAsync(id, new TakeHome(world.Party), inMeeting: await world.ItemAsync("sg1", id));
        await world.MakeAsync(id, new Remind());

        await Assert.ThrowsAsync<MoveRefusedException>(() => world.MakeAsync(id, new Remind()));

        Assert.Equal(1, await world.Database.ReadAsync(db => db.OutboxItems.CountAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Case_FromSubmittedToClosed_KeepsAWholeChainAndItsLines(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.InGroupAsync("KO", "FK");
        await world.MakeAsync(id, new WriteToAuthority([world.Contact], new DateOnly(2026, 11, 30)), world.Member, await world.ItemAsync("sg1", id), await world.TargetsAsync(id, "sg1"));
        await world.MakeAsync(id, new TakeHome(world.Party), inMeeting: await world.ItemAsync("sg2", id), targets: await world.TargetsAsync(id, "sg2"));
        await world.MakeAsync(id, new RegisterAnswer(AnswerKind.Changed, "Ny rutin"), targets: await world.TargetsAsync(id, "sg1"));
        await world.MakeAsync(id, new RegisterAnswer(AnswerKind.NoChange, "Vi gör rätt"), targets: await world.TargetsAsync(id, "sg2"));
        await world.MakeAsync(id, new ReportEffect(EffectAnswer.Noticed), world.Author, targets: await world.TargetsAsync(id, "sg1"));
        await world.MakeAsync(id, new Close("declined"), targets: await world.TargetsAsync(id, "sg2"));

        var c = await world.LoadAsync(id);

        Assert.Equal(("partly", 2), (c.Instance.Outcome, c.Bookmarks.Count));
        Assert.All(c.Bookmarks, b => Assert.Equal(Stages.Closed, b.Stage));
        Assert.Null(EventChain.FirstBreak(c));
        Assert.Equal(3, await world.Database.ReadAsync(db => db.Decisions.CountAsync()));
        Assert.Equal(2, await world.Database.ReadAsync(db => db.Answers.CountAsync(a => a.State == AnswerState.Accepted)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Letter_WhenDecided_KnowsItsLinesAndLosesThePointOfOneThatMovesOn(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.InGroupAsync("KO");
        await world.MakeAsync(id, new WriteToAuthority([world.Contact], new DateOnly(2026, 11, 30)), inMeeting: await world.ItemAsync("sg1", id));
        var line = (await world.LoadAsync(id)).Bookmarks[0];
        Assert.Equal(line.Id, await world.Database.ReadAsync(db => db.LetterItems.Select(i => i.BookmarkId).SingleAsync()));

        await world.MakeAsync(id, new RegisterAnswer(AnswerKind.NoChange, "De ringde."));

        Assert.Equal(0, await world.Database.ReadAsync(db => db.LetterItems.CountAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Undo_AfterReferringToTwoGroups_RemovesTheNewLineAndKeepsTheDecision(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.InGroupAsync("KO", "FK");
        var decision = await world.Database.ReadAsync(db => db.Decisions.SingleAsync());
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await using var db = world.Database.OpenWriter();

        await world.Moves(db).UndoAsync(decision.Id, world.Coordinator, world.NextKey());

        var c = await world.LoadAsync(id);
        Assert.Equal(Stages.Review, Assert.Single(c.Bookmarks).Stage);
        Assert.Empty(c.Grants);
        Assert.Null(EventChain.FirstBreak(c));
        Assert.NotNull(await world.Database.ReadAsync(d => d.Decisions.Select(x => x.UndoneAt).SingleAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Undo_WhenALineThatTheDecisionMadeHasMovedOn_IsRefused(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.InGroupAsync("KO", "FK");
        var decision = await world.Database.ReadAsync(db => db.Decisions.SingleAsync());
        await world.MakeAsync(id, new TakeHome(world.Party), inMeeting: await world.ItemAsync("sg2", id), targets: await world.TargetsAsync(id, "sg2"));
        await using var db = world.Database.OpenWriter();

        await Assert.ThrowsAsync<MoveRefusedException>(() => world.Moves(db).UndoAsync(decision.Id, world.Coordinator, world.NextKey()));

        Assert.Equal(2, (await world.LoadAsync(id)).Bookmarks.Count);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Undo_AfterAnAnswerInAMeeting_WaitsAgainAndTheAnswerNoLongerCounts(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.InGroupAsync("KO");
        await world.MakeAsync(id, new TakeHome(world.Party), inMeeting: await world.ItemAsync("sg1", id));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.MakeAsync(id, new RegisterAnswer(AnswerKind.SomeoneElse, "Inte vi.", OtherAuthorityId: world.Authorities["FK"]), inMeeting: await world.ItemAsync("sg1", id));
        var decision = await world.Database.ReadAsync(d => d.Decisions.SingleAsync(x => x.MoveId == "register-answer"));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await using var db = world.Database.OpenWriter();

        await world.Moves(db).UndoAsync(decision.Id, world.Coordinator, world.NextKey());

        var c = await world.LoadAsync(id);
        Assert.Equal(Stages.AwaitingAnswer, Assert.Single(c.Bookmarks).Stage);
        Assert.Single(c.Addressees);
        Assert.Equal(AnswerState.Rejected, await world.Database.ReadAsync(d => d.Answers.Select(a => a.State).SingleAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Merge_ThenUndo_GivesTheOccurrencesBack(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var (from, into) = (await world.InReviewAsync(), await world.InReviewAsync());
        await world.MakeAsync(from, new Count(new DateOnly(2026, 9, 1), world.Municipality, AffectedBand.One), world.OtherOmbud, targets: Targets.None);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await world.MakeAsync(from, new Merge(into), inMeeting: await world.ItemAsync("team", from));
        Assert.Equal(2, (await world.LoadAsync(into)).Occurrences.Count);
        var decision = await world.Database.ReadAsync(db => db.Decisions.SingleAsync(d => d.MoveId == "merge"));
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await using var db = world.Database.OpenWriter();

        await world.Moves(db).UndoAsync(decision.Id, world.Coordinator, world.NextKey());

        Assert.Single((await world.LoadAsync(from)).Occurrences);
        Assert.Empty((await world.LoadAsync(into)).Occurrences);
        Assert.Null(EventChain.FirstBreak(await world.LoadAsync(into)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Make_WritesTheRegister(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.InGroupAsync("KO", "FK");

        var entry = await world.Database.ReadAsync(db => db.RegisterEntries.SingleAsync(r => r.DeficiencyId == id));

        Assert.Equal($" group:{world.Groups["sg1"]} group:{world.Groups["sg2"]} ", entry.Stages);
        Assert.Equal(("SF-2026-0001", new DateOnly(2026, 11, 19), 1), (entry.Number, entry.NextDue!.Value, entry.Seen));
        Assert.Equal((await world.LoadAsync(id)).ChangeSeq, entry.ChangeSeq);
    }
}
