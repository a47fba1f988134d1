using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Routes.Editing;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows;

/// <summary>Registers what changes an organisation's route.</summary>
internal static class RouteEditingRegistration
{
    public static void AddRouteEditing(this IServiceCollection services, WorkflowOptions options)
    {
        services.AddScoped(p => new RouteEditor(p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<TextCheck>()));
        services.AddScoped(p => new RouteChange(
            p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<RouteCache>(), p.GetRequiredService<TextCheck>(), options));
    }
}
