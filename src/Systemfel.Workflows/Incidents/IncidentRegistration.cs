using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Incidents;

/// <summary>Registers what takes personal data away again.</summary>
public static class IncidentRegistration
{
    /// <summary>Needs <c>AddSystemfelWorkflows</c> and <c>AddSystemfelLetters</c>.</summary>
    public static IServiceCollection AddSystemfelIncidents(this IServiceCollection services)
    {
        services.AddSingleton(p => new IncidentLog(p.GetRequiredService<WorkflowOptions>().KeyPath));
        services.AddScoped(p => new IncidentChanges(Db(p), p.GetRequiredService<CaseRecorder>(), p.GetRequiredService<ErasedPages>()));
        services.AddScoped(p => new IncidentService(
            Db(p), p.GetRequiredService<CaseRecorder>(), p.GetRequiredService<IncidentChanges>(), p.GetRequiredService<IncidentLog>(), p.GetRequiredService<ErasedPages>(),
            new SharedTexts(Db(p), p.GetRequiredService<Anonymisation.TextCheck>())));
        services.AddScoped(p => new IncidentDecisions(
            Db(p), p.GetRequiredService<CaseRecorder>(), p.GetRequiredService<IncidentChanges>(), p.GetRequiredService<IncidentLog>()));
        services.AddScoped(p => new IncidentOriginals(Db(p), p.GetRequiredService<SwedishCalendar>()));
        services.AddScoped(p => new IncidentReplay(
            Db(p), p.GetRequiredService<CaseRecorder>(), p.GetRequiredService<IncidentChanges>(), p.GetRequiredService<IncidentLog>(), p.GetRequiredService<ErasedPages>()));
        return services;
    }

    private static SystemfelDb Db(IServiceProvider p) => p.GetRequiredService<SystemfelDb>();
}
