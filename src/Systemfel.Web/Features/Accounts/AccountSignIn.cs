using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Systemfel.Data.Accounts;

namespace Systemfel.Web.Features.Accounts;

/// <summary>Identity's sign-in with this product's rules: a disabled account stays out, and the unknown takes as long as the known.</summary>
public sealed class AccountSignIn(
    UserManager<Account> users,
    IHttpContextAccessor contextAccessor,
    IUserClaimsPrincipalFactory<Account> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Account> confirmation)
    : SignInManager<Account>(users, contextAccessor, claims, options, logger, schemes, confirmation)
{
    // Made once, with the iterations in use: checking against it takes the time that a real check takes.
    private static string? _nobodysHash;

    public override async Task<bool> CanSignInAsync(Account user) => user.DisabledAt is null && await base.CanSignInAsync(user);

    public async Task<SignInResult> PasswordAsync(string email, string password)
    {
        var account = await UserManager.FindByEmailAsync(email.Trim());
        if (account?.PasswordHash is not null && account.DisabledAt is null && !await UserManager.IsLockedOutAsync(account))
            return await PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
        var nobody = new Account();
        _nobodysHash ??= UserManager.PasswordHasher.HashPassword(nobody, "nobody");
        UserManager.PasswordHasher.VerifyHashedPassword(nobody, _nobodysHash, password);
        return SignInResult.Failed;
    }

    /// <summary>The second step. A code that has been used is refused, though it still holds for a minute.</summary>
    public override async Task<SignInResult> TwoFactorAuthenticatorSignInAsync(string code, bool isPersistent, bool rememberClient)
    {
        if (await GetTwoFactorAuthenticationUserAsync() is not { } account) return SignInResult.Failed;
        var used = (await UserManager.GetAuthenticationTokenAsync(account, "Systemfel", "UsedCodes") ?? "").Split(' ');
        if (used.Contains(code)) return SignInResult.Failed;
        var result = await base.TwoFactorAuthenticatorSignInAsync(code, isPersistent, rememberClient);
        if (result.Succeeded)
            await UserManager.SetAuthenticationTokenAsync(account, "Systemfel", "UsedCodes", string.Join(' ', used.Append(code).TakeLast(4)));
        return result;
    }

    /// <summary>Signs in without a password; an account with two steps still has to take the second.</summary>
    public Task<SignInResult> WithoutPasswordAsync(Account account) => SignInOrTwoFactorAsync(account, isPersistent: false);
}
