namespace Systemfel.Web.Features.Yearly;

internal static class YearlySetup
{
    public static void AddYearlyPages(this IServiceCollection services)
    {
        services.AddScoped<ReturnReader>();
    }
}
