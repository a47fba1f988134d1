using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows;

/// <summary>Registers what orders agendas, and what is said before a meeting.</summary>
internal static class AgendaRegistration
{
    public static IServiceCollection AddAgendas(this IServiceCollection services)
    {
        services.AddScoped(p => new AgendaOrdering(Db(p), Calendar(p)));
        services.AddScoped(p => new Beforehand(Db(p), Calendar(p), p.GetRequiredService<RouteCache>(), p.GetRequiredService<TextCheck>()));
        services.AddScoped(p => new RaisedPoints(Db(p), Calendar(p), p.GetRequiredService<TextCheck>()));
        return services;
    }

    private static SystemfelDb Db(IServiceProvider p) => p.GetRequiredService<SystemfelDb>();

    private static SwedishCalendar Calendar(IServiceProvider p) => p.GetRequiredService<SwedishCalendar>();
}
