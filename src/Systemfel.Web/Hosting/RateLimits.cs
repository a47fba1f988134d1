using System.Globalization;
using System.Threading.RateLimiting;

namespace Systemfel.Web.Hosting;

/// <summary>
/// How often one address may try what is worth guessing: [EnableRateLimiting(RateLimits.SignIn)]. Counted in each process:
/// with two nodes the limit is twice as high. Attempts per account are counted in the database, by lockout.
/// </summary>
public static class RateLimits
{
    public const string SignIn = "sign-in";
    public const string Reply = "reply";

    internal static void AddRateLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.OnRejected = (context, _) =>
            {
                if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
                    context.HttpContext.Response.Headers.RetryAfter = ((int)after.TotalSeconds + 1).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            o.AddPolicy(SignIn, context => PerAddress(context, configuration.GetValue("RateLimits:SignInPerMinute", 20)));
            o.AddPolicy(Reply, context => PerAddress(context, configuration.GetValue("RateLimits:ReplyPerMinute", 60)));
        });
    }

    private static RateLimitPartition<string> PerAddress(HttpContext context, int perMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
}
