using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
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
        var stage = await DemoStage.SetAsync(db, _calendar, _options, ct);
        new DemoReplay(stage).Play(_calendar.Now);
        await new SimulationStore(_factory).SaveAsync(stage.Simulation, stage.Meetings, ct);
        await using var after = _factory.OpenWriter();
        await new DemoVoices(after, _calendar, stage).SpeakAsync(ct);
        return true;
    }
}
