using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Reference;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Demo;

/// <summary>What demo cases are played on: the people, the meetings, the words, and the simulation itself.</summary>
internal sealed record DemoStage(
    CaseSimulation Simulation, DemoCalendar Calendar, IReadOnlyList<Meeting> Meetings, IReadOnlyDictionary<string, Actor> Actors, DemoTerms Terms)
{
    public Actor Coordinator => Actors["malin@demo.example"];

    public long TeamId => Simulation.Facts.Groups["team"].Id;

    /// <summary>Adds people and meetings to a database that has reference data only.</summary>
    public static async Task<DemoStage> SetAsync(SystemfelDb db, SwedishCalendar time, WorkflowOptions options, CancellationToken ct)
    {
        var organisation = await db.Organisations.Include(o => o.CurrentRoute).OrderBy(o => o.Id).FirstAsync(ct);
        await new DemoPeople(db).AddAsync(organisation.Id, ReferenceFile.Read<ReferenceData>(ReferenceLoader.Preset), ct);
        var actors = (await db.Users.AsNoTracking().Include(u => u.Memberships).ToListAsync(ct))
            .ToDictionary(u => u.Email!, u => new Actor(u.Id, u.DisplayName, u.Memberships));
        var calendar = new DemoCalendar(time.Today);
        var groups = await db.Groups.AsNoTracking().Where(g => g.OrganisationId == organisation.Id).ToDictionaryAsync(g => g.Code, ct);
        // They begin with Borlänge, where the service is.
        var hosts = await db.Parties.Where(p => p.OrganisationId == organisation.Id && p.MunicipalityId != null && p.Kind == PartyKind.Authority)
            .OrderBy(p => p.Code == "kommun-avesta").ThenBy(p => p.Code).Select(p => p.Id).ToListAsync(ct);
        var meetings = calendar.Meetings(groups, hosts).OrderBy(m => m.Date).ToList();
        foreach (var m in meetings.Where(m => m.State == MeetingState.Approved)) m.ApprovedById = actors["malin@demo.example"].AccountId;
        db.AddRange(meetings);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        var facts = await FactsLoader.LoadAsync(db, organisation.Id, time.Today, options.MailDomain, ct);
        var simulation = new CaseSimulation(Routes.RouteReader.Read(organisation.CurrentRoute!.Json), organisation.CurrentRoute.Id, facts, meetings);
        return new DemoStage(simulation, calendar, meetings, actors, await DemoTerms.ReadAsync(db, organisation.Id, ct));
    }

    public long? MunicipalityId(string? code) =>
        code == null ? null : Simulation.Facts.Municipalities.Values.First(m => m.Code == code).Id;

    public ReportText ReportOf(DemoCase d, DateOnly date) => new()
    {
        Kind = d.Kind == "goodExample" ? DeficiencyKind.GoodExample : DeficiencyKind.Deficiency,
        Title = d.Title,
        Pattern = d.Pattern,
        Consequence = d.Consequence,
        Proposal = d.Proposal ?? "",
        Level = d.Level switch { "caseOfficer" => Level.CaseOfficer, "local" => Level.Local, "central" => Level.Central, _ => null },
        ThemeId = Terms.Term(TermKind.Theme, d.Theme),
        CauseTypeId = Terms.Term(TermKind.CauseType, d.CauseType),
        LifeDomainId = Terms.Term(TermKind.LifeDomain, d.LifeDomain),
        MunicipalityId = MunicipalityId(d.Municipality),
        PeriodFrom = new DateOnly(date.Year, date.Month, 1).AddMonths(-2),
        PeriodTo = new DateOnly(date.Year, date.Month, 1),
        Frequency = d.Frequency switch
        {
            "once" => Frequency.Once,
            "sometimes" => Frequency.Sometimes,
            "weekly" => Frequency.Weekly,
            "monthly" => Frequency.Monthly,
            _ => null,
        },
        Band = BandOf(d.Band),
        Addressees = [.. d.Addressees.Select(a => new ReportAddressee(
            Simulation.Facts.Authorities.Values.First(x => x.Code == a.Authority).Id,
            a.SubArea == null ? null : Terms.SubAreas[(a.Authority, a.SubArea)]))],
    };

    public static AffectedBand BandOf(string band) => band switch
    {
        "1" => AffectedBand.One,
        "2-4" => AffectedBand.TwoToFour,
        "5-9" => AffectedBand.FiveToNine,
        _ => AffectedBand.TenOrMore,
    };
}

/// <summary>Ids behind the codes that the demo file uses.</summary>
internal sealed record DemoTerms(IReadOnlyDictionary<(TermKind, string), long> Terms, IReadOnlyDictionary<(string, string), long> SubAreas)
{
    public static async Task<DemoTerms> ReadAsync(SystemfelDb db, long organisationId, CancellationToken ct)
    {
        var terms = await db.Terms.AsNoTracking().Where(t => t.OrganisationId == organisationId).ToListAsync(ct);
        var subAreas = await db.SubAreas.AsNoTracking().Include(s => s.Authority).Where(s => s.OrganisationId == organisationId).ToListAsync(ct);
        return new DemoTerms(terms.ToDictionary(t => (t.Kind, t.Code), t => t.Id), subAreas.ToDictionary(s => (s.Authority.Code, s.Code), s => s.Id));
    }

    public long? Term(TermKind kind, string? code) => code == null ? null : Terms[(kind, code)];
}
