using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Accounts;

/// <summary>
/// The key in the address of an account's calendar feed: 128 random bits, shown once. Only its SHA-256 is stored, so that no copy
/// of the database opens a feed. A new one takes the place of the old.
/// </summary>
public sealed class CalendarKeys
{
    /// <summary>How many characters a key has.</summary>
    public const int Length = 32;

    private readonly SystemfelDb _db;
    private readonly AccountLinks _links;

    internal CalendarKeys(SystemfelDb db, AccountLinks links) => (_db, _links) = (db, links);

    /// <summary>What is stored of a key.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Whether the account has a feed.</summary>
    public Task<bool> HasKeyAsync(long accountId, CancellationToken ct = default) =>
        _db.Users.AnyAsync(a => a.Id == accountId && a.CalendarKeyHash != Array.Empty<byte>(), ct);

    /// <summary>Makes a key; the old address stops working.</summary>
    /// <returns>The whole address. It cannot be shown again.</returns>
    public async Task<Uri> MakeAsync(long accountId, CancellationToken ct = default)
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length / 2));
        await StoreAsync(accountId, HashOf(key), ct);
        return _links.Calendar(key);
    }

    /// <summary>Closes the feed.</summary>
    public Task RemoveAsync(long accountId, CancellationToken ct = default) => StoreAsync(accountId, [], ct);

    private async Task StoreAsync(long accountId, byte[] hash, CancellationToken ct)
    {
        var account = await _db.Users.SingleAsync(a => a.Id == accountId, ct);
        account.CalendarKeyHash = hash;
        await _db.SaveChangesAsync(ct);
    }
}
