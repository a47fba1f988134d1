using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Accounts;

/// <summary>
/// Keeps signed-in sessions in the database. The cookie holds a random key, the database its SHA-256: signing out or ending a
/// session makes every copy of the cookie worthless at once, and a copy of the database opens no session.
/// </summary>
public sealed class SessionStore(DbFactory factory, TimeProvider time) : ITicketStore
{
    /// <summary>However much it is used, a session ends this long after it began.</summary>
    public static readonly TimeSpan AbsoluteLifetime = TimeSpan.FromHours(12);

    /// <summary>The ticket's property that names its session (<see cref="Session.KeyHash"/>).</summary>
    public const string SessionProperty = "session";

    /// <summary>Begins a session and returns its key.</summary>
    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var now = time.GetUtcNow();
        ticket.Properties.Items[SessionProperty] = Hash(key);
        await using var db = factory.OpenWriter();
        // Whoever signs in clears away what has expired: no job is needed for it.
        await db.Sessions.Where(s => s.ExpiresAt < now).ExecuteDeleteAsync();
        db.Sessions.Add(new Session
        {
            KeyHash = Hash(key),
            AccountId = AccountOf(ticket),
            Ticket = TicketSerializer.Default.Serialize(ticket),
            CreatedAt = now,
            ExpiresAt = ExpiryOf(ticket, now),
        });
        await db.SaveChangesAsync();
        return key;
    }

    /// <summary>Moves the end of a session that is used. One that has been ended stays ended.</summary>
    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var hash = Hash(key);
        await using var db = factory.OpenWriter();
        var account = AccountOf(ticket);
        if (await db.Sessions.SingleOrDefaultAsync(s => s.KeyHash == hash && s.AccountId == account) is not { } session) return;
        session.Ticket = TicketSerializer.Default.Serialize(ticket);
        session.ExpiresAt = ExpiryOf(ticket, session.CreatedAt);
        await db.SaveChangesAsync();
    }

    /// <summary>The session's ticket; null when it has ended or is too old.</summary>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var hash = Hash(key);
        var now = time.GetUtcNow();
        await using var db = factory.OpenWriter();
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(s => s.KeyHash == hash);
        if (session is null || session.ExpiresAt <= now || session.CreatedAt + AbsoluteLifetime <= now) return null;
        return TicketSerializer.Default.Deserialize(session.Ticket);
    }

    /// <summary>Whether a session still goes on.</summary>
    /// <param name="session">Its name (<see cref="SessionProperty"/>), not its key.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<bool> GoesOnAsync(string session, CancellationToken ct = default)
    {
        var now = time.GetUtcNow();
        var first = now - AbsoluteLifetime;
        await using var db = factory.OpenWriter();
        return await db.Sessions.AnyAsync(s => s.KeyHash == session && s.ExpiresAt > now && s.CreatedAt > first, ct);
    }

    /// <summary>Ends the session.</summary>
    public async Task RemoveAsync(string key)
    {
        var hash = Hash(key);
        await using var db = factory.OpenWriter();
        await db.Sessions.Where(s => s.KeyHash == hash).ExecuteDeleteAsync();
    }

    /// <summary>The name by which a page may point at a session: it ends it, but opens nothing.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static long AccountOf(AuthenticationTicket ticket) => long.Parse(
        ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("A session belongs to an account."),
        CultureInfo.InvariantCulture);

    private static DateTimeOffset ExpiryOf(AuthenticationTicket ticket, DateTimeOffset createdAt)
    {
        var last = createdAt + AbsoluteLifetime;
        return ticket.Properties.ExpiresUtc is { } idle && idle < last ? idle : last;
    }
}
