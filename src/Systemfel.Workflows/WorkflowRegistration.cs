using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Imports;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Operations;
using Systemfel.Workflows.Organisations;
using Systemfel.Workflows.Reference;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows;

/// <summary>Registers what changes cases.</summary>
public static class WorkflowRegistration
{
    /// <summary>Needs <c>AddSystemfelData</c>; uses the registered <see cref="TimeProvider"/>, the system's when there is none.</summary>
    public static IServiceCollection AddSystemfelWorkflows(this IServiceCollection services, WorkflowOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SwedishCalendar>();
        services.AddSingleton<RouteCache>();
        // Made here and now: a broken data file stops the start, not the first report.
        services.AddSingleton<IPersonalDataFinder>(new PersonalDataFinder());
        services.AddSingleton<TextCheck>();
        IndirectRisk.LoadData();
        services.AddScoped(p => new CaseMoves(
            p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<RouteCache>(), p.GetRequiredService<TextCheck>(), options));
        services.AddScoped(p => new MeetingService(
            p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<CaseMoves>(), p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<MinutesKeeper>()));
        services.AddScoped(p => new ItemOnScreen(p.GetRequiredService<SystemfelDb>()));
        services.AddScoped<AgendaPreview>();
        services.AddAgendas();
        services.AddSingleton<RegisterIndex>();
        services.AddSingleton<Overview.OverviewIndex>();
        services.AddScoped(p => new OrganisationSettings(p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>()));
        services.AddScoped(p => new AccessLogWriter(p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>()));
        services.AddScoped(p => new ReferenceLoader(p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>()));
        services.AddScoped(p => new Starting.StartGuide(p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>(), options));
        services.AddScoped(p => new Starting.PresetChoice(p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>()));
        services.AddScoped(p => new Starting.ExampleCases(
            p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<RouteCache>(), p.GetRequiredService<TextCheck>(), options));
        services.AddScoped(p => new Starting.ExampleRemoval(p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>()));
        services.AddScoped<Exporting.OrganisationExport>();
        services.AddCounty(options);
        services.AddRouteEditing(options);
        services.AddSingleton(p => new Incidents.ErasedPages(p.GetRequiredService<DbFactory>(), p.GetService<ILogger<Incidents.ErasedPages>>() ?? NullLogger<Incidents.ErasedPages>.Instance));
        services.AddSystemfelImports(options);
        services.AddYearly();
        services.AddScoped(p => new DemoSeeder(p.GetRequiredService<DbFactory>(), p.GetRequiredService<SwedishCalendar>(), options));
        services.AddScoped(p => new DemoGenerator(p.GetRequiredService<DbFactory>(), p.GetRequiredService<SwedishCalendar>(), options));
        services.AddSingleton(p => new JobRecorder(p.GetRequiredService<DbFactory>(), p.GetRequiredService<SwedishCalendar>()));
        return services;
    }
}
