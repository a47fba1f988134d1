namespace Systemfel.Web.Hosting;

/// <summary>Headers on every response, errors and static files included. A response that has set one of them itself keeps its own.</summary>
internal static class SecurityHeaders
{
    private static readonly (string Name, string Value)[] All =
    [
        ("Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        // Addresses carry one-time links: none may leave with a click.
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ];

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpResponse)state).Headers;
            foreach (var (name, value) in All) headers.TryAdd(name, value);
            if (!headers.ContainsKey("Cache-Control")) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    });

    /// <summary>
    /// Refuses a change that another site's page sent, before anything reads it. Browsers tell with Sec-Fetch-Site;
    /// the antiforgery token stands behind this for those that do not.
    /// </summary>
    public static void UseSameSiteWrites(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        var changes = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method));
        if (!changes || request.Headers["Sec-Fetch-Site"].ToString() is not ("cross-site" or "same-site")) return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });
}
