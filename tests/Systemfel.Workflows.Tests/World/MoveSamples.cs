using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Tests.World;

/// <summary>How each move of the preset is made well, and with an input missing.</summary>
internal sealed record MoveSample(
    string Id, Func<TestWorld, TestCase> Start, Func<TestCase, Move> Good, Actor Actor, string LeadsTo,
    long? MeetingOf = null, IReadOnlyDictionary<string, Func<TestCase, Move>>? Missing = null)
{
    public Func<TestWorld, Deficiency>? Other { get; init; }

    public void Make(TestCase c) => c.Do(Good(c), Actor, MeetingOf is { } g ? c.World.Meeting(g) : null, other: Other?.Invoke(c.World));
}

internal static class MoveSamples
{
    private const long Team = TestWorld.Team, Sg1 = TestWorld.Sg1;

    public static IReadOnlyDictionary<string, MoveSample> All { get; } = Samples().ToDictionary(s => s.Id);

    private static IEnumerable<MoveSample> Samples()
    {
        var today = new TestWorld().Today;
        var coordinator = TestWorld.Coordinator;
        var author = TestWorld.Author;
        yield return new("submit", w => w.Draft(), c => c.SubmitMove(TestWorld.Kommun), author, Stages.Submitted,
            Missing: One("anonymisation", c => new Submit(c.Report(TestWorld.Kommun), c.World.Check.Check("en annan text"))));
        yield return new("withdraw", w => w.Submitted(), _ => new Withdraw(), author, Stages.Draft);
        yield return new("open-review", w => w.Submitted(), _ => new OpenReview(), Actor.System, Stages.Review);
        yield return new("refer", w => w.InReview(), _ => new Refer(["sg1"]), coordinator, Stages.Group, Team, One("groups", _ => new Refer([])));
        yield return new("hold", w => w.InReview(), _ => new Hold(today.AddDays(30), null), coordinator, Stages.Review, Team, One("until", _ => new Hold(null, null)));
        yield return new("handle-locally", w => w.InReview(), _ => new HandleLocally("Dan", today.AddDays(14)), coordinator, Stages.FollowUp, Team,
            new Dictionary<string, Func<TestCase, Move>> { ["who"] = _ => new HandleLocally(" ", today), ["date"] = _ => new HandleLocally("Dan", null) });
        yield return new("ask-author", w => w.InReview(), _ => new AskAuthor("Vilken enhet?"), coordinator, Stages.Review, Team, One("question", _ => new AskAuthor("")));
        yield return new("answer-author", Asked, c => Answer(c, "Mottagningen."), author, Stages.Review, Missing: One("answer", c => Answer(c, " ")));
        yield return new("merge", w => w.InReview(), _ => new Merge(1), coordinator, Stages.Closed, Team, One("case", _ => new Merge(null)))
        { Other = w => w.InReview().Case };
        yield return new("not-a-deficiency", w => w.InReview(), _ => new NotADeficiency("Så är lagen."), coordinator, Stages.Closed, Team, One("reason", _ => new NotADeficiency("")));
        yield return new("reply-to-authority", w => w.AuthorityAsks(), c => Reply(c, "Mottagningen.", today.AddDays(30)), coordinator, Stages.AwaitingAnswer,
            Missing: new Dictionary<string, Func<TestCase, Move>> { ["note"] = c => Reply(c, "", today.AddDays(30)), ["date"] = c => Reply(c, "x", null) });
        yield return new("take-home", w => w.InGroup(), _ => new TakeHome(TestWorld.KommunParty), TestWorld.MemberOfSg1, Stages.AwaitingAnswer, Sg1, One("party", _ => new TakeHome(null)));
        yield return new("write-to-authority", w => w.InGroup(), _ => new WriteToAuthority([TestWorld.KommunContact], today.AddDays(60)), TestWorld.MemberOfSg1, Stages.AwaitingAnswer, Sg1,
            new Dictionary<string, Func<TestCase, Move>> { ["contact"] = _ => new WriteToAuthority([], today.AddDays(60)), ["date"] = _ => new WriteToAuthority([TestWorld.KommunContact], null) });
        yield return new("inform-county", w => w.InGroup(), _ => new InformCounty(), TestWorld.MemberOfSg1, Stages.Group, Sg1);
        yield return new("forward", w => w.InGroup(), _ => new Forward("sg2"), TestWorld.MemberOfSg1, Stages.Group, Sg1, One("group", _ => new Forward("")));
        yield return new("inform-parties", w => w.InGroup(), _ => new InformParties([TestWorld.FkParty]), TestWorld.MemberOfSg1, Stages.Group, Sg1, One("parties", _ => new InformParties([])));
        yield return new("discuss", w => w.InReferenceGroup(), _ => new Discuss(), coordinator, Stages.Group, TestWorld.Reference);
        yield return new("group-informed", w => w.InReferenceGroup(), _ => new GroupInformed(), coordinator, Stages.Review, TestWorld.Reference);
        yield return new("table", w => w.InGroup(), _ => new TableItem("Tiden räckte inte."), TestWorld.MemberOfSg1, Stages.Group, Sg1, One("reason", _ => new TableItem("")));
        yield return new("return-to-review", w => w.InGroup(), _ => new ReturnToReview("Fråga fler."), TestWorld.MemberOfSg1, Stages.Review, Sg1, One("reason", _ => new ReturnToReview("")));
        yield return new("propose-close", w => w.InGroup(), _ => new ProposeClose("Redan löst."), TestWorld.MemberOfSg1, Stages.Review, Sg1, One("reason", _ => new ProposeClose("")));
        yield return new("register-answer", w => w.TakenHome(), _ => new RegisterAnswer(AnswerKind.Changed, "Ny rutin"), coordinator, Stages.Effect,
            Missing: One("answer-kind", _ => new RegisterAnswer(null, "Ny rutin")));
        yield return new("remind", w => w.TakenHome(), _ => new Remind(), coordinator, Stages.AwaitingAnswer);
        yield return new("give-more-time", w => w.TakenHome(), _ => new GiveMoreTime(today.AddDays(90)), coordinator, Stages.AwaitingAnswer, Missing: One("date", _ => new GiveMoreTime(null)));
        yield return new("raise-to-chair", w => w.TakenHome(), _ => new RaiseToChair(), coordinator, Stages.AwaitingAnswer);
        yield return new("return-to-group", w => w.TakenHome(), _ => new ReturnToGroup("Inget svar."), coordinator, Stages.Group, Missing: One("reason", _ => new ReturnToGroup("")));
        yield return new("done", w => w.Promised(), _ => new Done(), coordinator, Stages.Effect);
        yield return new("not-done", w => w.Promised(), _ => new NotDone(), coordinator, Stages.Group);
        yield return new("milestones", w => w.Promised(), c => MilestonesOf(c, "Rutinen är skriven"), coordinator, Stages.FollowUp);
        yield return new("report-effect", w => w.InEffect(), _ => new ReportEffect(EffectAnswer.Noticed), author, Stages.Closed, Missing: One("effect", _ => new ReportEffect(null)));
        yield return new("close", w => w.InReview(), _ => new Close("obsolete"), coordinator, Stages.Closed, Missing: One("outcome", _ => new Close("")));
        yield return new("reopen", w => w.Closed(), _ => new Reopen("Det hände igen."), coordinator, Stages.Review, Missing: One("reason", _ => new Reopen(" ")));
        yield return new("send-national", w => w.InGroup(), _ => new SendNational(), coordinator, Stages.Group);
        yield return new("approve-text", w => w.InReview().NeedingApproval(), _ => new ApproveText(), TestWorld.OtherOmbud, Stages.Review);
        yield return new("split", w => w.InReview(), c => SplitOf(c, "Blanketten saknas"), coordinator, Stages.Review, Missing: One("anonymisation", c => SplitOf(c, "19811218-9876")))
        { Other = Part };
        yield return new("link", w => w.InReview(), _ => new Link(1), coordinator, Stages.Review)
        { Other = w => w.InReview().Case };
        yield return new("unlink", Linked, _ => new Unlink(1), coordinator, Stages.Review)
        { Other = w => w.Beside!.Case };
        yield return new("change-route", w => w.InReview(), _ => new ChangeRoute(), TestWorld.Administrator, Stages.Review);
        yield return new("classify", w => w.InReview(), _ => new Classify(Level.Central), coordinator, Stages.Review);
        yield return new("count", w => w.InGroup(), c => CaseBuilder.Seen(c.World), TestWorld.OtherOmbud, Stages.Group,
            Missing: new Dictionary<string, Func<TestCase, Move>> { ["month"] = _ => new Count(null, null, AffectedBand.One), ["band"] = _ => new Count(today, null, null) });
        yield return new("import", w => w.Draft(), ImportOf, coordinator, Stages.Review, Missing: One("anonymisation", c => ImportOf(c) with { Check = c.World.Check.Check("en annan text") }));
        yield return new("import-count", w => w.InGroup(), _ => CountOfList(today), coordinator, Stages.Group);
        yield return new("undo-import-count", CountedByList, c => new UndoImportCount(c.Case.Occurrences[0].Id), coordinator, Stages.Review);
        yield return new("undo-count", Counted, c => new UndoCount(c.Case.Occurrences[0].Id), TestWorld.OtherOmbud, Stages.Review);
    }

    public static SetMilestones MilestonesOf(TestCase c, string text) =>
        new(c.Case.Measures.LastOrDefault()?.Id ?? 0, [new MilestoneLine(null, text, c.World.Today.AddDays(10), null)]);

    private static Dictionary<string, Func<TestCase, Move>> One(string input, Func<TestCase, Move> move) => new() { [input] = move };

    private static TestCase Asked(TestWorld world)
    {
        var c = world.InReview();
        c.Do(new AskAuthor("Vilken enhet?"), meeting: world.Meeting(Team));
        return c;
    }

    /// <summary>What the store hands to a split: an empty case before the team.</summary>
    public static Deficiency Part(TestWorld world) => new()
    {
        Id = world.NextId(),
        OrganisationId = TestWorld.Org,
        Number = "SF-2026-0002",
        Year = 2026,
        Instance = new Instance(),
        Bookmarks = { new Bookmark { Id = world.NextId(), Stage = Stages.Review, Since = world.Calendar.Now, Version = 1 } },
    };

    public static Split SplitOf(TestCase c, string title) =>
        new(title, "Det brister.", "", "", [TestWorld.Fk], [], c.World.Check.Check(Split.AllText(title, "Det brister.", "", "")));

    private static TestCase Linked(TestWorld world)
    {
        var (c, other) = (world.InReview(), world.InReview());
        c.Do(new Link(other.Case.Id), other: other.Case);
        world.Beside = other;
        return c;
    }

    public static ImportCase ImportOf(TestCase c)
    {
        var report = c.Report(TestWorld.Kommun);
        return new ImportCase(report, c.World.Check.Check(report.AllText()), c.World.Today.AddYears(-1), null, c.World.Today, "", 2);
    }

    public static ImportCount CountOfList(DateOnly today) => new(today.AddMonths(-14), null, AffectedBand.One, 3);

    private static TestCase CountedByList(TestWorld world)
    {
        var c = world.InReview();
        c.Do(CountOfList(world.Today));
        return c;
    }

    private static TestCase Counted(TestWorld world)
    {
        var c = world.InReview();
        c.Do(CaseBuilder.Seen(world), TestWorld.OtherOmbud);
        return c;
    }

    private static ReplyToAuthority Reply(TestCase c, string text, DateOnly? date) => new(text, date, c.World.Check.Check(text));

    private static AnswerAuthor Answer(TestCase c, string text) => new(text, c.World.Check.Check(text));
}
