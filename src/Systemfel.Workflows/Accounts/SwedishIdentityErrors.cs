using Microsoft.AspNetCore.Identity;

namespace Systemfel.Workflows.Accounts;

/// <summary>Identity's refusals in words that say what to do.</summary>
internal sealed class SwedishIdentityErrors : IdentityErrorDescriber
{
    public override IdentityError PasswordTooShort(int length) =>
        Error(nameof(PasswordTooShort), $"Lösenordet är för kort. Skriv minst {length} tecken.");

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        Error(nameof(PasswordRequiresUniqueChars), $"Lösenordet upprepar sig. Använd minst {uniqueChars} olika tecken.");

    public override IdentityError PasswordMismatch() => Error(nameof(PasswordMismatch), "Lösenordet stämmer inte.");

    public override IdentityError InvalidEmail(string? email) =>
        Error(nameof(InvalidEmail), "E-postadressen ser inte ut som en adress, till exempel namn@kommun.se.");

    public override IdentityError DuplicateEmail(string email) => Error(nameof(DuplicateEmail), "Det finns redan ett konto med den e-postadressen.");

    // The user name is the e-mail address: one message is enough for both.
    public override IdentityError DuplicateUserName(string userName) => DuplicateEmail(userName);

    public override IdentityError InvalidUserName(string? userName) => InvalidEmail(userName);

    public override IdentityError ConcurrencyFailure() =>
        Error(nameof(ConcurrencyFailure), "Någon ändrade kontot samtidigt. Ladda om sidan och försök igen.");

    public override IdentityError DefaultError() => Error(nameof(DefaultError), "Det gick inte att spara. Försök igen.");

    private static IdentityError Error(string code, string text) => new() { Code = code, Description = text };
}
