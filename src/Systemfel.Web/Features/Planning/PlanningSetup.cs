namespace Systemfel.Web.Features.Planning;

internal static class PlanningSetup
{
    public static void AddPlanning(this IServiceCollection services)
    {
        services.AddScoped<SeriesReader>();
        services.AddScoped<DayRemarks>();
        services.AddScoped<GroupPlanReader>();
        services.AddScoped<CompositionReader>();
        services.AddScoped<InvitationPanelReader>();
        services.AddScoped<CalendarFeedReader>();
    }
}
