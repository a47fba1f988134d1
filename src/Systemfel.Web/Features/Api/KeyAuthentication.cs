using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Api;

/// <summary>
/// 'Authorization: Bearer systemfel_...' on /api, and nothing else there: a session's cookie opens none of it, so that no page of
/// another site can have a browser ask.
/// </summary>
internal sealed class KeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, PersonalKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "PersonalKey";

    private const string Bearer = "Bearer ";

    /// <summary>Where keys are asked for in place of cookies.</summary>
    public static bool IsFor(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    /// <summary>The key that a request shows; null for none.</summary>
    public static string? Shown(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Shown(Request) is not { } shown) return AuthenticateResult.NoResult();
        if (await keys.FindAsync(shown, Context.RequestAborted) is not { } key) return AuthenticateResult.Fail("The key is unknown, expired or revoked.");
        await keys.NoteUseAsync(key, Context.RequestAborted);
        var identity = new ClaimsIdentity(Name);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, key.AccountId.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(CurrentViewer.OnlyOrganisation, key.OrganisationId.ToString(CultureInfo.InvariantCulture)));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Shown(Request) is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        return Task.CompletedTask;
    }
}
