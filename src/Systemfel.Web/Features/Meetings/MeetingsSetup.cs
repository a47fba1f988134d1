namespace Systemfel.Web.Features.Meetings;

internal static class MeetingsSetup
{
    public static void AddMeetings(this IServiceCollection services)
    {
        services.AddScoped<MeetingListReader>();
        services.AddScoped<MeetingPageReader>();
        services.AddScoped<CaseOnScreenReader>();
        services.AddScoped<SinceLastReader>();
        services.AddScoped<DecisionMoves>();
        services.AddScoped<AgendaPointsReader>();
        services.AddScoped<RaisedReader>();
        services.AddScoped<MinutesPanelReader>();
        services.AddScoped<KeyScreenReader>();
        services.AddSingleton<LiveReader>();
        services.AddSingleton<LiveStreams>();
        services.AddHostedService<MeetingListening>();
    }
}
