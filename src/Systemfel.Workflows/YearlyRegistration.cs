using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Attachments;
using Systemfel.Workflows.Overview;
using Systemfel.Workflows.Time;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows;

/// <summary>Registers the documents of the year: the return and the reports.</summary>
internal static class YearlyRegistration
{
    public static void AddYearly(this IServiceCollection services)
    {
        services.AddScoped<YearCases>();
        services.AddScoped(p => new YearDrafting(
            p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SystemfelReader>(), p.GetRequiredService<YearCases>(), p.GetRequiredService<OverviewIndex>(),
            p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<TextCheck>()));
        services.AddScoped(p => new YearFlow(p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<TextCheck>()));
        services.AddScoped(p => new YearFiles(p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>(), p.GetService<IAttachmentScanner>()));
        services.AddScoped(p => new ReportFlow(p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SystemfelReader>(), p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<TextCheck>()));
        services.AddScoped(p => new YearWriting(p.GetRequiredService<SystemfelDb>(), p.GetRequiredService<SwedishCalendar>(), p.GetRequiredService<TextCheck>()));
    }
}
