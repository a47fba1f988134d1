using Systemfel.Data.Meetings;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Meetings;

public class AgendaTests
{
    private readonly TestWorld _world = new();

    private DateOnly NextReview => _world.Today.AddDays(30);

    private Meeting Review => _world.Meeting(TestWorld.Team);

    [Fact]
    public void Agenda_WhenTheAuthorHasBeenAsked_LeavesTheCaseOut()
    {
        var c = _world.InReview();
        c.Do(new AskAuthor("Vilken enhet gäller det?"), meeting: Review);

        Assert.Empty(AgendaOf(NextReview, c));
    }

    [Fact]
    public void Agenda_WhenOnHoldPastTheMeeting_LeavesTheCaseOut()
    {
        var c = _world.InReview();
        c.Do(new Hold(NextReview.AddDays(1), null), meeting: Review);

        Assert.Empty(AgendaOf(NextReview, c));
    }

    [Fact]
    public void Agenda_WhenTheDayOfAHoldHasCome_TakesTheCaseUpAsHoldDue()
    {
        var c = _world.InReview();
        c.Do(new Hold(NextReview, null), meeting: Review);

        Assert.Equal(AgendaSection.HoldDue, Assert.Single(AgendaOf(NextReview, c)).Section);
    }

    [Fact]
    public void Agenda_WhenTheNumberOfAHoldIsNotReached_LeavesTheCaseOut()
    {
        var c = _world.InReview();
        c.Do(new Hold(null, 3), meeting: Review);
        c.Do(CaseBuilder.Seen(_world), TestWorld.OtherOmbud);

        Assert.Empty(AgendaOf(NextReview, c));
    }

    [Fact]
    public void Agenda_WhenTheNumberOfAHoldIsReached_TakesTheCaseUpAsHoldDue()
    {
        var c = _world.InReview();
        c.Do(new Hold(null, 3), meeting: Review);
        c.Do(CaseBuilder.Seen(_world), TestWorld.OtherOmbud);
        c.Do(CaseBuilder.Seen(_world), TestWorld.ThirdOmbud);

        Assert.Equal(AgendaSection.HoldDue, Assert.Single(AgendaOf(NextReview, c)).Section);
    }

    [Fact]
    public void Agenda_WhenTwoLinesOfACaseWaitForTheGroup_HasOneItem()
    {
        var c = _world.InGroup(TestWorld.Fk, TestWorld.Af);
        Assert.Equal(2, c.Case.Bookmarks.Count);

        Assert.Equal(c.Case.Id, Assert.Single(AgendaOf(NextReview, c)).DeficiencyId);
    }

    [Fact]
    public void Agenda_WhenTwoLinesStandThereForDifferentReasons_GoesByTheMoreUrgent()
    {
        var c = _world.InGroup(TestWorld.Fk, TestWorld.Af);
        c.Do(new TableItem("Ledamoten är sjuk"), meeting: _world.Meeting(TestWorld.Sg2), targets: [c.LineOf(TestWorld.Af)]);

        Assert.Equal(AgendaSection.Tabled, Assert.Single(AgendaOf(NextReview, c)).Section);
    }

    [Fact]
    public void Agenda_WhenItsItemsDiffer_TakesAnswersFirstThenTabledThenReturningThenNew()
    {
        var fresh = _world.InGroup();
        var tabled = _world.InGroup();
        tabled.Do(new TableItem("Tiden tog slut"), meeting: _world.Meeting(TestWorld.Sg1));
        var returned = _world.TakenHome();
        returned.Do(new ReturnToGroup("Vill diskutera igen"));
        var answered = _world.TakenHome();
        answered.Do(new RegisterAnswer(Data.Letters.AnswerKind.NoChange, "Vi ändrar inte"));

        Assert.Equal(
            [AgendaSection.AnswerToAssess, AgendaSection.Tabled, AgendaSection.Returning, AgendaSection.New],
            AgendaOf(NextReview, fresh, tabled, returned, answered).Select(l => l.Section));
    }

    [Fact]
    public void Agenda_WhenAnAnswerIsDueOnTheDay_LeavesTheLineOut()
    {
        var c = _world.TakenHome();

        Assert.Empty(AgendaOf(c.Line.Due!.Value, c));
    }

    [Fact]
    public void Agenda_WhenAnAnswerIsADayLate_TakesTheLineUpAsOverdue()
    {
        var c = _world.TakenHome();

        Assert.Equal(AgendaSection.Overdue, Assert.Single(AgendaOf(c.Line.Due!.Value.AddDays(1), c)).Section);
    }

    [Fact]
    public void Agenda_WhenAPromiseWasNotKept_TakesTheLineUpAsOverdue()
    {
        var c = _world.Promised();

        Assert.Equal(AgendaSection.Overdue, Assert.Single(AgendaOf(c.Line.Due!.Value.AddDays(1), c)).Section);
    }

    [Fact]
    public void Agenda_WhenTheMeetingIsAhead_CallsNobodyLateBeforeTheirDay()
    {
        var c = _world.TakenHome();
        var facts = AgendaFacts.None with { Today = c.Line.Due };

        Assert.Empty(AgendaOf(c.Line.Due!.Value.AddDays(1), facts, c));
    }

    [Fact]
    public void Agenda_WhenALateLineStandsBesideANewOne_HasOneItemAsOverdue()
    {
        var c = _world.InGroup(TestWorld.Fk, TestWorld.Af);
        c.Do(new TakeHome(TestWorld.FkParty), meeting: _world.Meeting(TestWorld.Sg2), targets: [c.LineOf(TestWorld.Fk)]);

        Assert.Equal(AgendaSection.Overdue, Assert.Single(AgendaOf(c.LineOf(TestWorld.Fk).Due!.Value.AddDays(1), c)).Section);
    }

    [Fact]
    public void Agenda_WhenAnEarlierCaseIsLikeANewOne_ProposesTheMerge()
    {
        var c = _world.InReview();
        var facts = AgendaFacts.None with { Merges = new Dictionary<long, long> { [c.Case.Id] = 7 } };

        var line = Assert.Single(AgendaOf(NextReview, facts, c));

        Assert.Equal((AgendaSection.ProposedMerge, 7), (line.Section, line.MergeInto));
    }

    [Fact]
    public void Agenda_WhenACaseIsBackForAReason_KeepsTheReasonBeforeAMerge()
    {
        var c = _world.InReview();
        c.Do(new Hold(NextReview, null), meeting: Review);
        var facts = AgendaFacts.None with { Merges = new Dictionary<long, long> { [c.Case.Id] = 7 } };

        Assert.Equal(AgendaSection.HoldDue, Assert.Single(AgendaOf(NextReview, facts, c)).Section);
    }

    [Fact]
    public void Agenda_WithinASection_GroupsByAuthorityInItsOrder()
    {
        _world.Facts.Authorities[TestWorld.Fk].SortOrder = 2;
        _world.Facts.Authorities[TestWorld.Af].SortOrder = 1;
        var (fk, af, fkAgain) = (_world.InGroup(TestWorld.Fk), _world.InGroup(TestWorld.Af), _world.InGroup(TestWorld.Fk));

        Assert.Equal([af.Case.Id, fk.Case.Id, fkAgain.Case.Id], AgendaOf(NextReview, fk, af, fkAgain).Select(l => l.DeficiencyId));
    }

    [Fact]
    public void Agenda_WithinAGroup_TakesTheHighestPriorityFirst()
    {
        var (once, twice) = (_world.InGroup(TestWorld.Fk), _world.InGroup(TestWorld.Fk));
        twice.Do(CaseBuilder.Seen(_world), TestWorld.OtherOmbud);

        Assert.Equal([twice.Case.Id, once.Case.Id], AgendaOf(NextReview, once, twice).Select(l => l.DeficiencyId));
    }

    [Fact]
    public void Agenda_WhenPartiesHaveMarkedACase_TakesItBeforeItsEqual()
    {
        var (plain, marked) = (_world.InGroup(TestWorld.Fk), _world.InGroup(TestWorld.Fk));
        var facts = AgendaFacts.None with { Important = new Dictionary<long, int> { [marked.Case.Id] = 1 } };

        Assert.Equal([marked.Case.Id, plain.Case.Id], AgendaOf(NextReview, facts, plain, marked).Select(l => l.DeficiencyId));
    }

    [Fact]
    public void Order_HoldsEverySectionOnce() =>
        Assert.Equal(Enum.GetValues<AgendaSection>().Order(), AgendaOrder.Sections.Order());

    private static IReadOnlyList<AgendaLine> AgendaOf(DateOnly on, params TestCase[] cases) => AgendaOf(on, AgendaFacts.None, cases);

    private static IReadOnlyList<AgendaLine> AgendaOf(DateOnly on, AgendaFacts facts, params TestCase[] cases)
    {
        foreach (var c in cases)
            foreach (var b in c.Case.Bookmarks) b.Deficiency = c.Case;
        return Agenda.Of(cases.SelectMany(c => c.Case.Bookmarks).Where(b => b.Stage is not Stages.Closed), on, facts);
    }
}
