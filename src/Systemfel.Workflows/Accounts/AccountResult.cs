using Microsoft.AspNetCore.Identity;

namespace Systemfel.Workflows.Accounts;

/// <summary>How a change of an account went: the account's id, or what hinders it, in Swedish for the one who asked.</summary>
public sealed record AccountResult(long AccountId, IReadOnlyList<string> Problems)
{
    /// <summary>Nothing hindered it.</summary>
    public bool Succeeded => Problems.Count == 0;

    internal static AccountResult Done(long accountId) => new(accountId, []);

    internal static AccountResult Refused(params string[] problems) => new(0, problems);

    internal static AccountResult Of(IdentityResult result, long accountId) =>
        result.Succeeded ? Done(accountId) : new(0, [.. result.Errors.Select(e => e.Description).Distinct()]);
}
