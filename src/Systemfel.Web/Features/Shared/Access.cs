using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Systemfel.Data.Accounts;

namespace Systemfel.Web.Features.Shared;

/// <summary>Whoever is signed in may call this; what they see of it is up to the endpoint.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SignedInAttribute : AuthorizeAttribute;

/// <summary>Accounts that hold one of the roles, in any organisation, may call this. For others it does not exist (404).</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AllowedRolesAttribute(params Role[] allowed) : AuthorizeAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public IReadOnlyList<Role> Allowed { get; } = allowed;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

internal sealed class AllowedRolesHandler(CurrentViewer current) : AuthorizationHandler<AllowedRolesAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, AllowedRolesAttribute requirement)
    {
        if (current.IsSignedIn && current.Viewer.HasAny([.. requirement.Allowed])) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>What one may not see does not exist: 404 in place of 403, so that an address tells nothing.</summary>
internal sealed class HiddenWhenForbidden : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _default = new();

    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (!authorizeResult.Forbidden) return _default.HandleAsync(next, context, policy, authorizeResult);
        context.RequestServices.GetRequiredService<ILogger<HiddenWhenForbidden>>().LogInformation(
            "Hidden from account {Account}: {Route}", context.RequestServices.GetRequiredService<CurrentViewer>().Viewer.AccountId,
            (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
