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

    private static IReadOnlyList<AgendaLine> AgendaOf(DateOnly on, params TestCase[] cases)
    {
        foreach (var c in cases)
            foreach (var b in c.Case.Bookmarks) b.Deficiency = c.Case;
        return Agenda.Of(cases.SelectMany(c => c.Case.Bookmarks).Where(b => b.Stage is Stages.Review or Stages.Group), on);
    }
}
