using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Mail;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Reports;
using Systemfel.Workflows.Running;

namespace Systemfel.Data.Tests.Incidents;

/// <summary>What has not left the team is erased for good.</summary>
[Collection(DatabasesBeside.Name)]
public class ErasingTests(DatabaseFixture databases)
{
    public static TheoryData<DatabaseProvider> Both => Databases.Databases.Both;

    [Theory, MemberData(nameof(Both))]
    public async Task Report_ByWhoIsNeitherAuthorNorCoordinator_IsNotFound(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();

        foreach (var actor in new[] { world.Stored.OtherOmbud, world.Stored.Member, world.Stored.County, new Actor(null, "Någon", []) })
            await Assert.ThrowsAsync<CaseNotFoundException>(() => world.ReportAsync(id, actor));

        Assert.Contains("Deficiency.Title", await world.PlacesOfAsync(IncidentWorld.Word));
        Assert.Empty(await world.Log.ReadAsync(default));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Report_WithoutAKind_IsRefused(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => world.WithAsync((_, s) =>
            s.Incidents.ReportAsync(IncidentPlace.Report, id, new IncidentForm(Guid.NewGuid(), ["PÅHITTAT"], IncidentAction.Erased), world.Stored.Author)));

        Assert.Equal("kinds", refused.Input);
        Assert.Null((await world.LoadAsync(id)).ErasedAt);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Report_WhenTheCaseHasLeftTheTeamSinceThePageWasOpened_IsRefused(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.Stored.InGroupAsync();

        await Assert.ThrowsAsync<MoveRefusedException>(() => world.ReportAsync(id, world.Stored.Author, IncidentAction.Erased));

        var after = await world.LoadAsync(id);
        Assert.Equal((null, null, "Besked dröjer"), (after.ErasedAt, after.MaskedAt, after.Title));
        Assert.Empty(await world.Log.ReadAsync(default));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Report_WhenTheLogCannotBeWritten_IsRefusedAndErasesNothing(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();
        // A folder in the file's place: nobody can write there, not even root.
        Directory.CreateDirectory(world.Log.Path);

        await Assert.ThrowsAsync<MoveRefusedException>(() => world.ReportAsync(id, world.Stored.Author));

        Assert.Contains("Deficiency.Title", await world.PlacesOfAsync(IncidentWorld.Word));
        Assert.Equal(0, await world.Database.ReadAsync(db => db.Incidents.CountAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Report_ByItsAuthor_LeavesTheWordNowhereInTheDatabase(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();
        var before = await world.PlacesOfAsync(IncidentWorld.Word);
        // Where the test puts it; one that is missing here would be erased unseen.
        Assert.Subset(before.ToHashSet(), new HashSet<string>
        {
            "Deficiency.Title", "Deficiency.Pattern", "Deficiency.Consequence", "Deficiency.Proposal", "Addressee.OtherName", "AuthorQuestion.Text", "AuthorQuestion.Answer",
            "CaseEvent.Data", "AgendaItem.Note", "Decision.BeforeJson", "Decision.Who", "Bookmark.Note", "Measure.Text", "Measure.Responsible", "Milestone.Text", "Draft.FieldsJson",
            "LetterItem.Title", "LetterItem.Pattern", "LetterItem.Proposal", "OutboxItem.Text", "OutboxItem.Html", "YearPassage.Text", "search",
        });

        await world.ReportAsync(id, world.Stored.Author);

        Assert.Empty(await world.PlacesOfAsync(IncidentWorld.Word));
        Assert.Equal(0, await world.Database.ReadAsync(db => db.Letters.CountAsync()));
        Assert.Equal(0, await world.Database.ReadAsync(db => db.OutboxItems.CountAsync(o => o.State == OutboxState.Queued)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Report_LeavesATombstoneInAChainThatVerifies(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();
        var before = await world.LoadAsync(id);

        await world.ReportAsync(id, world.Stored.Coordinator);

        var after = await world.LoadAsync(id);
        Assert.Null(EventChain.FirstBreak(after));
        Assert.Equal((before.Events.Count + 1, "erased", world.Stored.Coordinator.AccountId, """{"kinds":"NAMN ADRESS"}"""), Last(after));
        Assert.Equal(("Raderad text", before.Number, Outcomes.Erased), (after.Title, after.Number, after.Instance.Outcome));
        Assert.All(after.Bookmarks, b => Assert.Equal(Stages.Closed, b.Stage));
        // Of the events, those without words keep what they say.
        Assert.NotNull(after.Events.Single(e => e.Kind == "submitted").Data);
        Assert.Null(after.Events.Single(e => e.Kind == "author-asked").Data);
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Report_NotesTheIncidentWithoutContent(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();
        var number = (await world.LoadAsync(id)).Number;

        await world.ReportAsync(id, world.Stored.Author);

        var incident = await world.Database.ReadAsync(db => db.Incidents.SingleAsync());
        Assert.Equal(("report", number, "NAMN ADRESS", IncidentAction.Erased, world.Stored.Author.AccountId), (incident.Subject, incident.SubjectNumber, incident.Kinds, incident.Action, incident.ReportedById));
        Assert.Equal("draft event letter meeting note outbox question report search yearly", incident.Places);
        Assert.DoesNotContain(IncidentWorld.Word, await File.ReadAllTextAsync(world.Log.Path));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Report_SentTwice_IsOneIncident(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();
        var key = Guid.NewGuid();

        var first = await world.ReportAsync(id, world.Stored.Author, key: key);
        var second = await world.ReportAsync(id, world.Stored.Author, key: key);

        Assert.Equal(first, second);
        Assert.Single((await world.LoadAsync(id)).Events, e => e.Kind == "erased");
        await Assert.ThrowsAsync<CaseNotFoundException>(() => world.ReportAsync(id, world.Stored.Coordinator, key: key));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Report_ByTwoAtOnce_ErasesOnce(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();

        var both = await Task.WhenAll(new[] { world.Stored.Author, world.Stored.Coordinator }.Select(a => Record.ExceptionAsync(() => world.ReportAsync(id, a))));

        Assert.Single(both, e => e is null);
        Assert.Single(both, e => e is CaseNotFoundException or StaleMoveException);
        Assert.Null(EventChain.FirstBreak(await world.LoadAsync(id)));
        Assert.Single(await world.Log.ReadAsync(default));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Erased_TakesNoFurtherMove(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();
        await world.ReportAsync(id, world.Stored.Author);

        await Assert.ThrowsAsync<MoveRefusedException>(() => world.Stored.MakeAsync(id, new Reopen("Igen")));
        await Assert.ThrowsAsync<MoveRefusedException>(() => world.Stored.MakeAsync(id, new Count(new DateOnly(2026, 9, 1), null, AffectedBand.One), world.Stored.OtherOmbud, targets: Targets.None));
        await using var db = world.Database.OpenWriter();
        Assert.Empty(await world.Stored.Moves(db).OfferedAsync(id, null, world.Stored.Coordinator));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Undo_OfADecisionFromBefore_BringsNothingBack(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();
        var decision = await world.Database.ReadAsync(db => db.Decisions.OrderBy(d => d.Id).Select(d => d.Id).LastAsync());
        await world.ReportAsync(id, world.Stored.Author);
        await using var db = world.Database.OpenWriter();

        await Assert.ThrowsAsync<MoveRefusedException>(() => world.Stored.Moves(db).UndoAsync(decision, world.Stored.Coordinator, "ångra"));

        Assert.Empty(await world.PlacesOfAsync(IncidentWorld.Word));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Register_ForgetsTheLinesAtOnce(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var id = await world.TalkativeAsync();
        using var index = new RegisterIndex(new DbFactory(world.Database.Options));
        var sight = new RegisterSight(world.Stored.Coordinator.AccountId!.Value, null);
        var open = new RegisterFilter { Chosen = new Dictionary<RegisterFacet, IReadOnlySet<string>> { [RegisterFacet.State] = new HashSet<string> { "open" } } };
        Assert.Equal(1, (await index.NowAsync(world.Stored.Org)).Count(open, sight, new DateOnly(2026, 9, 15)));

        await world.ReportAsync(id, world.Stored.Author);

        Assert.Equal(0, (await index.NowAsync(world.Stored.Org)).Count(open, sight, new DateOnly(2026, 9, 15)));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Draft_OfAnother_IsNotFound(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var draft = await DraftAsync(world);

        await Assert.ThrowsAsync<CaseNotFoundException>(() => world.ReportAsync(draft, world.Stored.Coordinator, place: IncidentPlace.Draft));

        Assert.Equal(1, await world.Database.ReadAsync(db => db.Drafts.CountAsync()));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Draft_IsRemovedWithItsWords(DatabaseProvider provider)
    {
        var world = await IncidentWorld.CreateAsync(databases, provider);
        var draft = await DraftAsync(world);

        await world.ReportAsync(draft, world.Stored.Author, place: IncidentPlace.Draft);

        Assert.Empty(await world.PlacesOfAsync(IncidentWorld.Word));
        Assert.Equal(("draft", ""), await world.Database.ReadAsync(async db => (await db.Incidents.SingleAsync()) is var i ? (i.Subject, i.SubjectNumber) : default));
    }

    private static (int, string, long?, string?) Last(Deficiency subject) =>
        subject.Events.MaxBy(e => e.Seq) is { } e ? (subject.Events.Count, e.Kind, e.ActorId, e.Data) : default;

    private static async Task<long> DraftAsync(IncidentWorld world) => (await world.WithAsync((_, s) =>
        s.Drafts.SaveAsync(world.Stored.Org, world.Stored.Author.AccountId!.Value, null, null, new ReportFields { Title = IncidentWorld.Word }))).Id;
}
