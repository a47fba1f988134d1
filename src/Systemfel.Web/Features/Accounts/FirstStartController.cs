using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Hosting;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Accounts;

public sealed class FirstStartForm
{
    [Required(ErrorMessage = "Skriv koden som står i serverns konsol."), StringLength(40, ErrorMessage = "Koden är för lång.")]
    public string Code { get; set; } = "";

    [Required(ErrorMessage = "Skriv ditt namn."), StringLength(100, ErrorMessage = "Namnet är för långt.")]
    public string Name { get; set; } = "";

    [Required(ErrorMessage = "Skriv din e-postadress."), StringLength(256, ErrorMessage = "E-postadressen är för lång.")]
    [EmailAddress(ErrorMessage = "E-postadressen ser inte ut som en adress, till exempel namn@kommun.se.")]
    public string Email { get; set; } = "";

    [Required(ErrorMessage = "Skriv ett lösenord."), StringLength(256, ErrorMessage = "Lösenordet är för långt.")]
    public string Password { get; set; } = "";

    [StringLength(200, ErrorMessage = "Namnet är för långt.")]
    public string? Organisation { get; set; }

    [StringLength(200, ErrorMessage = "Namnet är för långt.")]
    public string? HostName { get; set; }

    [StringLength(100, ErrorMessage = "Namnet är för långt.")]
    public string? County { get; set; }

    [StringLength(40, ErrorMessage = "Numret är för långt.")]
    public string? Phone { get; set; }
}

public sealed record FirstStartModel(bool NeedsOrganisation, FirstStartForm Form);

/// <summary>Makes the first administrator of an empty installation, for whoever can read the server's console. Then it is gone.</summary>
[AllowAnonymous, Route("forsta-start")]
public sealed class FirstStartController(FirstStart firstStart) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct) =>
        await firstStart.IsOpenAsync(ct) ? await PageAsync(new FirstStartForm(), ct) : NotFound();

    [StartsSession, HttpPost(""), EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Create([Bind(Prefix = "Form")] FirstStartForm form, CancellationToken ct)
    {
        if (!await firstStart.IsOpenAsync(ct)) return NotFound();
        if (ModelState.IsValid && !firstStart.IsCode(form.Code)) ModelState.AddModelError("Form.Code", "Koden stämmer inte. Den står i serverns konsol.");
        if (await firstStart.NeedsOrganisationAsync(ct) && string.IsNullOrWhiteSpace(form.Organisation))
            ModelState.AddModelError("Form.Organisation", "Skriv verksamhetens namn.");
        if (!ModelState.IsValid) return await PageAsync(form, ct);
        var result = await firstStart.CreateAsync(form.Code, form.Name, form.Email, form.Password, Organisation(form), ct);
        foreach (var problem in result.Problems)
            ModelState.AddModelError(problem.StartsWith("Lösenordet", StringComparison.Ordinal) ? "Form.Password" : "Form.Email", problem);
        if (!result.Succeeded) return await PageAsync(form, ct);
        this.Confirm("Kontot är klart. Logga in.");
        return LocalRedirect("/konto/logga-in");
    }

    private static FirstOrganisation? Organisation(FirstStartForm form) => string.IsNullOrWhiteSpace(form.Organisation)
        ? null
        : new FirstOrganisation(form.Organisation.Trim(), form.HostName?.Trim() ?? "", form.County?.Trim() ?? "", form.Phone?.Trim() ?? "");

    private async Task<IActionResult> PageAsync(FirstStartForm form, CancellationToken ct) =>
        View("FirstStart", new FirstStartModel(await firstStart.NeedsOrganisationAsync(ct), form));
}
