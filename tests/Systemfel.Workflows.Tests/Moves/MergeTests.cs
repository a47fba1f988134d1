using Systemfel.Data.Cases;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Moves;

public class MergeTests
{
    private readonly TestWorld _world = new();

    [Fact]
    public void Merge_WhenIntoItself_IsRefused()
    {
        var c = _world.InReview();

        Assert.Equal("case", c.Refuses(new Merge(c.Case.Id), meeting: _world.Meeting(TestWorld.Team), other: c.Case).Input);
    }

    [Fact]
    public void Merge_WhenTheOtherIsClosed_IsRefused() => Refused(_world.Closed());

    [Fact]
    public void Merge_WhenTheOtherIsADraft_IsRefused() => Refused(_world.Draft());

    [Fact]
    public void Merge_WhenTheOtherAwaitsAnAnswer_IsRefused() => Refused(_world.TakenHome());

    [Fact]
    public void Merge_WhenAnotherLineOfItsOwnAwaitsAnAnswer_IsRefused()
    {
        var c = _world.InGroup(TestWorld.Kommun, TestWorld.Fk);
        c.Do(new TakeHome(TestWorld.KommunParty), meeting: _world.Meeting(TestWorld.Sg1), targets: [c.LineOf(TestWorld.Kommun)]);
        c.Do(new ReturnToReview("Slå ihop."), meeting: _world.Meeting(TestWorld.Sg2), targets: [c.LineOf(TestWorld.Fk)]);

        c.Refuses(new Merge(7), meeting: _world.Meeting(TestWorld.Team), targets: [c.LineOf(TestWorld.Fk)], other: _world.InReview().Case);
    }

    /// <summary>It would stand as planned for ever, and nobody could say that it was kept.</summary>
    [Theory]
    [InlineData(MeasureState.Planned, true)]
    [InlineData(MeasureState.Done, false)]
    public void Merge_WhileAPromiseOfItsOwnIsFollowed_IsRefused(MeasureState state, bool refused)
    {
        var (c, into) = (_world.InGroup(TestWorld.Kommun, TestWorld.Fk), _world.InReview());
        c.Do(new ReturnToReview("Slå ihop."), meeting: _world.Meeting(TestWorld.Sg2), targets: [c.LineOf(TestWorld.Fk)]);
        c.LineOf(TestWorld.Kommun).Stage = Stages.FollowUp;
        c.Case.Measures.Add(new Measure { BookmarkId = c.LineOf(TestWorld.Kommun).Id, State = state });

        if (refused) Assert.Contains("följs upp", c.Refuses(new Merge(into.Case.Id), meeting: _world.Meeting(TestWorld.Team), targets: [c.LineOf(TestWorld.Fk)], other: into.Case).Message);
        else c.Do(new Merge(into.Case.Id), meeting: _world.Meeting(TestWorld.Team), targets: [c.LineOf(TestWorld.Fk)], other: into.Case);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Merge_OfARealCaseAndAnExample_IsRefused(bool one, bool other)
    {
        var (c, into) = (_world.InReview(), _world.InReview());
        (c.Case.IsExample, into.Case.IsExample) = (one, other);

        var refused = c.Refuses(new Merge(into.Case.Id), meeting: _world.Meeting(TestWorld.Team), other: into.Case);

        Assert.Contains("exempel", refused.Message);
    }

    [Fact]
    public void Merge_WhenTheOtherBelongsToAnotherOrganisation_IsNotFound()
    {
        var other = _world.InReview();
        other.Case.OrganisationId = 2;

        Assert.Throws<CaseNotFoundException>(() => _world.InReview().Do(new Merge(7), meeting: _world.Meeting(TestWorld.Team), other: other.Case));
    }

    [Fact]
    public void Merge_WhenAllowed_MovesTheOccurrencesAndCountsTheReportAsOne()
    {
        var (c, other) = Merged();

        Assert.Equal(("duplicate", (long?)other.Case.Id), (c.Case.Instance.Outcome, c.Case.MergedIntoId));
        Assert.Empty(c.Case.Occurrences);
        Assert.Equal([11L, 12L], other.Case.Occurrences.Select(o => o.AccountId).Order());
        Assert.All(other.Case.Occurrences, o => Assert.Equal(c.Case.Id, o.MovedFromId));
        Assert.Equal("merged-here", other.EventKinds[^1]);
    }

    [Fact]
    public void Merge_WhenSubmittedInTheFirstHourOfASwedishMonth_CountsInThatMonth()
    {
        _world.Time.Set(new DateTimeOffset(2026, 9, 30, 22, 30, 0, TimeSpan.Zero));

        var (_, other) = Merged();

        Assert.Contains(other.Case.Occurrences, o => o.AccountId == 11 && o.Month == new DateOnly(2026, 10, 1));
    }

    [Fact]
    public void Reopen_WhenMerged_IsRefused() => Merged().From.Refuses(new Reopen("Inte samma."));

    [Fact]
    public void Count_WhenMerged_IsRefused() => Merged().From.Refuses(CaseBuilder.Seen(_world), TestWorld.OtherOmbud);

    private void Refused(TestCase other) =>
        Assert.Equal("case", _world.InReview().Refuses(new Merge(other.Case.Id), meeting: _world.Meeting(TestWorld.Team), other: other.Case).Input);

    private (TestCase From, TestCase Into) Merged()
    {
        var (c, other) = (_world.InReview(), _world.InReview());
        c.Do(CaseBuilder.Seen(_world), TestWorld.OtherOmbud);
        c.Do(new Merge(other.Case.Id), meeting: _world.Meeting(TestWorld.Team), other: other.Case);
        return (c, other);
    }
}
