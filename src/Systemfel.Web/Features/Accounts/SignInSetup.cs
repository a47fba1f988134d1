using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Systemfel.Web.Features.Api;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Hosting;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Accounts;

internal static class SignInSetup
{
    public static void AddSignIn(this IServiceCollection services, SystemfelSettings settings)
    {
        services.AddSystemfelAccounts(settings.PublicBaseUrl).AddSignInManager<AccountSignIn>();
        services.AddSingleton<LinkRequests>();
        services.AddHostedService(p => p.GetRequiredService<LinkRequests>());
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, o => Session(o, settings))
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, o =>
            {
                o.Cookie.Bind("systemfel-steg2", settings);
                o.ExpireTimeSpan = TimeSpan.FromMinutes(5);
            });
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<SessionStore>((o, store) => o.SessionStore = store);
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddScoped<IAuthorizationHandler, AllowedRolesHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, HiddenWhenForbidden>();
    }

    private static void Session(CookieAuthenticationOptions o, SystemfelSettings settings)
    {
        o.Cookie.Bind("systemfel", settings);
        o.ExpireTimeSpan = TimeSpan.FromMinutes(30);
        o.SlidingExpiration = true;
        o.LoginPath = "/konto/logga-in";
        o.ReturnUrlParameter = "till";
        // On /api a key is asked for, and a session opens nothing.
        o.ForwardDefaultSelector = context => KeyAuthentication.IsFor(context) ? KeyAuthentication.Name : null;
        o.ForwardSignOut = IdentityConstants.ApplicationScheme;
        o.Events.OnCheckSlidingExpiration = context =>
        {
            context.ShouldRenew &= context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<KeepsSessionAsItIsAttribute>() == null;
            return Task.CompletedTask;
        };
        o.Events.OnRedirectToLogin = context =>
        {
            // A redirect would throw away what was typed: say so on a page that still holds it.
            if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
                context.Response.Redirect(context.RedirectUri);
            else context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };
    }
}
