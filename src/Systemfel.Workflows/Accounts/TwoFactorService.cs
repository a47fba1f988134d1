using Microsoft.AspNetCore.Identity;
using Systemfel.Data.Accounts;

namespace Systemfel.Workflows.Accounts;

/// <summary>Sign-in in two steps with an authenticator app (TOTP, RFC 6238) and recovery codes.</summary>
public sealed class TwoFactorService(UserManager<Account> users)
{
    private const int RecoveryCodes = 10;

    /// <summary>Whether the account signs in in two steps, and how many recovery codes are left.</summary>
    public async Task<(bool Enabled, int CodesLeft)> StateAsync(long accountId)
    {
        var account = await LoadAsync(accountId);
        return (account.TwoFactorEnabled, await users.CountRecoveryCodesAsync(account));
    }

    /// <summary>The key that the app is to be given, base32; null before <see cref="StartAsync"/> and after it has been turned on.</summary>
    public async Task<string?> PendingKeyAsync(long accountId)
    {
        var account = await LoadAsync(accountId);
        return account.TwoFactorEnabled ? null : await users.GetAuthenticatorKeyAsync(account);
    }

    /// <summary>Makes a new key. Nothing changes at sign-in until a code from the app has been shown.</summary>
    public async Task StartAsync(long accountId)
    {
        var account = await LoadAsync(accountId);
        if (!account.TwoFactorEnabled) await users.ResetAuthenticatorKeyAsync(account);
    }

    /// <summary>Turns two steps on. Returns the recovery codes, shown once; null when the code is wrong.</summary>
    public async Task<IReadOnlyList<string>?> EnableAsync(long accountId, string code)
    {
        var account = await LoadAsync(accountId);
        if (!await users.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, Digits(code))) return null;
        await users.SetTwoFactorEnabledAsync(account, true);
        return [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) ?? []];
    }

    /// <summary>Turns two steps off for somebody who knows the password; false when it is wrong.</summary>
    public async Task<bool> DisableAsync(long accountId, string password)
    {
        var account = await LoadAsync(accountId);
        if (!await users.CheckPasswordAsync(account, password)) return false;
        await users.SetTwoFactorEnabledAsync(account, false);
        await users.ResetAuthenticatorKeyAsync(account);
        return true;
    }

    /// <summary>A code as it is typed, '123 456', without blanks.</summary>
    public static string Digits(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit));

    private async Task<Account> LoadAsync(long accountId) =>
        await users.FindByIdAsync(accountId.ToString(System.Globalization.CultureInfo.InvariantCulture))
        ?? throw new InvalidOperationException("The account does not exist.");
}
