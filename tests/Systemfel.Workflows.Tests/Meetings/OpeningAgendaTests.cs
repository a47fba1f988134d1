using Systemfel.Data.Meetings;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Workflows.Tests.Meetings;

public class OpeningAgendaTests
{
    private static readonly AgendaLine[] Lines =
        [new(1, AgendaSection.AnswerToAssess), new(2, AgendaSection.Tabled), new(3, AgendaSection.New)];

    [Fact]
    public void Fill_WhenANoteWasWrittenOnACaseThatNoLongerWaits_KeepsIt()
    {
        var meeting = new Meeting { Items = { new AgendaItem { DeficiencyId = 9, Note = "Fråga regionen" } } };

        Assert.Empty(OpeningAgenda.Fill(meeting, Lines));
    }

    [Fact]
    public void Clear_WhenTheOrderIsTheAgendasOwn_KeepsOnlyWhatWasSaidAndWritten()
    {
        var meeting = new Meeting
        {
            Items = { new AgendaItem { DeficiencyId = 1, SortOrder = 1, Section = AgendaSection.AnswerToAssess }, new AgendaItem { DeficiencyId = 2, SortOrder = 2, Section = AgendaSection.Tabled, Note = "Fråga regionen" }, new AgendaItem { DeficiencyId = 3, SortOrder = 3, Section = AgendaSection.New, Supports = { new Support() } } },
        };

        var gone = OpeningAgenda.Clear(meeting, Lines);

        Assert.Equal(1, Assert.Single(gone).DeficiencyId);
        Assert.Equal([(2L, 0), (3L, 0)], meeting.Items.Select(i => (i.DeficiencyId, i.SortOrder)));
    }

    [Fact]
    public void Clear_WhenTheOrderWasChosenByHand_KeepsIt()
    {
        var meeting = new Meeting { Items = { new AgendaItem { DeficiencyId = 3, SortOrder = 1, Section = AgendaSection.New }, new AgendaItem { DeficiencyId = 1, SortOrder = 2, Section = AgendaSection.AnswerToAssess } } };

        Assert.Empty(OpeningAgenda.Clear(meeting, Lines));

        Assert.Equal([3, 1], InOrder(meeting));
    }

    [Fact]
    public void Fill_WhenNobodyPlacedAnything_TakesTheAgendasOwnOrder()
    {
        var meeting = new Meeting { Items = { new AgendaItem { DeficiencyId = 3, Supports = { new Support() } } } };

        OpeningAgenda.Fill(meeting, Lines);

        Assert.Equal([1, 2, 3], InOrder(meeting));
    }

    [Fact]
    public void Fill_WhenSomeWerePlaced_KeepsTheirOrderAndPutsTheRestLast()
    {
        var meeting = new Meeting { Items = { new AgendaItem { DeficiencyId = 3, SortOrder = 1 }, new AgendaItem { DeficiencyId = 1, SortOrder = 2 } } };

        OpeningAgenda.Fill(meeting, Lines);

        Assert.Equal([3, 1, 2], InOrder(meeting));
    }

    [Fact]
    public void Fill_WhenAnItemWasMadeForAnotherReason_TakesTheReasonOfToday()
    {
        var meeting = new Meeting { Items = { new AgendaItem { DeficiencyId = 2, SortOrder = 1, Section = AgendaSection.New } } };

        OpeningAgenda.Fill(meeting, Lines);

        Assert.Equal(AgendaSection.Tabled, meeting.Items.Single(i => i.DeficiencyId == 2).Section);
    }

    [Fact]
    public void Fill_WhenACaseNoLongerWaits_TakesItOff()
    {
        var meeting = new Meeting { Items = { new AgendaItem { DeficiencyId = 9, SortOrder = 1 } } };

        var gone = OpeningAgenda.Fill(meeting, Lines);

        Assert.Equal(9, Assert.Single(gone).DeficiencyId);
        Assert.Equal([1, 2, 3], InOrder(meeting));
    }

    [Fact]
    public void Fill_WhenSomethingWasSaidOnACaseThatNoLongerWaits_KeepsItLast()
    {
        var meeting = new Meeting { Items = { new AgendaItem { DeficiencyId = 9, SortOrder = 1, Supports = { new Support() } } } };

        Assert.Empty(OpeningAgenda.Fill(meeting, Lines));

        Assert.Equal([1, 2, 3, 9], InOrder(meeting));
    }

    [Fact]
    public void Add_WhenTheMeetingIsOpen_MovesNothingThatStandsThere()
    {
        var meeting = new Meeting { Items = { new AgendaItem { DeficiencyId = 3, SortOrder = 1 } } };

        OpeningAgenda.Add(meeting, Lines);

        Assert.Equal([3, 1, 2], InOrder(meeting));
    }

    private static IEnumerable<long> InOrder(Meeting meeting) => meeting.Items.OrderBy(i => i.SortOrder).Select(i => i.DeficiencyId);
}
