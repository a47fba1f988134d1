using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Web.Features.Meetings;

namespace Systemfel.Web.Tests.Meetings;

public sealed class AgendaGroupTests
{
    [Fact]
    public void Of_WhenTheOrderIsTheAgendasOwn_HasAGroupForEachBody()
    {
        var groups = AgendaGroup.Of([Point(AgendaSection.Tabled, "FK"), Point(AgendaSection.New, "FK"), Point(AgendaSection.New, "AF"), Point(AgendaSection.New, "AF")]);

        Assert.Equal([("Bordlagda", "FK", 1), ("Nya", "FK", 1), ("Nya", "AF", 2)], groups.Select(g => (g.Heading, g.Name, g.Points.Count)));
    }

    [Fact]
    public void Of_WhenASectionComesBack_IsOneGroup() =>
        Assert.Equal(("I mötets ordning", "", 3), Only(Point(AgendaSection.New, "FK"), Point(AgendaSection.Tabled, "FK"), Point(AgendaSection.New, "AF")));

    [Fact]
    public void Of_WhenABodyComesBackInItsSection_IsOneGroup() =>
        Assert.Equal(("I mötets ordning", "", 3), Only(Point(AgendaSection.New, "FK"), Point(AgendaSection.New, "AF"), Point(AgendaSection.New, "FK")));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Asked_WhenThePointWaitsForSomebodyElse_AsksForNoDecision(bool team) =>
        Assert.Contains("inget att besluta", AgendaWords.Asked(Point(AgendaSection.Overdue, "FK") with { IsElsewhere = true }, team));

    private static (string, string, int) Only(params AgendaPoint[] points)
    {
        var group = Assert.Single(AgendaGroup.Of(points));
        return (group.Heading, group.Name, group.Points.Count);
    }

    private static AgendaPoint Point(AgendaSection section, string body) => new(new Deficiency(), section, body, null!, null!);
}
