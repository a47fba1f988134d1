using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Imports;

/// <summary>Registers what imports older lists.</summary>
public static class ImportRegistration
{
    /// <summary>Needs <c>AddSystemfelWorkflows</c>.</summary>
    /// <param name="services">Where.</param>
    /// <param name="options">As the workflows have them.</param>
    public static IServiceCollection AddSystemfelImports(this IServiceCollection services, WorkflowOptions options)
    {
        services.AddSingleton(p => new ImportPlans(p.GetRequiredService<DbFactory>(), p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<TextCheck>(),
            p.GetService<ILogger<ImportPlans>>() ?? NullLogger<ImportPlans>.Instance));
        services.AddScoped(p => new ImportService(
            p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<ImportPlans>(), p.GetRequiredService<TextCheck>(),
            p.GetRequiredService<ErasedPages>()));
        services.AddScoped(p => new ImportApplying(
            p.GetRequiredService<DbFactory>(), p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<RouteCache>(), p.GetRequiredService<TextCheck>(),
            p.GetRequiredService<ImportPlans>(), p.GetRequiredService<ErasedPages>(), options, p.GetService<ILogger<ImportApplying>>() ?? NullLogger<ImportApplying>.Instance));
        services.AddScoped(p => new ImportForgetting(p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<ImportPlans>(), p.GetRequiredService<ErasedPages>()));
        services.AddScoped(p => new ImportUndoing(
            p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<RouteCache>(), options, p.GetRequiredService<TextCheck>()));
        return services;
    }
}
