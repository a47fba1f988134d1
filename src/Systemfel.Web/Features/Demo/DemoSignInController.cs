using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Accounts;

namespace Systemfel.Web.Features.Demo;

/// <summary>One press to sign in as a demo account. This folder's controllers exist in Development only.</summary>
[AllowAnonymous, Route("demo/logga-in")]
public sealed class DemoSignInController(SystemfelReader reader, AccountSignIn signIn, UserManager<Account> users) : Controller
{
    private const string Domain = "@demo.example";

    [HttpGet("")]
    public async Task<IActionResult> List(CancellationToken ct) =>
        View("DemoSignIn", await reader.Accounts.Include(a => a.Memberships)
            .Where(a => a.Email!.EndsWith(Domain) && a.DisabledAt == null).OrderBy(a => a.Id).ToListAsync(ct));

    [StartsSession, HttpPost("")]
    public async Task<IActionResult> SignIn(string? email)
    {
        if (email?.EndsWith(Domain, StringComparison.OrdinalIgnoreCase) != true) return NotFound();
        if (await users.FindByEmailAsync(email) is not { DisabledAt: null } account) return NotFound();
        await signIn.SignInAsync(account, isPersistent: false);
        return LocalRedirect("/");
    }
}
