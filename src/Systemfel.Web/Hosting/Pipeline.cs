using Systemfel.Web.Features.Api;
using Systemfel.Web.Features.Shared;

namespace Systemfel.Web.Hosting;

internal static class Pipeline
{
    public static void UseSystemfelPipeline(this WebApplication app, SystemfelSettings settings)
    {
        app.UseProxyHeaders(settings);
        app.UseSecurityHeaders();
        if (settings.PublicBaseUrl.Scheme == Uri.UriSchemeHttps)
        {
            app.UseHsts();
            app.UseWhen(c => !c.Request.Path.StartsWithSegments("/health"), https => https.UseHttpsRedirection());
        }
        app.UseRequestLocalization();
        app.UseFaultPages();
        app.UseStaticFiles(new StaticFileOptions
        {
            // A file's address changes with its content (asp-append-version); without a version it is asked for again.
            OnPrepareResponse = c => c.Context.Response.Headers.CacheControl =
                c.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache",
        });
        app.UseSameSiteWrites();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseCurrentViewer();
        app.UseRouteWords();
        app.UseAuthorization();
        app.MapHealth();
        app.MapReadApi();
        app.MapControllers();
    }
}
