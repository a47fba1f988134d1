using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Systemfel.Web.Features.Api;
using Systemfel.Web.Features.Errors;

namespace Systemfel.Web.Hosting;

/// <summary>
/// What happens when a request fails: a page in Swedish with what was typed, and a log line without a word of it. Exception
/// messages can quote input, so the log holds types and places only.
/// </summary>
internal static class Faults
{
    public static void UseFaultPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = HandleAsync,
            AllowStatusCode404Response = true,
            SuppressDiagnosticsCallback = _ => true,
            StatusCodeSelector = Status,
        });
        app.UseStatusCodePages(context => IsPage(context.HttpContext) ? TellAsync(context.HttpContext) : Task.CompletedTask);
    }

    private static int Status(Exception e) => e switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        _ when StorageFault.Is(e) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static Task HandleAsync(HttpContext context)
    {
        var fault = context.Features.Get<IExceptionHandlerFeature>()!;
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Systemfel.Web.Faults");
        logger.LogError("{Status} at {Route}: {Exceptions} {Request}\n{Places}", context.Response.StatusCode,
            (fault.Endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "no route", Types(fault.Error),
            Activity.Current?.Id ?? context.TraceIdentifier, Places(fault.Error));
        return TellAsync(context);
    }

    /// <summary>A page for people; for programs on /api a problem in English.</summary>
    private static Task TellAsync(HttpContext context) => KeyAuthentication.IsFor(context) ? ApiProblem.WriteAsync(context) : ErrorPage.RenderAsync(context);

    private static string Types(Exception error)
    {
        var names = new List<string>();
        for (var e = error; e is not null; e = e.InnerException)
            names.Add(e is Microsoft.Data.Sqlite.SqliteException s ? $"{e.GetType().Name}({s.SqliteErrorCode})" : e.GetType().Name);
        return string.Join(" < ", names);
    }

    private static string Places(Exception error)
    {
        var innermost = error;
        while (innermost.InnerException is { } inner) innermost = inner;
        return innermost.StackTrace ?? "";
    }

    private static bool IsPage(HttpContext context) => !context.Request.Path.StartsWithSegments("/health");
}
