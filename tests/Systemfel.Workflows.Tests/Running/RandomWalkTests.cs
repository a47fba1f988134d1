using FsCheck;
using FsCheck.Fluent;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Running;

/// <summary>Three hundred cases, sixty random moves each, legal and illegal: what must hold wherever a case can get to.</summary>
public class RandomWalkTests
{
    private static readonly Actor[] Actors =
    [
        TestWorld.Author, TestWorld.OtherOmbud, TestWorld.Coordinator, TestWorld.Coordinator, TestWorld.Coordinator,
        TestWorld.MemberOfSg1, TestWorld.MemberOfSg2, TestWorld.Stranger, Actor.System,
    ];

    [Fact]
    public void Walk_WhereverItLeads_NeverLosesACaseAndCanAlwaysBeClosed() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), Walk));

    [Fact]
    public void Walk_MakesEnoughMovesToMean()
    {
        // A walk that only ever was refused would prove nothing.
        var made = Enumerable.Range(1, 20).Sum(seed => WalkOf(seed).Made);

        Assert.True(made > 20 * 10, $"Only {made} moves of 1,200 were made.");
    }

    private static bool Walk(int seed)
    {
        var (c, _) = WalkOf(seed);
        if (c.Case.IsDraft) return true;
        foreach (var line in c.Open.ToList()) c.Do(new Close("obsolete"), targets: [line]);
        Assert.NotNull(c.Case.Instance.ClosedAt);
        Assert.NotNull(c.Case.Instance.Outcome);
        Assert.DoesNotContain(c.World.Letters.Where(l => l.State == LetterState.Draft).SelectMany(l => l.Items), i => i.DeficiencyId == c.Case.Id);
        return true;
    }

    private static (TestCase Case, int Made) WalkOf(int seed)
    {
        var random = new Random(seed);
        var world = new TestWorld();
        // Every other organisation requires four eyes.
        world.Facts.Organisation.RequiresFourEyes = seed % 2 == 0;
        var c = world.Submitted([.. new[] { TestWorld.Kommun, TestWorld.Fk, TestWorld.Af, TestWorld.Annan }.Take(random.Next(1, 5))]);
        var other = world.InReview();
        var made = 0;
        for (var step = 0; step < 60; step++)
        {
            world.Time.Advance(TimeSpan.FromHours(random.Next(1, 200)));
            if (random.Next(8) == 0) world.SendLetters();
            if (Step(c, other, random)) made++;
            Holds(c);
        }
        return (c, made);
    }

    private static bool Step(TestCase c, TestCase other, Random random)
    {
        var lines = c.Case.Bookmarks.OrderBy(_ => random.Next()).Take(random.Next(4) == 0 ? 2 : 1).ToList();
        var id = AnyId(c, lines[0], random);
        var move = MoveOf(id, c, other, random);
        var actor = AnyActor(c, id, random);
        // Mostly the right meeting, so that most of the moves that are refused are refused for something else.
        var group = lines[0].Stage == Stages.Group ? lines[0].GroupId!.Value : TestWorld.Team;
        var meeting = random.Next(8) switch
        {
            0 => null,
            1 => c.World.Meeting(random.NextInt64(1, 4)),
            2 => c.World.Meeting(group, MeetingState.Approved),
            _ => c.World.Meeting(group),
        };
        var before = (This: Picture.Of(c.Case), Other: Picture.Of(other.Case), Letters: c.World.Letters.Sum(l => l.Items.Count));
        var from = lines.ToDictionary(b => b, b => b.Stage);
        var outside = (Readers: c.Case.Grants.Count, Points: c.World.Letters.SelectMany(l => l.Items).Count(i => i.DeficiencyId == c.Case.Id));
        var isHeld = FourEyes.IsMissing(c.World.Facts.Organisation, c.Case);
        try
        {
            var made = c.Do(move, actor, meeting, lines, move is Split ? MoveSamples.Part(c.World) : other.Case);
            // Without a colleague's approval no move whatever lets anyone new read the case or writes to them.
            if (isHeld)
            {
                Assert.Empty(made.Outgoing);
                Assert.True(c.Case.Grants.Count <= outside.Readers, $"{move.Id} let someone new read a text that nobody had approved.");
                Assert.True(c.World.Letters.SelectMany(l => l.Items).Count(i => i.DeficiencyId == c.Case.Id) <= outside.Points, $"{move.Id} wrote of it.");
            }
        }
        catch (MoveRefusedException)
        {
            Assert.Equal(before, (Picture.Of(c.Case), Picture.Of(other.Case), c.World.Letters.Sum(l => l.Items.Count)));
            return false;
        }
        var rule = c.World.Route.Move(move.Id)!;
        if (!move.IsForWholeCase) Assert.All(lines, b => Assert.Contains(b.Stage, rule.TargetsFrom(from[b])));
        return true;
    }

    private static void Holds(TestCase c)
    {
        var stages = c.World.Route.Stages.Select(s => s.Id).ToList();
        Assert.NotEmpty(c.Case.Bookmarks);
        Assert.All(c.Case.Bookmarks, b => Assert.Contains(b.Stage, stages));
        Assert.All(c.Case.Bookmarks, b => Assert.Equal(b.Stage == Stages.Closed, b.Outcome != null && b.ClosedAt != null));
        Assert.All(c.Case.Bookmarks.Where(b => b.Stage == Stages.Group), b => Assert.Contains(c.Case.Grants, g => g.GroupId == b.GroupId));
        Assert.All(c.Case.Bookmarks.Where(b => b.Stage == Stages.AwaitingAnswer), b => Assert.NotNull(b.Due));
        Assert.Equal(c.Open.Any(), c.Case.Instance.ClosedAt == null);
        Assert.Null(EventChain.FirstBreak(c.Case));
    }

    /// <summary>Three times of four a move that the table allows here; else any.</summary>
    private static string AnyId(TestCase c, Bookmark line, Random random)
    {
        var moves = (random.Next(4) == 0 ? c.World.Route.AllMoves : c.World.Route.MovesFrom(line.Stage)).Select(m => m.Id).ToList();
        var id = moves[random.Next(moves.Count)];
        // What ends a walk soon is tried less often.
        return id is "withdraw" or "close" or "not-a-deficiency" && random.Next(3) > 0 ? "open-review" : id;
    }

    private static Actor AnyActor(TestCase c, string id, Random random)
    {
        if (random.Next(4) == 0) return Actors[random.Next(Actors.Length)];
        var roles = c.World.Route.Move(id)!.Roles;
        return roles[random.Next(roles.Count)] switch
        {
            "author" => TestWorld.Author,
            "system" => Actor.System,
            "administrator" => TestWorld.Administrator,
            "ombud" => Actors[random.Next(2)],
            "member" => random.Next(2) == 0 ? TestWorld.MemberOfSg1 : TestWorld.MemberOfSg2,
            _ => TestWorld.Coordinator,
        };
    }

    private static Move MoveOf(string id, TestCase c, TestCase other, Random random)
    {
        var day = c.World.Today.AddDays(random.Next(-3, 60));
        var groups = new[] { "sg1", "sg2", "team" }.Take(random.Next(0, 10) % 4).ToList();
        var words = random.Next(6) == 0 ? "" : "Ord.";
        long? authority = random.Next(2) == 0 ? random.NextInt64(1, 5) : null;
        return id switch
        {
            "submit" => c.SubmitMove(TestWorld.Kommun, TestWorld.Fk),
            "withdraw" => new Withdraw(),
            "open-review" => new OpenReview(),
            "refer" => new Refer(groups),
            "hold" => new Hold(day, random.Next(3) == 0 ? null : random.Next(1, 6)),
            "handle-locally" => new HandleLocally(words, day),
            "ask-author" => new AskAuthor(words),
            "answer-author" => new AnswerAuthor(words, c.World.Check.Check(words)),
            "merge" => new Merge(other.Case.Id),
            "not-a-deficiency" => new NotADeficiency(words),
            "reply-to-authority" => new ReplyToAuthority(words, day, c.World.Check.Check(words)),
            "change-route" => new ChangeRoute(),
            "approve-text" => new ApproveText(),
            "split" => MoveSamples.SplitOf(c, words),
            "link" => new Link(other.Case.Id),
            "unlink" => new Unlink(other.Case.Id),
            "take-home" => new TakeHome(random.NextInt64(1, 6), random.Next(2) == 0 ? day : null),
            "write-to-authority" => new WriteToAuthority([.. new long[] { 1, 2, 3, 4 }.OrderBy(_ => random.Next()).Take(random.Next(0, 3))], day),
            "inform-county" => new InformCounty(),
            "table" => new TableItem(words),
            "return-to-review" => new ReturnToReview(words),
            "propose-close" => new ProposeClose(words),
            "register-answer" => new RegisterAnswer(Any<AnswerKind>(random), words, day, words, authority),
            "remind" => new Remind(),
            "give-more-time" => new GiveMoreTime(day),
            "raise-to-chair" => new RaiseToChair(),
            "return-to-group" => new ReturnToGroup(words),
            "done" => new Done(),
            "not-done" => new NotDone(),
            "milestones" => MoveSamples.MilestonesOf(c, words),
            "report-effect" => new ReportEffect(Any<EffectAnswer>(random)),
            "close" => new Close(Outcomes.Labels.Keys.ElementAt(random.Next(Outcomes.Labels.Count))),
            "reopen" => new Reopen(words),
            "send-national" => new SendNational(),
            "classify" => new Classify(Level.Local),
            "count" => CaseBuilder.Seen(c.World),
            "undo-count" => new UndoCount(c.Case.Occurrences.FirstOrDefault()?.Id ?? 0),
            "import" => MoveSamples.ImportOf(c),
            "import-count" => MoveSamples.CountOfList(c.World.Today),
            "undo-import-count" => new UndoImportCount(c.Case.Occurrences.FirstOrDefault()?.Id ?? 0),
            _ => throw new ArgumentOutOfRangeException(nameof(id), id, "The walk does not know this move."),
        };
    }

    private static T Any<T>(Random random) where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];
}
