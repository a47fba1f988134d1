using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Reference;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Demo;

/// <summary>Fills an empty database with the demo: people, two years of meetings, 88 cases with their histories.</summary>
public sealed class DemoSeeder
{
    private readonly DbFactory _factory;
    private readonly SwedishCalendar _calendar;
    private readonly WorkflowOptions _options;

    internal DemoSeeder(DbFactory factory, SwedishCalendar calendar, WorkflowOptions options) =>
        (_factory, _calendar, _options) = (factory, calendar, options);

    /// <summary>The password that all demo accounts share.</summary>
    public static string Password => DemoPeople.Password;

    /// <summary>Fills the database when it has reference data but no account; else does nothing.</summary>
    /// <returns>Whether it was filled now.</returns>
    public async Task<bool> SeedAsync(CancellationToken ct = default)
    {
        await using var db = _factory.OpenWriter();
        if (await db.Users.AnyAsync(ct) || await db.Deficiencies.AnyAsync(ct)) return false;
        var organisation = await db.Organisations.Include(o => o.CurrentRoute).OrderBy(o => o.Id).FirstAsync(ct);
        await new DemoPeople(db).AddAsync(organisation.Id, ReferenceFile.Read<ReferenceData>(ReferenceLoader.Preset), ct);
        var calendar = new DemoCalendar(_calendar.Today);
        var groups = await db.Groups.AsNoTracking().Where(g => g.OrganisationId == organisation.Id).ToDictionaryAsync(g => g.Code, ct);
        var meetings = calendar.Meetings(organisation, groups).OrderBy(m => m.Date).ToList();
        var coordinator = await ActorAsync(db, "malin@demo.example", ct);
        foreach (var m in meetings.Where(m => m.State == MeetingState.Approved)) m.ApprovedById = coordinator.AccountId;
        db.AddRange(meetings);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();

        var facts = await FactsLoader.LoadAsync(db, organisation.Id, _calendar.Today, _options.MailDomain, ct);
        var route = Routes.RouteReader.Read(organisation.CurrentRoute!.Json);
        var simulation = new CaseSimulation(route, organisation.CurrentRoute.Id, facts, meetings);
        var actors = await ActorsAsync(db, ct);
        await new DemoReplay(simulation, calendar, meetings, actors, coordinator, await TermsAsync(db, organisation, ct)).PlayAsync(_calendar.Now);
        await new SimulationStore(_factory).SaveAsync(simulation, meetings, ct);
        return true;
    }

    private static async Task<Actor> ActorAsync(SystemfelDb db, string email, CancellationToken ct) => (await ActorsAsync(db, ct))[email];

    private static async Task<Dictionary<string, Actor>> ActorsAsync(SystemfelDb db, CancellationToken ct) =>
        (await db.Users.AsNoTracking().Include(u => u.Memberships).ToListAsync(ct))
        .ToDictionary(u => u.Email!, u => new Actor(u.Id, u.DisplayName, u.Memberships));

    private static async Task<DemoTerms> TermsAsync(SystemfelDb db, Organisation organisation, CancellationToken ct)
    {
        var terms = await db.Terms.AsNoTracking().Where(t => t.OrganisationId == organisation.Id).ToListAsync(ct);
        var subAreas = await db.SubAreas.AsNoTracking().Include(s => s.Authority).Where(s => s.OrganisationId == organisation.Id).ToListAsync(ct);
        return new DemoTerms(
            terms.ToDictionary(t => (t.Kind, t.Code), t => t.Id),
            subAreas.ToDictionary(s => (s.Authority.Code, s.Code), s => s.Id));
    }
}

/// <summary>Ids behind the codes that the demo file uses.</summary>
internal sealed record DemoTerms(IReadOnlyDictionary<(TermKind, string), long> Terms, IReadOnlyDictionary<(string, string), long> SubAreas)
{
    public long? Term(TermKind kind, string? code) => code == null ? null : Terms[(kind, code)];
}
