using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Hosting;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Accounts;

public sealed class NewPasswordForm
{
    [Required(ErrorMessage = "Skriv ett lösenord."), StringLength(256, ErrorMessage = "Lösenordet är för långt.")]
    public string Password { get; set; } = "";

    [Compare(nameof(Password), ErrorMessage = "Lösenorden är inte lika.")]
    public string Repeated { get; set; } = "";
}

public sealed record NewPasswordModel(string Heading, string Name, NewPasswordForm Form);

/// <summary>Choosing a password with a link: the first one after an invitation, a new one when it has been forgotten.</summary>
[AllowAnonymous, Route("konto")]
public sealed class NewPasswordController(AccountAccess access, LinkRequests requests) : Controller
{
    [HttpGet("glomt")]
    public IActionResult Forgotten() => View("Forgotten", new EmailForm());

    [HttpPost("glomt"), EnableRateLimiting(RateLimits.SignIn)]
    public IActionResult Forgotten(EmailForm form)
    {
        if (!ModelState.IsValid) return View("Forgotten", form);
        requests.Add(form.Email, LinkPurpose.Reset);
        return RedirectToAction(nameof(LinkController.Sent), "Link");
    }

    [HttpGet("inbjudan/{token}"), EnableRateLimiting(RateLimits.SignIn)]
    public Task<IActionResult> Invitation(string token, CancellationToken ct) => ShowAsync(token, LinkPurpose.Invitation, ct);

    [StartsSession, HttpPost("inbjudan/{token}"), EnableRateLimiting(RateLimits.SignIn)]
    public Task<IActionResult> Invitation(string token, [Bind(Prefix = "Form")] NewPasswordForm form, CancellationToken ct) =>
        SetAsync(token, LinkPurpose.Invitation, form, ct);

    [HttpGet("aterstall/{token}"), EnableRateLimiting(RateLimits.SignIn)]
    public Task<IActionResult> Reset(string token, CancellationToken ct) => ShowAsync(token, LinkPurpose.Reset, ct);

    [StartsSession, HttpPost("aterstall/{token}"), EnableRateLimiting(RateLimits.SignIn)]
    public Task<IActionResult> Reset(string token, [Bind(Prefix = "Form")] NewPasswordForm form, CancellationToken ct) =>
        SetAsync(token, LinkPurpose.Reset, form, ct);

    private async Task<IActionResult> ShowAsync(string token, LinkPurpose purpose, CancellationToken ct) =>
        await access.NameBehindAsync(token, purpose, ct) is { } name ? Page(purpose, name, new NewPasswordForm()) : View("LinkDead");

    private async Task<IActionResult> SetAsync(string token, LinkPurpose purpose, NewPasswordForm form, CancellationToken ct)
    {
        if (await access.NameBehindAsync(token, purpose, ct) is not { } name) return View("LinkDead");
        if (!ModelState.IsValid) return Page(purpose, name, form);
        if (await access.SetPasswordAsync(token, purpose, form.Password, ct) is not { } result) return View("LinkDead");
        foreach (var problem in result.Problems) ModelState.AddModelError("Form.Password", problem);
        if (!result.Succeeded) return Page(purpose, name, form);
        this.Confirm("Lösenordet är valt. Logga in med det.");
        return LocalRedirect("/konto/logga-in");
    }

    private ViewResult Page(LinkPurpose purpose, string name, NewPasswordForm form) => View("NewPassword",
        new NewPasswordModel(purpose == LinkPurpose.Invitation ? "Välkommen till Systemfel" : "Välj ett nytt lösenord", name, form));
}
