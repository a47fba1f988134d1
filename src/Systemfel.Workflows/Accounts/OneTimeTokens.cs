using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Accounts;

/// <summary>What a one-time link is for, and thereby how long it holds.</summary>
public enum LinkPurpose
{
    /// <summary>Seven days: an invitation waits for somebody who may be away.</summary>
    Invitation,
    /// <summary>30 minutes.</summary>
    SignIn,
    /// <summary>60 minutes.</summary>
    Reset,
}

/// <summary>
/// Random tokens that open an account once. Only their SHA-256 is stored, with the account, and a new one of the same purpose
/// takes the place of the old. They do not depend on the data protection keys.
/// </summary>
internal sealed class OneTimeTokens(SystemfelDb db, TimeProvider time)
{
    private const string Provider = "Systemfel";

    /// <summary>Adds a token to what the caller saves and returns its text: account id, dot, 128 bits.</summary>
    public async Task<string> IssueAsync(Account account, LinkPurpose purpose, CancellationToken ct)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var name = purpose.ToString();
        var row = await db.UserTokens.FindAsync([account.Id, Provider, name], ct);
        if (row is null) db.UserTokens.Add(row = new IdentityUserToken<long> { UserId = account.Id, LoginProvider = Provider, Name = name });
        row.Value = string.Create(CultureInfo.InvariantCulture, $"{Hash(secret)}|{(time.GetUtcNow() + Lifetime(purpose)).UtcTicks}");
        return string.Create(CultureInfo.InvariantCulture, $"{account.Id}.{secret}");
    }

    /// <summary>The account that a token opens, without using it up; null when it is wrong, used, expired or the account is disabled.</summary>
    public async Task<Account?> PeekAsync(string token, LinkPurpose purpose, CancellationToken ct) =>
        await StoredAsync(token, purpose, ct) is { } row
            ? await db.Users.Include(a => a.Memberships).SingleOrDefaultAsync(a => a.Id == row.UserId && a.DisabledAt == null, ct)
            : null;

    /// <summary>Uses a token up. Of two at the same time one gets true.</summary>
    public async Task<bool> ConsumeAsync(string token, LinkPurpose purpose, CancellationToken ct)
    {
        if (await StoredAsync(token, purpose, ct) is not { } row) return false;
        return await db.UserTokens.Where(t => t.UserId == row.UserId && t.LoginProvider == Provider && t.Name == row.Name && t.Value == row.Value)
            .ExecuteDeleteAsync(ct) == 1;
    }

    private async Task<IdentityUserToken<long>?> StoredAsync(string token, LinkPurpose purpose, CancellationToken ct)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1 || !long.TryParse(token.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        var name = purpose.ToString();
        var row = await db.UserTokens.AsNoTracking()
            .SingleOrDefaultAsync(t => t.UserId == id && t.LoginProvider == Provider && t.Name == name, ct);
        if (row?.Value?.Split('|') is not [var hash, var ticks]) return null;
        var same = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Hash(token[(dot + 1)..])));
        return same && long.Parse(ticks, CultureInfo.InvariantCulture) > time.GetUtcNow().UtcTicks ? row : null;
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private static TimeSpan Lifetime(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.Invitation => TimeSpan.FromDays(7),
        LinkPurpose.SignIn => TimeSpan.FromMinutes(30),
        _ => TimeSpan.FromMinutes(60),
    };
}
