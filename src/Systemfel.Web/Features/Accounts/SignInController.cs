using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Hosting;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Accounts;

public sealed class SignInForm
{
    [Required(ErrorMessage = "Skriv din e-postadress."), StringLength(256, ErrorMessage = "E-postadressen är för lång.")]
    public string Email { get; set; } = "";

    [Required(ErrorMessage = "Skriv ditt lösenord."), StringLength(256, ErrorMessage = "Lösenordet är för långt.")]
    public string Password { get; set; } = "";
}

public sealed class CodeForm
{
    [Required(ErrorMessage = "Skriv koden från appen."), StringLength(40, ErrorMessage = "Koden är för lång.")]
    public string Code { get; set; } = "";
}

/// <summary>Signing in with a password, and with a second step where it is on; signing out.</summary>
[Route("konto")]
public sealed class SignInController(AccountSignIn signIn) : Controller
{
    private const string ReturnTo = "till";

    [AllowAnonymous, HttpGet("logga-in")]
    public IActionResult SignIn([FromQuery(Name = ReturnTo)] string? to) =>
        User.Identity?.IsAuthenticated == true ? Onwards(to) : View("SignIn", new SignInForm());

    [AllowAnonymous, StartsSession, HttpPost("logga-in"), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> SignIn(SignInForm form, [FromQuery(Name = ReturnTo)] string? to)
    {
        if (!ModelState.IsValid) return View("SignIn", form);
        var result = await signIn.PasswordAsync(form.Email, form.Password);
        if (result.Succeeded) return Onwards(to);
        if (result.RequiresTwoFactor) return RedirectToAction(nameof(SecondStep), new { till = to });
        // One text whatever was wrong: unknown, disabled, locked and mistyped look the same.
        ModelState.AddModelError("Email", "E-postadressen och lösenordet hör inte ihop. Efter fem försök låses kontot i 15 minuter.");
        return View("SignIn", form);
    }

    [AllowAnonymous, HttpGet("steg-2")]
    public async Task<IActionResult> SecondStep([FromQuery(Name = ReturnTo)] string? to) =>
        await signIn.GetTwoFactorAuthenticationUserAsync() is null
            ? RedirectToAction(nameof(SignIn), new { till = to })
            : View("SecondStep", new CodeForm());

    [AllowAnonymous, StartsSession, HttpPost("steg-2"), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> SecondStep(CodeForm form, [FromQuery(Name = ReturnTo)] string? to)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is null) return RedirectToAction(nameof(SignIn), new { till = to });
        if (!ModelState.IsValid) return View("SecondStep", form);
        var code = TwoFactorService.Digits(form.Code);
        var result = code.Length == 6
            ? await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false)
            : await signIn.TwoFactorRecoveryCodeSignInAsync(form.Code.Trim());
        if (result.Succeeded) return Onwards(to);
        ModelState.AddModelError("Code", "Koden stämmer inte, eller så har den redan använts. Vänta på nästa kod i appen och försök igen.");
        return View("SecondStep", form);
    }

    [SignedIn, HttpPost("logga-ut")]
    public new async Task<IActionResult> SignOut()
    {
        await signIn.SignOutAsync();
        Response.Headers["Clear-Site-Data"] = "\"storage\"";
        this.Confirm("Du är utloggad.");
        return RedirectToAction(nameof(SignIn));
    }

    private LocalRedirectResult Onwards(string? to) => LocalRedirect(Url.IsLocalUrl(to) ? to! : "/");
}
