using Systemfel.Data.Organisations;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Tests.Yearly;

public class CompositionProposalTests
{
    private static readonly ReturnTemplate Template = ReturnTemplates.Find("2026")!;

    [Fact]
    public void Of_NoSteeringGroup_ProposesNothing() => Assert.Empty(CompositionProposal.Of(Template, new Dictionary<string, Composition>()));

    [Fact]
    public void Of_TwoGroups_SaysYesWhereSomebodySitsInOneOfThemAndNamesTheRest()
    {
        Seat[] first = [new(1, "Provköpings kommun", "KO", PartyKind.Authority, ["Eva"]), new(2, "Försäkringskassan", "FK", PartyKind.Authority, []), new(5, "RSMH", null, PartyKind.UserOrganisation, ["Ove"])];
        Seat[] second = [new(3, "Arbetsförmedlingen", "AF", PartyKind.Authority, ["Arne"])];
        var held = new HeldMeeting(new DateOnly(2026, 3, 1), new HashSet<long> { 1 });
        var groups = new Dictionary<string, Composition>
        {
            ["Grupp ett"] = new(2026, first, [held], new Dictionary<string, IReadOnlyList<Seat>> { ["Grupp två"] = second }),
            ["Grupp två"] = new(2026, second, [held], new Dictionary<string, IReadOnlyList<Seat>> { ["Grupp ett"] = first }),
        };

        var proposed = CompositionProposal.Of(Template, groups);

        Assert.Equal(["Ja", "Ja", "Nej", "Nej", "Nej"], Template.Field("5.2")!.Keys.Select(k => proposed[k]));
        Assert.Equal(("Ja", "RSMH"), (proposed["5.3/brukar/svar"], proposed["5.3/brukar/vilka"]));
        Assert.Equal(
            "Arbetsförmedlingen har en plats, men har inte varit med på något möte under året.\nFörsäkringskassan har ingen representant: platsen är inte tillsatt.\nRegionens primärvård har ingen representant.\nRegionens psykiatri har ingen representant.",
            proposed["5.4"]);
    }
}
