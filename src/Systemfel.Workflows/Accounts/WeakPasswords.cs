using Microsoft.AspNetCore.Identity;
using Systemfel.Data.Accounts;

namespace Systemfel.Workflows.Accounts;

/// <summary>Refuses passwords that are tried first: common ones, the product's own words, and what belongs to the account.</summary>
internal sealed class WeakPasswords : IPasswordValidator<Account>
{
    // Words that long passwords are often made of. A password that is nothing but these, digits and signs is guessed quickly.
    private static readonly string[] Common =
    [
        "password", "lösenord", "losenord", "hemligt", "qwerty", "qwertyuiop", "asdfgh", "asdfghjkl", "zxcvbn", "abcdefgh", "abcdef",
        "letmein", "welcome", "välkommen", "valkommen", "admin", "administrator", "administratör", "iloveyou", "sommar", "vinter", "hösten", "våren",
        "januari", "februari", "augusti", "september", "oktober", "november", "december", "stockholm", "göteborg", "sverige", "dalarna",
        "systemfel", "personligt", "personliga", "ombud", "ombudet", "kommun", "kommunen", "myndighet", "samordnare", "mittlösenord",
    ];

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password)
    {
        var rest = (password ?? "").ToLowerInvariant();
        foreach (var word in Words(user).OrderByDescending(w => w.Length)) rest = rest.Replace(word, "", StringComparison.Ordinal);
        var kept = rest.Where(char.IsLetter).Distinct().Count();
        return Task.FromResult(kept >= 4 ? IdentityResult.Success : IdentityResult.Failed(new IdentityError
        {
            Code = "WeakPassword",
            Description = "Lösenordet är lätt att gissa. Välj några ord som inte hör ihop med dig eller tjänsten.",
        }));
    }

    private static IEnumerable<string> Words(Account user) =>
        Common.Concat($"{user.Email} {user.DisplayName}".ToLowerInvariant()
            .Split([' ', '@', '.', '-', '_', '+'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length >= 3));
}
