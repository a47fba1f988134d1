using Systemfel.Data.Organisations;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Workflows.Tests.Meetings;

/// <summary>5 § of SFS 2013:522, on seats and attendance as they are stored.</summary>
public class CompositionTests
{
    private static readonly Seat Municipality = new(1, "Säters kommun", "KO", PartyKind.Authority, ["Klara Kommun"]);
    private static readonly Seat Employment = new(2, "Arbetsförmedlingen", "AF", PartyKind.Authority, ["Arne Arbete"]);
    private static readonly Seat Insurance = new(3, "Försäkringskassan", "FK", PartyKind.Authority, ["Fia Kassan"]);
    private static readonly Seat Primary = new(4, "Region Dalarna, primärvården", "PV", PartyKind.Authority, ["Per Vård"]);
    private static readonly Seat Psychiatry = new(5, "Region Dalarna, psykiatrin", "PS", PartyKind.Authority, ["Pia Vård"]);
    private static readonly Seat Users = new(6, "RSMH Dalarna", null, PartyKind.UserOrganisation, ["Rut Brukare"]);
    private static readonly Seat County = new(7, "Länsstyrelsen", null, PartyKind.CountyBoard, ["Lena Län"]);

    private static readonly Seat[] All = [Municipality, Employment, Insurance, Primary, Psychiatry, Users, County];
    private static readonly DateOnly Spring = new(2026, 4, 14);
    private static readonly DateOnly Autumn = new(2026, 10, 20);

    [Theory]
    [InlineData(1, RequiredPart.Municipality)]
    [InlineData(2, RequiredPart.EmploymentService)]
    [InlineData(3, RequiredPart.SocialInsurance)]
    [InlineData(4, RequiredPart.PrimaryCare)]
    [InlineData(5, RequiredPart.Psychiatry)]
    public void Lacking_WithoutOneOfTheParties_NamesItAlone(long without, RequiredPart part)
    {
        var lacking = Assert.Single(Of([.. All.Where(s => s.Id != without)]).Lacking);

        Assert.Equal((part, PartState.Missing), (lacking.Part, lacking.State));
    }

    [Fact]
    public void Lacking_WithOneOfEach_IsEmpty() => Assert.Empty(Of(All).Lacking);

    [Fact]
    public void UserOrganisations_ThatAreNotThere_AreToBeOfferedASeatAndNotLacking()
    {
        var composition = Of([.. All.Where(s => s.Id != 6)]);

        Assert.Equal(PartState.Missing, RowOf(composition, RequiredPart.UserOrganisations).State);
        Assert.Empty(composition.Lacking);
    }

    [Fact]
    public void State_OfASeatWithoutAPerson_IsVacant()
    {
        var row = RowOf(Of([Municipality with { People = [] }]), RequiredPart.Municipality);

        Assert.Equal((PartState.Vacant, true), (row.State, row.IsLacking));
    }

    [Fact]
    public void State_WhenOneOfTwoMunicipalitiesHasAPerson_IsRepresented()
    {
        var row = RowOf(Of([Municipality with { People = [] }, Municipality with { Id = 8, Name = "Avesta kommun" }]), RequiredPart.Municipality);

        Assert.Equal((PartState.Represented, "Avesta kommun, Säters kommun"), (row.State, string.Join(", ", row.Parties.Select(p => p.Seat.Name))));
    }

    [Fact]
    public void State_OfAPartyInAnotherSteeringGroup_IsElsewhereAndNotLacking()
    {
        var composition = new Composition(2026, [Municipality], [], new Dictionary<string, IReadOnlyList<Seat>> { ["Samverkansgrupp 2"] = [Insurance] });

        var row = RowOf(composition, RequiredPart.SocialInsurance);
        Assert.Equal((PartState.Elsewhere, false, "Samverkansgrupp 2"), (row.State, row.IsLacking, Assert.Single(row.Others)));
    }

    [Fact]
    public void State_OfAPartyWhoseChairInAnotherGroupIsEmpty_IsVacantThere()
    {
        var composition = new Composition(2026, [Municipality], [], new Dictionary<string, IReadOnlyList<Seat>> { ["Samverkansgrupp 2"] = [Insurance with { People = [] }] });

        var row = RowOf(composition, RequiredPart.SocialInsurance);
        Assert.Equal((PartState.Vacant, true, "Samverkansgrupp 2"), (row.State, row.IsLacking, Assert.Single(row.Others)));
    }

    [Fact]
    public void State_InAYearBeforeThePartyFirstCame_HoldsNothingAgainstIt()
    {
        var composition = Of(All, new HeldMeeting(Autumn, Present(1)), new HeldMeeting(new DateOnly(2027, 4, 13), Present(3)));

        Assert.Equal(PartState.Represented, RowOf(composition, RequiredPart.SocialInsurance).State);
        Assert.Equal(PartState.NeverCame, RowOf(composition, RequiredPart.EmploymentService).State);
    }

    [Fact]
    public void State_OfAPartyThatNeverCame_SaysSo()
    {
        var composition = Of(All, new HeldMeeting(Spring, Present(1)), new HeldMeeting(Autumn, Present(1, 2)));

        Assert.Equal(PartState.NeverCame, RowOf(composition, RequiredPart.SocialInsurance).State);
        Assert.Equal(PartState.Represented, RowOf(composition, RequiredPart.EmploymentService).State);
    }

    [Fact]
    public void State_WhenNoAttendanceIsWrittenDown_HoldsNothingAgainstAnyone()
    {
        var composition = Of(All, new HeldMeeting(Spring, null));

        Assert.Empty(composition.Lacking);
        Assert.Equal([Spring], composition.WithoutAttendance);
    }

    [Fact]
    public void Attended_OfAnEarlierYear_IsNotCountedButFirstSeenIs()
    {
        var earlier = new DateOnly(2024, 10, 15);
        var party = Assert.Single(RowOf(Of(All, new HeldMeeting(earlier, Present(1)), new HeldMeeting(Spring, Present(1)), new HeldMeeting(Autumn, Present())), RequiredPart.Municipality).Parties);

        Assert.Equal((earlier, 1), (party.FirstSeen, party.Attended));
    }

    [Fact]
    public void Held_InTheYear_AreThoseOfTheYearInOrder() =>
        Assert.Equal([Spring, Autumn], Of(All, new HeldMeeting(Autumn, null), new HeldMeeting(new DateOnly(2025, 4, 1), null), new HeldMeeting(Spring, null)).Held);

    private static Composition Of(IReadOnlyList<Seat> seats, params HeldMeeting[] held) => new(2026, seats, held, new Dictionary<string, IReadOnlyList<Seat>>());

    private static PartRow RowOf(Composition composition, RequiredPart part) => composition.Rows.Single(r => r.Part == part);

    private static HashSet<long> Present(params long[] parties) => [.. parties];
}
