using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Moves;

public class UndoDecisionTests
{
    private readonly TestWorld _world = new();

    [Fact]
    public void Undo_WhenTheMinutesAreApproved_IsRefused()
    {
        var (c, decision) = Decided(_world.InGroup(), new TakeHome(TestWorld.KommunParty), TestWorld.Sg1);
        decision.AgendaItem.Meeting.State = MeetingState.Approved;

        Refused(c, decision);
    }

    [Fact]
    public void Undo_WhenAlreadyUndone_IsRefused()
    {
        var (c, decision) = Decided(_world.InGroup(), new TakeHome(TestWorld.KommunParty), TestWorld.Sg1);
        Undo(c, decision);

        Refused(c, decision);
    }

    [Fact]
    public void Undo_WhenTheCaseHasMovedOn_IsRefused()
    {
        var (c, decision) = Decided(_world.InGroup(), new TakeHome(TestWorld.KommunParty), TestWorld.Sg1);
        c.Do(new GiveMoreTime(_world.Today.AddDays(90)));

        Refused(c, decision);
    }

    [Fact]
    public void Undo_WhenALineThatTheDecisionMadeHasMovedOn_IsRefusedAndKeepsTheLine()
    {
        var (c, decision) = Decided(_world.InReview(TestWorld.Kommun, TestWorld.Fk), new Refer(["sg1", "sg2"]), TestWorld.Team);
        c.Do(new TakeHome(TestWorld.FkParty), meeting: _world.Meeting(TestWorld.Sg2), targets: [c.LineOf(TestWorld.Fk)]);

        Refused(c, decision);
        Assert.Equal(Stages.AwaitingAnswer, c.LineOf(TestWorld.Fk).Stage);
    }

    [Fact]
    public void Undo_WhenTheLetterHasBeenSent_IsRefused()
    {
        var (c, decision) = Decided(_world.InGroup(), new WriteToAuthority([TestWorld.KommunContact], _world.Today.AddDays(60)), TestWorld.Sg1);
        _world.Time.AdvanceDays(1);
        _world.SendLetters();

        Refused(c, decision);
    }

    [Fact]
    public void Undo_WhenThePersonIsNotInTheGroup_IsRefused()
    {
        var (c, decision) = Decided(_world.InGroup(), new TakeHome(TestWorld.KommunParty), TestWorld.Sg1);

        Assert.Throws<MoveRefusedException>(() => Undo(c, decision, TestWorld.MemberOfSg2));
    }

    [Fact]
    public void Undo_AfterReferring_StandsBeforeTheReviewWithOneLineAndNoGrant()
    {
        var (c, decision) = Decided(_world.InReview(TestWorld.Kommun, TestWorld.Fk), new Refer(["sg1", "sg2"]), TestWorld.Team);

        Undo(c, decision);

        Assert.Equal((Stages.Review, null), (c.Line.Stage, c.Line.Addressee));
        Assert.Empty(c.Case.Grants);
        Assert.Equal("decision-undone", c.EventKinds[^1]);
        Assert.Null(EventChain.FirstBreak(c.Case));
    }

    [Fact]
    public void Undo_AfterWriting_TakesThePointOutOfTheLetter()
    {
        var (c, decision) = Decided(_world.InGroup(), new WriteToAuthority([TestWorld.KommunContact], _world.Today.AddDays(60)), TestWorld.Sg1);

        Undo(c, decision, TestWorld.MemberOfSg1);

        Assert.Equal(Stages.Group, c.Line.Stage);
        Assert.Empty(_world.Letters[0].Items);
    }

    [Fact]
    public void Undo_WhenAnotherLineHasAPointInALetter_LeavesThatPoint()
    {
        var c = _world.InGroup(TestWorld.Kommun, TestWorld.Fk);
        c.Do(new WriteToAuthority([TestWorld.KommunContact], _world.Today.AddDays(60)), meeting: _world.Meeting(TestWorld.Sg1), targets: [c.LineOf(TestWorld.Kommun)]);
        _world.Time.AdvanceDays(1);
        var (_, decision) = Decided(c, new TakeHome(TestWorld.FkParty), TestWorld.Sg2, [c.LineOf(TestWorld.Fk)]);

        Undo(c, decision);

        Assert.Equal(Stages.Group, c.LineOf(TestWorld.Fk).Stage);
        Assert.Same(Assert.Single(_world.Letters[0].Items), c.LineOf(TestWorld.Kommun).LetterItem);
    }

    [Fact]
    public void Undo_AfterAnAnswerThatNamedSomeoneElse_RemovesTheNewAddressee()
    {
        var (c, decision) = Decided(_world.TakenHome(), new RegisterAnswer(AnswerKind.SomeoneElse, "Inte vi.", OtherAuthorityId: TestWorld.Fk), TestWorld.Sg1);

        Undo(c, decision);

        Assert.Equal(Stages.AwaitingAnswer, c.Line.Stage);
        Assert.Equal(TestWorld.Kommun, Assert.Single(c.Case.Addressees).AuthorityId);
    }

    [Fact]
    public void Undo_AfterNotDone_WaitsForThePromiseAgain()
    {
        var (c, decision) = Decided(_world.Promised(), new NotDone(), TestWorld.Sg1);

        Undo(c, decision);

        Assert.Equal((Stages.FollowUp, MeasureState.Planned), (c.Line.Stage, c.Case.Measures[0].State));
    }

    [Fact]
    public void Undo_AfterMerging_GivesBackTheOccurrencesButNotTheReportTwice()
    {
        var (c, other) = (_world.InReview(), _world.InReview());
        c.Do(CaseBuilder.Seen(_world), TestWorld.OtherOmbud);
        var (_, decision) = Decided(c, new Merge(other.Case.Id), TestWorld.Team, other: other.Case);

        Undo(c, decision, other: other.Case);

        Assert.Equal((Stages.Review, null), (c.Line.Stage, c.Case.MergedIntoId));
        Assert.Equal(12L, Assert.Single(c.Case.Occurrences).AccountId);
        Assert.Empty(other.Case.Occurrences);
    }

    private (TestCase Case, Decision Decision) Decided(TestCase c, Move move, long group, List<Bookmark>? targets = null, Deficiency? other = null)
    {
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        var meeting = _world.Meeting(group);
        var before = CaseSnapshot.Of(c.Case);
        var scope = c.Do(move, meeting: meeting, targets: targets, other: other);
        var decision = new Decision
        {
            AgendaItem = new AgendaItem { Meeting = meeting, DeficiencyId = c.Case.Id },
            DeficiencyId = c.Case.Id,
            MoveId = move.Id,
            DecidedAt = scope.Now,
            BeforeJson = (before with { After = c.Case.Bookmarks.ToDictionary(b => b.Id, b => b.Version) }).ToJson(),
        };
        return (c, decision);
    }

    private void Undo(TestCase c, Decision decision, Actor? actor = null, Deficiency? other = null)
    {
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        var scope = c.Scope(actor ?? TestWorld.Coordinator, decision.AgendaItem.Meeting, [.. c.Case.Bookmarks], other);
        UndoDecision.Apply(scope, decision);
        c.Settle(scope);
    }

    private void Refused(TestCase c, Decision decision)
    {
        var before = Picture.Of(c.Case);
        Assert.Throws<MoveRefusedException>(() => Undo(c, decision));
        Assert.Equal(before, Picture.Of(c.Case));
    }
}
