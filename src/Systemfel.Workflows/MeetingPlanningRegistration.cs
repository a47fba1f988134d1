using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows;

/// <summary>Registers what plans meetings and calls to them.</summary>
internal static class MeetingPlanningRegistration
{
    public static IServiceCollection AddMeetingPlanning(this IServiceCollection services)
    {
        services.AddSingleton(p => new MeetingCalendar(p.GetRequiredService<ReplyTokens>(), p.GetRequiredService<WorkflowOptions>()));
        services.AddScoped(p => new InvitationMail(Db(p), p.GetRequiredService<MeetingCalendar>(), Calendar(p), p.GetRequiredService<Storing.RouteCache>(), p.GetRequiredService<WorkflowOptions>()));
        services.AddScoped(p => new InvitationService(Db(p), p.GetRequiredService<InvitationMail>(), Calendar(p), Check(p)));
        services.AddScoped(p => new PlannedMeetings(Db(p), p.GetRequiredService<InvitationService>(), Calendar(p), Check(p)));
        services.AddScoped(p => new MeetingOpening(Db(p), Calendar(p)));
        services.AddScoped(p => new SeriesPlanning(Db(p), Calendar(p)));
        services.AddScoped(p => new SeriesService(Db(p), p.GetRequiredService<SeriesPlanning>(), Calendar(p), Check(p)));
        services.AddScoped(p => new MinutesKeeper(Db(p), Calendar(p), p.GetRequiredService<Storing.RouteCache>(), Check(p)));
        services.AddScoped(p => new MinutesMail(Db(p), p.GetRequiredService<MinutesKeeper>(), p.GetRequiredService<ReplyTokens>(), Calendar(p), p.GetRequiredService<WorkflowOptions>()));
        services.AddScoped(p => new MinutesService(Db(p), p.GetRequiredService<MinutesKeeper>(), p.GetRequiredService<MinutesMail>()));
        services.AddScoped(p => new MinutesReader(p.GetRequiredService<MinutesKeeper>()));
        services.AddScoped(p => new MinutesAdjusting(Db(p), p.GetRequiredService<MinutesKeeper>(), Check(p)));
        return services;
    }

    private static SystemfelDb Db(IServiceProvider p) => p.GetRequiredService<SystemfelDb>();

    private static SwedishCalendar Calendar(IServiceProvider p) => p.GetRequiredService<SwedishCalendar>();

    private static TextCheck Check(IServiceProvider p) => p.GetRequiredService<TextCheck>();
}
