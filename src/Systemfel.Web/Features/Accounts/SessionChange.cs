using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Accounts;

/// <summary>
/// On an action that signs in: whoever is signed in already is signed out and shown the form again. A new session never
/// takes over the place of an old one.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StartsSessionAttribute : ActionFilterAttribute
{
    public override async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        if (context.HttpContext.User.Identity?.IsAuthenticated != true)
        {
            await next();
            return;
        }
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        context.Result = new LocalRedirectResult(context.HttpContext.Request.Path + context.HttpContext.Request.QueryString);
    }
}

internal static class ThisSession
{
    /// <summary>The name of the session that this request belongs to.</summary>
    public static string Id(HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.Items.TryGetValue(SessionStore.SessionProperty, out var id) == true
            ? id ?? ""
            : "";
}
