using System.Text.Json;
using Systemfel.Data.Cases;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Moves;

public class MilestoneTests
{
    private readonly TestWorld _world = new();

    [Fact]
    public void Set_OfMoreThanTen_IsRefused()
    {
        var c = _world.Promised();

        var refusal = c.Refuses(Set(c, [.. Enumerable.Range(1, SetMilestones.Most + 1).Select(i => New($"Steg {i}"))]));

        Assert.Equal("lines", refusal.Input);
    }

    [Theory]
    [InlineData("", 0, "text-1")]
    [InlineData("  ", 0, "text-1")]
    [InlineData("Klart i morgon", 1, "done-1")]
    public void Set_WhenALineCannotBe_IsRefusedAtIt(string text, int doneInDays, string input)
    {
        var c = _world.Promised();

        var refusal = c.Refuses(Set(c, New("Rutinen är skriven"), New(text, done: _world.Today.AddDays(doneInDays))));

        Assert.Equal(input, refusal.Input);
    }

    [Fact]
    public void Set_WithATextThatIsTooLong_IsRefused()
    {
        var c = _world.Promised();

        Assert.Equal("text-0", c.Refuses(Set(c, New(new string('a', SetMilestones.LongestText + 1)))).Input);
    }

    [Fact]
    public void Set_WithAPersonalNumber_IsRefused_AndALikelyFindIsAskedAbout()
    {
        var c = _world.Promised();

        var certain = Assert.IsType<TypedTextException>(c.Refuses(Set(c, New("Rutinen är skriven"), New("Ring 19121212-1212"))));
        var likely = Assert.IsType<TypedTextException>(c.Refuses(Set(c, New("Växeln 0243-740 00 svarar"))));
        c.Do(Set(c, New("Växeln 0243-740 00 svarar")) with { Accepted = [.. likely.Finds.Select(f => f.Key)] });

        Assert.Equal(("texts", "accepted"), (certain.Input, likely.Input));
        // Words that stand are not asked about again.
        c.Do(Set(c, new MilestoneLine(Milestone(c, 0).Id, null, null, _world.Today)));
        Assert.Equal("Växeln 0243-740 00 svarar", Milestone(c, 0).Text);
    }

    [Fact]
    public void Set_OfAMilestoneThatIsNotTheMeasures_IsTooLate()
    {
        var c = _world.Promised();

        Assert.IsType<StaleMoveException>(c.Refuses(Set(c, new MilestoneLine(999_999, "Steg", null, null))));
        c.Do(Set(c, New("Steg")));
        var id = Milestone(c, 0).Id;
        Assert.IsType<StaleMoveException>(c.Refuses(Set(c, new MilestoneLine(id, "Steg", null, null), new MilestoneLine(id, "Steg igen", null, null))));
    }

    [Fact]
    public void Set_OfAMeasureThatIsNotThere_IsRefused()
    {
        var c = _world.Promised();

        c.Refuses(new SetMilestones(999_999, [New("Steg")]));
    }

    [Fact]
    public void Set_OfAMeasureThatIsNotPlanned_IsRefused()
    {
        var c = _world.Promised();
        var move = Set(c, New("Steg"));
        c.Case.Measures.Single().State = MeasureState.Done;

        Assert.Contains("inte planerad", c.Refuses(move).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Set_OfWhatStands_IsRefused()
    {
        var c = _world.Promised();
        c.Refuses(Set(c));
        c.Do(Set(c, New("Steg", due: _world.Today)));

        c.Refuses(Set(c, new MilestoneLine(Milestone(c, 0).Id, "Steg", _world.Today, null)));
    }

    [Fact]
    public void Set_AddsChangesRemovesFinishesAndReopens_AndSaysEachInOneEvent()
    {
        var c = _world.Promised();
        c.Do(Set(c, New("Ett"), New("Två"), New("Tre", done: _world.Today), New("Fyra")));
        var (one, three, four) = (Milestone(c, 0), Milestone(c, 2), Milestone(c, 3));

        c.Do(Set(c, new MilestoneLine(one.Id, "Ett, ändrat", _world.Today.AddDays(3), null), new MilestoneLine(three.Id, null, null, null),
            new MilestoneLine(four.Id, null, null, _world.Today), New("Fem")));

        Assert.Equal([("Ett, ändrat", 1, false), ("Tre", 2, false), ("Fyra", 3, true), ("Fem", 4, false)],
            c.Case.Measures.Single().Milestones.OrderBy(m => m.SortOrder).Select(m => (m.Text, m.SortOrder, m.DoneOn != null)));
        using var said = JsonDocument.Parse(c.Case.Events.Single(e => e.Seq == c.Case.Events.Max(x => x.Seq)).Data!);
        Assert.Equal(("Fem", "Ett, ändrat", "Två", "Fyra", "Tre", 1, 4), (Said("added"), Said("changed"), Said("removed"), Said("finished"), Said("reopened"),
            said.RootElement.GetProperty("done").GetInt32(), said.RootElement.GetProperty("of").GetInt32()));
        Assert.Equal(2, c.EventKinds.Count(k => k == "milestones-changed"));
        Assert.Null(EventChain.FirstBreak(c.Case));

        string? Said(string name) => said.RootElement.GetProperty(name).GetString();
    }

    [Fact]
    public void Set_CountsAsAChangeOfTheLine()
    {
        var c = _world.Promised();
        var version = c.Line.Version;

        c.Do(Set(c, New("Steg")));

        Assert.Equal(version + 1, c.Line.Version);
    }

    [Fact]
    public void Set_WhenAllAreDone_LeavesTheMeasurePlanned()
    {
        var c = _world.Promised();

        c.Do(Set(c, New("Ett", done: _world.Today), New("Två", done: _world.Today)));

        var measure = c.Case.Measures.Single();
        Assert.Equal((MeasureState.Planned, Stages.FollowUp, true), (measure.State, c.Line.Stage, MilestoneProgress.For(measure).AreAllDone));
    }

    [Theory]
    [InlineData(0, 0, 0, false)]
    [InlineData(0, 4, 0, false)]
    [InlineData(2, 4, 50, false)]
    [InlineData(1, 3, 33, false)]
    [InlineData(2, 3, 67, false)]
    [InlineData(3, 3, 100, true)]
    public void Progress_IsDoneOfAll(int done, int of, int percent, bool all)
    {
        var progress = new MilestoneProgress(done, of);

        Assert.Equal((percent, all), (progress.Percent, progress.AreAllDone));
    }

    [Fact]
    public void Milestone_IsLateFromTheDayAfterItsOwn_UntilItIsDoneOrTheMeasureIs()
    {
        var (measure, day) = (new Measure(), _world.Today);
        var milestone = new Milestone { DueOn = day };

        Assert.False(MilestoneProgress.IsLate(measure, milestone, day));
        Assert.True(MilestoneProgress.IsLate(measure, milestone, day.AddDays(1)));
        Assert.False(MilestoneProgress.IsLate(measure, new Milestone { DueOn = day, DoneOn = day.AddDays(1) }, day.AddDays(1)));
        Assert.False(MilestoneProgress.IsLate(measure, new Milestone(), day.AddDays(1)));
        measure.State = MeasureState.Done;
        Assert.False(MilestoneProgress.IsLate(measure, milestone, day.AddDays(1)));
    }

    private static SetMilestones Set(TestCase c, params MilestoneLine[] lines) => new(c.Case.Measures.Single().Id, lines);

    private static MilestoneLine New(string text, DateOnly? due = null, DateOnly? done = null) => new(null, text, due, done);

    private static Milestone Milestone(TestCase c, int at) => c.Case.Measures.Single().Milestones.OrderBy(m => m.SortOrder).ElementAt(at);
}
