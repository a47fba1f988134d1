using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Accounts;

public sealed record MyAccountModel(string Name, string Roles, bool TwoFactor, int CodesLeft, bool ShortcutsOff, bool HasCalendar, bool MayWatch);

public sealed class ChangePasswordForm
{
    [Required(ErrorMessage = "Skriv ditt nuvarande lösenord."), StringLength(256, ErrorMessage = "Lösenordet är för långt.")]
    public string Present { get; set; } = "";

    [Required(ErrorMessage = "Skriv ett nytt lösenord."), StringLength(256, ErrorMessage = "Lösenordet är för långt.")]
    public string Password { get; set; } = "";

    [Compare(nameof(Password), ErrorMessage = "Lösenorden är inte lika.")]
    public string Repeated { get; set; } = "";
}

/// <summary>The own account: what is set, the password, the sessions.</summary>
[SignedIn, Route("konto")]
public sealed class MyAccountController(CurrentViewer current, AccountAccess access, TwoFactorService twoFactor, CalendarKeys calendars) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show()
    {
        var (enabled, left) = await twoFactor.StateAsync(current.Viewer.AccountId);
        return View("MyAccount", new MyAccountModel(
            current.Viewer.Name, current.Viewer.Memberships.Swedish(), enabled, left, current.ShortcutsOff,
            await calendars.HasKeyAsync(current.Viewer.AccountId), current.Viewer.HasAny([.. Viewer.TeamRoles])));
    }

    [HttpPost("installningar")]
    public async Task<IActionResult> Settings(bool shortcuts, CancellationToken ct)
    {
        await access.SetShortcutsAsync(current.Viewer.AccountId, off: !shortcuts, ct);
        this.Confirm(shortcuts ? "Genvägarna är på." : "Genvägarna är av.");
        return RedirectToAction(nameof(Show));
    }

    [HttpGet("losenord")]
    public IActionResult Password() => View("ChangePassword", new ChangePasswordForm());

    [HttpPost("losenord")]
    public async Task<IActionResult> Password(ChangePasswordForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid) return View("ChangePassword", form);
        var result = await access.ChangePasswordAsync(
            current.Viewer.AccountId, form.Present, form.Password, ThisSession.Id(HttpContext), ct);
        foreach (var problem in result.Problems) ModelState.AddModelError(problem == "Lösenordet stämmer inte." ? "Present" : "Password", problem);
        if (!result.Succeeded) return View("ChangePassword", form);
        this.Confirm("Lösenordet är ändrat. Du är utloggad på andra enheter.");
        return RedirectToAction(nameof(Show));
    }

    [HttpGet("sessioner")]
    public async Task<IActionResult> Sessions(CancellationToken ct) =>
        View("Sessions", await access.SessionsAsync(current.Viewer.AccountId, ThisSession.Id(HttpContext), ct));

    [HttpPost("sessioner")]
    public async Task<IActionResult> EndSession(string? session, CancellationToken ct)
    {
        await access.EndSessionAsync(current.Viewer.AccountId, session ?? "", ct);
        this.Confirm("Inloggningen är avslutad.");
        return RedirectToAction(nameof(Sessions));
    }
}
