using Microsoft.AspNetCore.Mvc;

namespace Systemfel.Web.Features.Api;

/// <summary>What went wrong, for programs (RFC 9457), in English.</summary>
internal static class ApiProblem
{
    public static Task WriteAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var (title, detail) = Words(status);
        return context.Response.WriteAsJsonAsync(new ProblemDetails { Status = status, Title = title, Detail = detail }, options: null, "application/problem+json", context.RequestAborted);
    }

    private static (string Title, string Detail) Words(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ("Bad request", "A parameter cannot be read. The form of each is described at /openapi/v1.json."),
        StatusCodes.Status401Unauthorized => ("Key needed", "Send 'Authorization: Bearer KEY' with a key that works. Keys are made under Mitt konto, API-nycklar."),
        StatusCodes.Status404NotFound => ("Not found", "There is nothing here for this key: the address is wrong, or its account may not read it."),
        StatusCodes.Status405MethodNotAllowed => ("Only reading", "This interface is read-only: use GET."),
        StatusCodes.Status429TooManyRequests => ("Too many requests", "Wait as many seconds as Retry-After says."),
        StatusCodes.Status503ServiceUnavailable => ("Not now", "The database does not answer. Try again in a while."),
        _ => ("Something failed", "The fault is on the server. Try again in a while."),
    };
}
