using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.County;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows;

/// <summary>Registers what the County Administrative Board does with the year's returns.</summary>
internal static class CountyRegistration
{
    public static void AddCounty(this IServiceCollection services, WorkflowOptions options)
    {
        services.AddScoped(p => new CountyPublishing(p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<TextCheck>()));
        services.AddScoped(p => new CountyReturns(p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<TextCheck>(), options));
    }
}
