using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Accounts;

public sealed record KeyForm(string? Name, string? Until);

public sealed record KeysPage(IReadOnlyList<PersonalKey> Keys, KeyForm Form, DateTimeOffset Now, bool MayMake);

/// <summary>The own keys to the read-only interface.</summary>
[SignedIn, Route("konto/nycklar")]
public sealed class PersonalKeysController(CurrentViewer current, PersonalKeys keys, TimeProvider time) : Controller
{
    [HttpGet("")]
    public Task<IActionResult> Show(CancellationToken ct) => PageAsync(new KeyForm("", time.Today().AddYears(1).Iso()), ct);

    [HttpPost("")]
    public async Task<IActionResult> Make(KeyForm form, CancellationToken ct)
    {
        if (current.Viewer.HomeOrganisationId is not { } organisation) return NotFound();
        ModelState.Clear();
        var key = "";
        DateOnly? day = DateOnly.TryParseExact(form.Until?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var d) ? d : null;
        if (!await this.TryMoveAsync(async () => key = await keys.MakeAsync(current.Viewer.AccountId, organisation, form.Name ?? "", day, ct), i => i switch { "name" => "Name", "until" => "Until", _ => "" }))
            return await PageAsync(form, ct);
        Response.Headers.CacheControl = "no-store";
        return View("KeyMade", key);
    }

    [HttpPost("aterkalla")]
    public async Task<IActionResult> Revoke(long id, CancellationToken ct)
    {
        if (await keys.RevokeAsync(current.Viewer.AccountId, id, ct)) this.Confirm("Nyckeln är återkallad. Den fungerar inte längre.");
        return Redirect("/konto/nycklar");
    }

    private async Task<IActionResult> PageAsync(KeyForm form, CancellationToken ct) =>
        View("Keys", new KeysPage(await keys.ListAsync(current.Viewer.AccountId, ct), form, time.GetUtcNow(), current.Viewer.HomeOrganisationId != null));
}
