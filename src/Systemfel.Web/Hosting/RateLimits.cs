using System.Globalization;
using System.Threading.RateLimiting;
using Systemfel.Web.Features.Api;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Hosting;

/// <summary>
/// How often one address may try what is worth guessing: [EnableRateLimiting(RateLimits.SignIn)]. Counted in each process:
/// with two nodes the limit is twice as high. Attempts per account are counted in the database, by lockout.
/// </summary>
public static class RateLimits
{
    public const string SignIn = "sign-in";
    public const string Reply = "reply";

    /// <summary>Per key, not per address: many may sit behind one.</summary>
    public const string Api = "api";

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
            o.AddPolicy(Api, context => PerKey(context, configuration.GetValue("RateLimits:ApiPerMinute", 120)));
        });
    }

    private static RateLimitPartition<string> PerAddress(HttpContext context, int perMinute) =>
        RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

    /// <summary>By what is stored of the key, never by the key; whoever shows none is counted by address.</summary>
    private static RateLimitPartition<string> PerKey(HttpContext context, int perMinute) =>
        KeyAuthentication.Shown(context.Request) is { } key && PersonalKeys.IsKey(key)
            ? RateLimitPartition.GetFixedWindowLimiter(
                "key:" + Convert.ToHexString(PersonalKeys.HashOf(key)),
                _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 })
            : PerAddress(context, perMinute);
}
