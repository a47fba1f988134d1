using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;

namespace Systemfel.Web.Hosting;

/// <summary>Who may say on whose behalf a request comes, and which host names are ours.</summary>
internal static class ProxyHeaders
{
    public static void AddProxyHeaders(this IServiceCollection services, SystemfelSettings settings, IConfiguration configuration)
    {
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            // Never X-Forwarded-Host: links are built from PublicBaseUrl only.
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            foreach (var network in settings.ProxyNetworks) o.KnownIPNetworks.Add(network);
        });
        services.Configure<HostFilteringOptions>(o => o.AllowedHosts =
            configuration["AllowedHosts"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } hosts
                ? hosts
                : [settings.PublicBaseUrl.Host, "localhost", "127.0.0.1", "[::1]"]);
    }

    /// <summary>Without a configured proxy the headers are anyone's, and are not read at all.</summary>
    public static void UseProxyHeaders(this IApplicationBuilder app, SystemfelSettings settings)
    {
        if (settings.ProxyNetworks.Count > 0) app.UseForwardedHeaders();
    }
}
