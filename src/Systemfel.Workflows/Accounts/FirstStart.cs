using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Accounts;

/// <summary>The code that proves that whoever makes the first account can read the server's console. Lives as long as the process.</summary>
public sealed class FirstStartCode
{
    // Crockford's alphabet: no I, L, O, U to be misread.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private readonly string _code = RandomNumberGenerator.GetString(Alphabet, 12);

    /// <summary>As it is shown: XXXX-XXXX-XXXX.</summary>
    public string Shown => $"{_code[..4]}-{_code[4..8]}-{_code[8..]}";

    internal bool Matches(string typed)
    {
        var plain = string.Concat(typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(plain), Encoding.ASCII.GetBytes(_code));
    }
}

/// <summary>The organisation of the first administrator, when the database holds none.</summary>
public sealed record FirstOrganisation(string Name, string HostName, string County, string Phone);

/// <summary>Makes the first administrator of an empty installation.</summary>
public sealed class FirstStart
{
    private readonly SystemfelDb _db;
    private readonly AccountService _accounts;
    private readonly FirstStartCode _code;

    internal FirstStart(SystemfelDb db, AccountService accounts, FirstStartCode code) => (_db, _accounts, _code) = (db, accounts, code);

    /// <summary>True as long as there is no account at all.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken ct = default) => !await _db.Users.AnyAsync(ct);

    /// <summary>Whether the form must ask for the organisation too.</summary>
    public async Task<bool> NeedsOrganisationAsync(CancellationToken ct = default) => !await _db.Organisations.AnyAsync(ct);

    /// <summary>Whether this is the code on the console.</summary>
    public bool IsCode(string typed) => _code.Matches(typed);

    /// <summary>Creates the administrator. <paramref name="organisation"/> is used when there is none yet.</summary>
    public async Task<AccountResult> CreateAsync(
        string code, string name, string email, string password, FirstOrganisation? organisation, CancellationToken ct = default)
    {
        if (!_code.Matches(code)) return AccountResult.Refused("Koden stämmer inte.");
        await using var transaction = await _db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable, ct);
        if (!await IsOpenAsync(ct)) return AccountResult.Refused("Det finns redan ett konto.");
        var home = await _db.Organisations.OrderBy(o => o.Id).FirstOrDefaultAsync(ct);
        if (home is null)
        {
            if (organisation is null) return AccountResult.Refused("Ange verksamheten.");
            home = new Organisation
            {
                Name = organisation.Name,
                HostName = organisation.HostName,
                County = organisation.County,
                Phone = organisation.Phone,
            };
            _db.Organisations.Add(home);
            await _db.SaveChangesAsync(ct);
        }
        var result = await _accounts.CreateAsync(name, email, password, [new MembershipOrder(home.Id, Role.Administrator)], ct);
        if (result.Succeeded) await transaction.CommitAsync(ct);
        return result;
    }
}
