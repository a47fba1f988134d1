using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Accounts;

/// <summary>
/// Keys to the read-only interface: 256 random bits, shown once, of which only the SHA-256 is stored. A key reads what its account
/// reads, in one organisation, until it expires, is revoked, or the account is shut.
/// </summary>
public sealed class PersonalKeys
{
    /// <summary>Every key begins so, for programs that look for keys where none should be.</summary>
    public const string Prefix = "systemfel_";

    /// <summary>How many characters a key has.</summary>
    public const int Length = 74;

    /// <summary>How many working keys an account may have.</summary>
    public const int Most = 10;

    private const int LongestName = 60;

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    internal PersonalKeys(SystemfelDb db, SwedishCalendar calendar) => (_db, _calendar) = (db, calendar);

    /// <summary>Whether a text can be a key at all.</summary>
    public static bool IsKey(string text) =>
        text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal) && !text.AsSpan(Prefix.Length).ContainsAnyExcept(Digits);

    /// <summary>What is stored of a key.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>The account's keys in an organisation, newest first, those too that no longer work.</summary>
    public Task<List<PersonalKey>> ListAsync(long accountId, CancellationToken ct = default) =>
        _db.PersonalKeys.AsNoTracking().Where(k => k.AccountId == accountId).OrderByDescending(k => k.Id).ToListAsync(ct);

    /// <summary>Makes a key.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="organisationId">In which organisation it reads.</param>
    /// <param name="name">What its owner calls it.</param>
    /// <param name="lastDay">The last day on which it works, in Sweden: at most a year from today.</param>
    /// <param name="ct">Stops before it is stored.</param>
    /// <returns>The key. It cannot be shown again.</returns>
    /// <exception cref="MoveRefusedException">A name or a day that cannot be, or too many keys.</exception>
    public async Task<string> MakeAsync(long accountId, long organisationId, string name, DateOnly? lastDay, CancellationToken ct = default)
    {
        var called = name.Trim();
        if (called.Length == 0) throw new MoveRefusedException("Skriv vad nyckeln ska användas till, så att du känner igen den.", "name");
        if (called.Length > LongestName) throw new MoveRefusedException($"Namnet är för långt. Skriv högst {LongestName} tecken.", "name");
        var today = _calendar.Today;
        if (lastDay is not { } last) throw new MoveRefusedException("Skriv sista dagen som 2026-11-30.", "until");
        if (last < today) throw new MoveRefusedException("Sista dagen har redan varit.", "until");
        if (last > today.AddYears(1)) throw new MoveRefusedException("En nyckel gäller högst ett år.", "until");
        var now = _calendar.Now;
        if (await _db.PersonalKeys.CountAsync(k => k.AccountId == accountId && k.RevokedAt == null && k.ExpiresAt > now, ct) >= Most)
            throw new MoveRefusedException($"Du har redan {Most} nycklar. Återkalla en som inte används.");
        var key = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes((Length - Prefix.Length) / 2));
        _db.PersonalKeys.Add(new PersonalKey
        {
            AccountId = accountId,
            OrganisationId = organisationId,
            Name = called,
            KeyHash = HashOf(key),
            CreatedAt = now,
            ExpiresAt = SwedishCalendar.At(last.AddDays(1), TimeOnly.MinValue),
        });
        await _db.SaveChangesAsync(ct);
        return key;
    }

    /// <summary>Stops a key from working, at once.</summary>
    /// <param name="accountId">Whose; a key of another account is left as it is.</param>
    /// <param name="keyId">Which.</param>
    /// <param name="ct">Stops before it is stored.</param>
    /// <returns>Whether there was such a key.</returns>
    public async Task<bool> RevokeAsync(long accountId, long keyId, CancellationToken ct = default)
    {
        if (await _db.PersonalKeys.SingleOrDefaultAsync(k => k.Id == keyId && k.AccountId == accountId, ct) is not { } key) return false;
        key.RevokedAt ??= _calendar.Now;
        await _db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Finds the key that somebody shows, if it works now.</summary>
    /// <returns>Null for one that is unknown, expired or revoked, and for one of an account that is shut.</returns>
    public async Task<PersonalKey?> FindAsync(string key, CancellationToken ct = default)
    {
        if (!IsKey(key)) return null;
        var (hash, now) = (HashOf(key), _calendar.Now);
        return await _db.PersonalKeys.AsNoTracking().SingleOrDefaultAsync(k => k.KeyHash == hash && k.RevokedAt == null && k.ExpiresAt > now && k.Account.DisabledAt == null, ct);
    }

    /// <summary>Notes that a key was used today: one write a day, however often it is used.</summary>
    public async Task NoteUseAsync(PersonalKey key, CancellationToken ct = default)
    {
        var today = _calendar.Today;
        if (key.LastUsedOn == today) return;
        await _db.PersonalKeys.Where(k => k.Id == key.Id && (k.LastUsedOn == null || k.LastUsedOn < today)).ExecuteUpdateAsync(s => s.SetProperty(k => k.LastUsedOn, today), ct);
    }
}
