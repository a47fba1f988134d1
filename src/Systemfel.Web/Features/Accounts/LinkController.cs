using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Systemfel.Data.Accounts;
using Systemfel.Web.Hosting;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Accounts;

public sealed class EmailForm
{
    [Required(ErrorMessage = "Skriv din e-postadress."), StringLength(256, ErrorMessage = "E-postadressen är för lång.")]
    [EmailAddress(ErrorMessage = "E-postadressen ser inte ut som en adress, till exempel namn@kommun.se.")]
    public string Email { get; set; } = "";
}

public sealed record LinkModel(string Name, string Token);

/// <summary>Signing in with a link sent by mail. Opening the link changes nothing: mail scanners open links too.</summary>
[AllowAnonymous, Route("konto/lank")]
public sealed class LinkController(AccountAccess access, LinkRequests requests, AccountSignIn signIn, UserManager<Account> users) : Controller
{
    private const string ReturnTo = "till";
    private const int LongestReturn = 300;

    [HttpGet("")]
    public IActionResult Ask() => View("AskForLink", new EmailForm());

    [HttpPost(""), EnableRateLimiting(RateLimits.SignIn)]
    public IActionResult Ask(EmailForm form, [FromQuery(Name = ReturnTo)] string? to)
    {
        if (!ModelState.IsValid) return View("AskForLink", form);
        requests.Add(form.Email, LinkPurpose.SignIn, to is { Length: <= LongestReturn } && Url.IsLocalUrl(to) ? to : "");
        return RedirectToAction(nameof(Sent));
    }

    [HttpGet("skickad")]
    public IActionResult Sent() => View("LinkSent");

    [HttpGet("{token}"), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Open(string token, CancellationToken ct) =>
        await access.NameBehindAsync(token, LinkPurpose.SignIn, ct) is { } name
            ? View("OpenLink", new LinkModel(name, token))
            : View("LinkDead");

    [StartsSession, HttpPost("{token}"), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Use(string token, [FromQuery(Name = ReturnTo)] string? to, CancellationToken ct)
    {
        if (await access.UseSignInLinkAsync(token, ct) is not { } id) return View("LinkDead");
        var account = await users.FindByIdAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var result = account is null ? Microsoft.AspNetCore.Identity.SignInResult.Failed : await signIn.WithoutPasswordAsync(account);
        if (result.Succeeded) return LocalRedirect(Url.IsLocalUrl(to) ? to : "/");
        return result.RequiresTwoFactor ? RedirectToAction(nameof(SignInController.SecondStep), "SignIn", new { till = to }) : View("LinkDead");
    }
}
