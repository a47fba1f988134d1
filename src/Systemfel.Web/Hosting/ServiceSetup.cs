using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Accounts;
using Systemfel.Web.Features.Api;
using Systemfel.Web.Features.Letters;
using Systemfel.Web.Features.Meetings;
using Systemfel.Web.Features.Planning;
using Systemfel.Web.Features.Reply;
using Systemfel.Web.Features.Reports;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Features.Start;
using Systemfel.Web.Features.Yearly;
using Systemfel.Web.Jobs;
using Systemfel.Workflows;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Reports;

namespace Systemfel.Web.Hosting;

internal static class ServiceSetup
{
    public static void AddSystemfelWeb(this WebApplicationBuilder builder, SystemfelSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSystemfelData(settings.Database);
        services.AddSingleton<Migrator>();
        services.AddSystemfelWorkflows(settings.Workflows);
        services.AddSystemfelLetters(MailSettings.Read(builder.Configuration, builder.Environment));
        services.AddSystemfelReports();
        services.AddSystemfelIncidents();
        services.AddScoped<Features.Incidents.IncidentReader>();
        services.AddScoped<ReportPages>();
        services.AddScoped<OmbudReader>();
        services.AddScoped<OverviewReader>();
        services.AddScoped<Features.Overview.YearOverviewReader>();
        services.AddJobs(settings, builder.Configuration);
        services.AddSignIn(settings);
        services.AddReadApi();
        services.AddCurrentViewer();
        services.AddMeetings();
        services.AddPlanning();
        services.AddYearlyPages();
        services.AddScoped<Features.Guide.GuideSteps>();
        services.AddScoped<Features.Routes.RoutePageReader>();
        services.AddScoped<Features.Import.ImportPages>();
        services.AddReplyPage();
        services.AddScoped<LetterQueries>();
        services.AddScoped<MeetingLettersReader>();
        services.AddScoped<MailTrouble>();
        services.AddScoped<Features.Registry.RegistryReader>();
        services.AddScoped<Features.County.CountyReader>();
        services.AddScoped<Features.Cases.CaseReading>();
        services.AddFeatureMvc(settings, builder.Environment.IsDevelopment());
        services.AddRateLimits(builder.Configuration);
        services.AddProxyHeaders(settings, builder.Configuration);
        services.AddHealth();
        services.Configure<RequestLocalizationOptions>(o =>
        {
            o.DefaultRequestCulture = new RequestCulture(Swedish.Culture);
            o.SupportedCultures = o.SupportedUICultures = [Swedish.Culture];
            o.RequestCultureProviders.Clear();
        });
        services.Configure<HstsOptions>(o => { o.MaxAge = TimeSpan.FromDays(365); o.IncludeSubDomains = true; });
        services.Configure<HttpsRedirectionOptions>(o => o.HttpsPort = settings.PublicBaseUrl.Port);
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            // An upload raises this for its own action ([RequestSizeLimit]).
            k.Limits.MaxRequestBodySize = 1 << 20;
        });
    }
}
