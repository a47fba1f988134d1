using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Reports;

/// <summary>Registers what keeps reports while they are written.</summary>
public static class ReportRegistration
{
    /// <summary>Needs <c>AddSystemfelWorkflows</c>.</summary>
    public static IServiceCollection AddSystemfelReports(this IServiceCollection services) =>
        services.AddScoped(p => new DraftService(
            p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<TextCheck>(), p.GetRequiredService<SwedishCalendar>()));
}
