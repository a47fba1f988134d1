using Systemfel.Data.Organisations;

namespace Systemfel.Workflows.Meetings;

/// <summary>Whom 5 § of SFS 2013:522 wants in the steering group, in the order of the annual return (5.2 and 5.3).</summary>
public enum RequiredPart
{
    /// <summary>Kommunen.</summary>
    Municipality,
    /// <summary>Arbetsförmedlingen.</summary>
    EmploymentService,
    /// <summary>Försäkringskassan.</summary>
    SocialInsurance,
    /// <summary>Regionens (in the text: landstingets) primärvård.</summary>
    PrimaryCare,
    /// <summary>Regionens psykiatri.</summary>
    Psychiatry,
    /// <summary>Patient-, brukar- och anhörigorganisationer: they are to be offered a seat.</summary>
    UserOrganisations,
}

/// <summary>How a required part stands, the best first.</summary>
public enum PartState
{
    /// <summary>Someone sits there for it.</summary>
    Represented,
    /// <summary>Someone sits there for it, and nobody has come to any meeting of the year whose attendance is written down.</summary>
    NeverCame,
    /// <summary>It has a seat, here or in another steering group, and nobody in any.</summary>
    Vacant,
    /// <summary>Not here, but someone sits for it in another steering group of the organisation.</summary>
    Elsewhere,
    /// <summary>It has no seat in any steering group.</summary>
    Missing,
}

/// <summary>A party with a seat in a group.</summary>
/// <param name="Id">The party.</param>
/// <param name="Name">Its name.</param>
/// <param name="AuthorityCode">KO, AF, FK, PV, PS ...; null when it is no authority.</param>
/// <param name="Kind">What it is.</param>
/// <param name="People">Who sits there for it, by name.</param>
public sealed record Seat(long Id, string Name, string? AuthorityCode, PartyKind Kind, IReadOnlyList<string> People);

/// <summary>A meeting that was held.</summary>
/// <param name="Date">Its day.</param>
/// <param name="Present">Parties that someone was there for; null when no attendance was written down.</param>
public sealed record HeldMeeting(DateOnly Date, IReadOnlySet<long>? Present);

/// <summary>A party in the composition.</summary>
/// <param name="Seat">The party and who sits for it.</param>
/// <param name="FirstSeen">The first meeting that someone was at for it; null for none.</param>
/// <param name="Attended">To how many of the year's meetings someone came.</param>
public sealed record SeatedParty(Seat Seat, DateOnly? FirstSeen, int Attended);

/// <summary>A required part and how it stands.</summary>
/// <param name="Part">Which.</param>
/// <param name="State">How it stands.</param>
/// <param name="Parties">Those in the group that stand for it, by name.</param>
/// <param name="Others">Steering groups of the organisation that have a seat for it, when this one has not.</param>
public sealed record PartRow(RequiredPart Part, PartState State, IReadOnlyList<SeatedParty> Parties, IReadOnlyList<string> Others)
{
    /// <summary>The regulation asks for it, and something is to be done. User organisations are to be offered a seat; one that says no is no fault.</summary>
    public bool IsLacking => Part != RequiredPart.UserOrganisations && State is not (PartState.Represented or PartState.Elsewhere);
}

/// <summary>
/// A steering group's composition against 5 § of SFS 2013:522: 'För verksamheten ska det finnas en ledningsgrupp med representanter för kommunen,
/// landstingets primärvård och psykiatri, Arbetsförmedlingen och Försäkringskassan. Patient-, brukar- och anhörigorganisationer ska erbjudas att
/// delta i ledningsgruppen.' Made of what is stored: seats, accounts and attendance. No clock, no database.
/// </summary>
public sealed class Composition
{
    private static readonly Dictionary<RequiredPart, string> Codes = new()
    {
        [RequiredPart.Municipality] = "KO",
        [RequiredPart.EmploymentService] = "AF",
        [RequiredPart.SocialInsurance] = "FK",
        [RequiredPart.PrimaryCare] = "PV",
        [RequiredPart.Psychiatry] = "PS",
    };

    /// <param name="year">The year that attendance is counted in.</param>
    /// <param name="seats">The group's parties as they are today.</param>
    /// <param name="held">All meetings that the group has held, of any year.</param>
    /// <param name="others">The parties of the organisation's other steering groups that still meet, by the group's name.</param>
    public Composition(int year, IReadOnlyList<Seat> seats, IReadOnlyList<HeldMeeting> held, IReadOnlyDictionary<string, IReadOnlyList<Seat>> others)
    {
        Year = year;
        var ofYear = held.Where(m => m.Date.Year == year).ToList();
        Held = [.. ofYear.Select(m => m.Date).Order()];
        WithoutAttendance = [.. ofYear.Where(m => m.Present == null).Select(m => m.Date).Order()];
        Rows = [.. Enum.GetValues<RequiredPart>().Select(part => RowOf(part, seats, held, ofYear, others))];
    }

    /// <summary>The year that attendance is counted in.</summary>
    public int Year { get; }

    /// <summary>The days on which the group met in the year.</summary>
    public IReadOnlyList<DateOnly> Held { get; }

    /// <summary>Those of them whose attendance nobody has written down: they count for no party.</summary>
    public IReadOnlyList<DateOnly> WithoutAttendance { get; }

    /// <summary>How many of the year's meetings have attendance to count.</summary>
    public int Counted => Held.Count - WithoutAttendance.Count;

    /// <summary>Each required part, in the order of the annual return.</summary>
    public IReadOnlyList<PartRow> Rows { get; }

    /// <summary>What is to be done something about.</summary>
    public IReadOnlyList<PartRow> Lacking => [.. Rows.Where(r => r.IsLacking)];

    private static PartRow RowOf(
        RequiredPart part, IReadOnlyList<Seat> seats, IReadOnlyList<HeldMeeting> held, List<HeldMeeting> ofYear, IReadOnlyDictionary<string, IReadOnlyList<Seat>> others)
    {
        List<SeatedParty> parties = [.. seats.Where(s => IsOf(part, s)).OrderBy(s => s.Name, StringComparer.CurrentCulture).Select(s => new SeatedParty(
            s, held.Where(m => m.Present?.Contains(s.Id) == true).Select(m => (DateOnly?)m.Date).Min(), ofYear.Count(m => m.Present?.Contains(s.Id) == true)))];
        List<string> filled = parties.Count > 0 ? [] : GroupsWith(others, s => IsOf(part, s) && s.People.Count > 0);
        List<string> empty = parties.Count > 0 || filled.Count > 0 ? [] : GroupsWith(others, s => IsOf(part, s));
        var state = parties switch
        {
            [] when filled.Count > 0 => PartState.Elsewhere,
            [] => empty.Count > 0 ? PartState.Vacant : PartState.Missing,
            _ when parties.TrueForAll(p => p.Seat.People.Count == 0) => PartState.Vacant,
            _ when ofYear.Exists(m => m.Present != null) && parties.TrueForAll(p => p.Attended == 0 && !CameLater(p, ofYear)) => PartState.NeverCame,
            _ => PartState.Represented,
        };
        return new PartRow(part, state, parties, [.. filled, .. empty]);
    }

    private static List<string> GroupsWith(IReadOnlyDictionary<string, IReadOnlyList<Seat>> groups, Func<Seat, bool> has) =>
        [.. groups.Where(g => g.Value.Any(has)).Select(g => g.Key).Order(StringComparer.CurrentCulture)];

    /// <summary>Seats are today's. A party that first came after the year may have had none in it.</summary>
    private static bool CameLater(SeatedParty party, List<HeldMeeting> ofYear) => party.FirstSeen > ofYear.Max(m => m.Date);

    private static bool IsOf(RequiredPart part, Seat seat) =>
        part == RequiredPart.UserOrganisations ? seat.Kind == PartyKind.UserOrganisation : seat.AuthorityCode == Codes[part];
}
