using Microsoft.AspNetCore.Identity;
using Systemfel.Data.Accounts;

namespace Systemfel.Workflows.Accounts;

internal static class Passwords
{
    /// <summary>Sets a password whether or not there was one, after the rules have passed it, and lifts a lockout.</summary>
    public static async Task<IdentityResult> ReplacePasswordAsync(this UserManager<Account> users, Account account, string password)
    {
        var checkedOut = await users.CheckPasswordRulesAsync(account, password);
        if (!checkedOut.Succeeded) return checkedOut;
        if (account.PasswordHash is not null) await users.RemovePasswordAsync(account);
        var set = await users.AddPasswordAsync(account, password);
        if (!set.Succeeded) return set;
        await users.SetLockoutEndDateAsync(account, null);
        return await users.ResetAccessFailedCountAsync(account);
    }

    /// <summary>Asks all rules about a password and changes nothing.</summary>
    public static async Task<IdentityResult> CheckPasswordRulesAsync(this UserManager<Account> users, Account account, string password)
    {
        var errors = new List<IdentityError>();
        foreach (var rule in users.PasswordValidators) errors.AddRange((await rule.ValidateAsync(users, account, password)).Errors);
        return errors.Count == 0 ? IdentityResult.Success : IdentityResult.Failed([.. errors]);
    }
}
