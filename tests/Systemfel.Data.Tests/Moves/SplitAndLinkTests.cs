using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Data.Tests.Moves;

/// <summary>A case becomes two, two are linked, and each is taken back: on both sides in one transaction.</summary>
[Collection(Databases.Databases.Name)]
public sealed class SplitAndLinkTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Split_WhenTheTextPointsAtAPerson_IsRefusedAndMakesNothing(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.InReviewAsync();

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => MakeAsync(world, id, SplitOf(world, pattern: "Sökanden 19811218-9876 fick inget besked.")));

        Assert.Equal("anonymisation", refused.Input);
        Assert.Equal(1, await world.Database.ReadAsync(db => db.Deficiencies.CountAsync()));
    }

    [Theory]
    [InlineData("", "Det brister.", "title")]
    [InlineData("Rubrik", "", "pattern")]
    public async Task Split_WhenATextIsMissing_AsksForIt(string title, string pattern, string input)
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var id = await world.InReviewAsync();

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => MakeAsync(world, id, SplitOf(world, title, pattern)));

        Assert.Equal(input, refused.Input);
    }

    [Fact]
    public async Task Split_WhenOneIsNotTheCoordinator_IsRefused()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var id = await world.InReviewAsync();

        await Assert.ThrowsAsync<MoveRefusedException>(() => world.MakeAsync(id, SplitOf(world), world.Author, targets: Targets.None));
    }

    [Fact]
    public async Task Split_WhenACountIsAnothersCase_IsRefused()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var (id, other) = (await world.InReviewAsync(), await world.InReviewAsync());
        await CountAsync(world, other);
        var counts = (await world.LoadAsync(other)).Occurrences.ConvertAll(o => o.Id);

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => MakeAsync(world, id, SplitOf(world, occurrences: counts)));

        Assert.Equal("occurrences", refused.Input);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Split_WhenMade_IsACaseOfItsOwnWithTheChosenCountsAndEventsOnBoth(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.InReviewAsync();
        await CountAsync(world, id);
        await CountAsync(world, id);
        var counts = (await world.LoadAsync(id)).Occurrences.ConvertAll(o => o.Id);

        await MakeAsync(world, id, SplitOf(world, occurrences: [counts[0]]), await world.ItemAsync("team", id));

        var (origin, part) = (await world.LoadAsync(id), await PartAsync(world, id));
        Assert.Equal(("Blanketten saknas", "SF-2026-0002", Stages.Review), (part.Title, part.Number, Assert.Single(part.Bookmarks).Stage));
        Assert.Equal(world.Authorities["FK"], Assert.Single(part.Addressees).AuthorityId);
        Assert.Equal([counts[0]], part.Occurrences.Select(o => o.Id));
        Assert.Equal([counts[1]], origin.Occurrences.Select(o => o.Id));
        Assert.Equal((CaseLinkKind.SplitFrom, part.Id, id), await LinkAsync(world));
        Assert.Contains(origin.Events, e => e.Kind == "split");
        Assert.Equal("split-from", Assert.Single(part.Events).Kind);
        Assert.Null(EventChain.FirstBreak(origin));
        Assert.Null(EventChain.FirstBreak(part));
        Assert.Equal(Stages.Review, Assert.Single(origin.Bookmarks).Stage);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Split_WhenTheSameFormComesTwiceAtOnce_MakesOneCase(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.InReviewAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => world.MakeAsync(id, SplitOf(world), targets: Targets.None, key: "samma"))));

        Assert.Equal(2, await world.Database.ReadAsync(db => db.Deficiencies.CountAsync()));
    }

    [Fact]
    public async Task Split_WhenFourEyesAreRequired_LeavesTheTeamOnlyOnceAColleagueHasApprovedIt()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var id = await world.InReviewAsync();
        await world.Database.WriteAsync(async db => (await db.Organisations.SingleAsync()).RequiresFourEyes = true);
        await MakeAsync(world, id, SplitOf(world));
        var part = (await PartAsync(world, id)).Id;
        var item = await world.ItemAsync("team", part);

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => world.MakeAsync(part, new Refer(["sg2"]), inMeeting: item));
        await Assert.ThrowsAsync<MoveRefusedException>(() => world.MakeAsync(part, new ApproveText(), targets: Targets.None));
        await world.MakeAsync(part, new ApproveText(), world.OtherOmbud, targets: Targets.None);
        await world.MakeAsync(part, new Refer(["sg2"]), inMeeting: item);

        Assert.Contains("inte godkänd av en kollega", refused.Message);
        Assert.Equal(Stages.Group, Assert.Single((await world.LoadAsync(part)).Bookmarks).Stage);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Undo_OfASplit_GivesTheCountsBackAndClosesThePart(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var id = await world.InReviewAsync();
        await CountAsync(world, id);
        var counts = (await world.LoadAsync(id)).Occurrences.ConvertAll(o => o.Id);
        await MakeAsync(world, id, SplitOf(world, occurrences: counts), await world.ItemAsync("team", id));
        var part = (await PartAsync(world, id)).Id;

        await world.UndoAsync(await DecisionAsync(world));

        var (origin, joined) = (await world.LoadAsync(id), await world.LoadAsync(part));
        Assert.Equal(counts, origin.Occurrences.Select(o => o.Id));
        Assert.Empty(joined.Occurrences);
        Assert.Equal(("duplicate", id), (joined.Instance.Outcome, joined.MergedIntoId!.Value));
        Assert.Equal(0, await world.Database.ReadAsync(db => db.CaseLinks.CountAsync()));
        Assert.Contains(origin.Events, e => e.Kind == "split-undone");
        Assert.Equal("split-ended", joined.Events.MaxBy(e => e.Seq)!.Kind);
        Assert.Null(EventChain.FirstBreak(joined));
    }

    [Fact]
    public async Task Undo_OfASplit_WhenThePartHasMovedOn_IsRefused()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var id = await world.InReviewAsync();
        await MakeAsync(world, id, SplitOf(world), await world.ItemAsync("team", id));
        var decision = await DecisionAsync(world);
        var part = (await PartAsync(world, id)).Id;
        await world.MakeAsync(part, new Refer(["sg2"]), inMeeting: await world.ItemAsync("team", part));

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => world.UndoAsync(decision));

        Assert.Contains("SF-2026-0002 har gått vidare", refused.Message);
    }

    [Theory]
    [InlineData("split")]
    [InlineData("link")]
    public async Task Undo_WhenTheNotesAreApproved_IsRefused(string what)
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var (id, other) = (await world.InReviewAsync(), await world.InReviewAsync());
        await MakeAsync(world, id, new Dictionary<string, Move> { ["split"] = SplitOf(world), ["link"] = new Link(other) }[what], await world.ItemAsync("team", id));
        await world.Database.WriteAsync(db => db.Meetings.Where(m => m.State == MeetingState.Open).ForEachAsync(m => m.State = MeetingState.Approved));

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(async () => await world.UndoAsync(await DecisionAsync(world)));

        Assert.Contains("Anteckningarna är godkända", refused.Message);
    }

    [Fact]
    public async Task Link_AtAMeetingThatIsOver_IsRefused()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var (id, other) = (await world.InReviewAsync(), await world.InReviewAsync());
        var item = await world.ItemAsync("team", id);
        await world.Database.WriteAsync(db => db.Meetings.Where(m => m.State == MeetingState.Open).ForEachAsync(m => m.State = MeetingState.Approved));

        await Assert.ThrowsAsync<MoveRefusedException>(() => MakeAsync(world, id, new Link(other), item));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Link_WhenMadeFromBothSidesAtOnce_IsMadeOnce(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var (id, other) = (await world.InReviewAsync(), await world.InReviewAsync());

        var results = await Task.WhenAll(OutcomeOf(() => MakeAsync(world, id, new Link(other))), OutcomeOf(() => MakeAsync(world, other, new Link(id))));

        Assert.Equal(["made", "refused"], results.Order());
        Assert.Equal((CaseLinkKind.Related, id, other), await LinkAsync(world));
        Assert.Contains((await world.LoadAsync(id)).Events, e => e.Kind == "linked");
        Assert.Contains((await world.LoadAsync(other)).Events, e => e.Kind == "linked");
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Link_WhenRemovedAndThatIsUndone_IsThereAgain(DatabaseProvider provider)
    {
        var world = await StoredWorld.CreateAsync(databases, provider);
        var (id, other) = (await world.InReviewAsync(), await world.InReviewAsync());
        await MakeAsync(world, other, new Link(id));
        await MakeAsync(world, id, new Unlink(other), await world.ItemAsync("team", id));
        Assert.Equal(0, await world.Database.ReadAsync(db => db.CaseLinks.CountAsync()));

        await world.UndoAsync(await DecisionAsync(world));

        Assert.Equal((CaseLinkKind.Related, id, other), await LinkAsync(world));
        var chain = await world.LoadAsync(other);
        Assert.Equal(["linked", "unlinked", "linked"], chain.Events.OrderBy(e => e.Seq).Select(e => e.Kind).Where(k => k.EndsWith("linked", StringComparison.Ordinal)));
        Assert.Null(EventChain.FirstBreak(chain));
    }

    [Fact]
    public async Task Unlink_WhenTheyAreNotLinked_IsRefused()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var (id, other) = (await world.InReviewAsync(), await world.InReviewAsync());

        await Assert.ThrowsAsync<MoveRefusedException>(() => MakeAsync(world, id, new Unlink(other)));
    }

    [Fact]
    public async Task Link_ToItself_IsRefused()
    {
        var world = await StoredWorld.CreateAsync(databases, DatabaseProvider.Sqlite);
        var id = await world.InReviewAsync();

        await Assert.ThrowsAsync<MoveRefusedException>(() => MakeAsync(world, id, new Link(id)));
    }

    private static Split SplitOf(StoredWorld world, string title = "Blanketten saknas", string pattern = "Blanketten finns inte på svenska.", IReadOnlyList<long>? occurrences = null) =>
        new(title, pattern, "", "", [world.Authorities["FK"]], occurrences ?? [], new TextCheck(new PersonalDataFinder()).Check(Split.AllText(title, pattern, "", "")));

    private static Task<long> MakeAsync(StoredWorld world, long id, Move move, InMeeting? item = null) => world.MakeAsync(id, move, inMeeting: item, targets: Targets.None);

    private static Task<long> CountAsync(StoredWorld world, long id) =>
        world.MakeAsync(id, new Count(new DateOnly(2026, 9, 1), world.Municipality, AffectedBand.One), world.OtherOmbud, targets: Targets.None);

    private static async Task<Deficiency> PartAsync(StoredWorld world, long origin) =>
        await world.LoadAsync(await world.Database.ReadAsync(db => db.CaseLinks.Where(l => l.OtherId == origin && l.Kind == CaseLinkKind.SplitFrom).Select(l => l.DeficiencyId).SingleAsync()));

    private static async Task<(CaseLinkKind Kind, long From, long To)> LinkAsync(StoredWorld world)
    {
        var link = await world.Database.ReadAsync(db => db.CaseLinks.SingleAsync());
        return (link.Kind, link.DeficiencyId, link.OtherId);
    }

    private static Task<long> DecisionAsync(StoredWorld world) => world.Database.ReadAsync(db => db.Decisions.OrderBy(d => d.Id).Select(d => d.Id).FirstAsync());

    private static async Task<string> OutcomeOf(Func<Task<long>> make)
    {
        try
        {
            await Task.Run(make);
            return "made";
        }
        catch (MoveRefusedException)
        {
            return "refused";
        }
    }
}
