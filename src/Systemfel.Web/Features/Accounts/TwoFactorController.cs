using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Hosting;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Accounts;

public sealed class DisableForm
{
    [Required(ErrorMessage = "Skriv ditt lösenord."), StringLength(256, ErrorMessage = "Lösenordet är för långt.")]
    public string Password { get; set; } = "";
}

public sealed record TwoFactorModel(bool Enabled, int CodesLeft, string? Key, QrPicture? Picture);

/// <summary>Turning sign-in in two steps on and off.</summary>
[SignedIn, Route("konto/tvafaktor")]
public sealed class TwoFactorController(CurrentViewer current, TwoFactorService twoFactor) : Controller
{
    private long Me => current.Viewer.AccountId;

    [HttpGet("")]
    public async Task<IActionResult> Show()
    {
        var (enabled, left) = await twoFactor.StateAsync(Me);
        var key = enabled ? null : await twoFactor.PendingKeyAsync(Me);
        return View("TwoFactor", new TwoFactorModel(enabled, left, key, key is null ? null : QrPicture.OfKey(current.Viewer.Name, key)));
    }

    [HttpPost("borja")]
    public async Task<IActionResult> Start()
    {
        await twoFactor.StartAsync(Me);
        return RedirectToAction(nameof(Show));
    }

    [HttpPost("pa"), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Enable(CodeForm form)
    {
        if (ModelState.IsValid && await twoFactor.EnableAsync(Me, form.Code) is { } codes) return View("RecoveryCodes", codes);
        if (ModelState.IsValid) ModelState.AddModelError("Code", "Koden stämmer inte. Vänta på nästa kod i appen och försök igen.");
        return await Show();
    }

    [HttpPost("av"), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Disable(DisableForm form)
    {
        if (ModelState.IsValid && !await twoFactor.DisableAsync(Me, form.Password)) ModelState.AddModelError("Password", "Lösenordet stämmer inte.");
        if (!ModelState.IsValid) return await Show();
        this.Confirm("Inloggning i två steg är avstängd.");
        return RedirectToAction(nameof(Show));
    }
}
