using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Administration;

public sealed record AccountRow(long Id, string Name, string Email, string Roles, bool Disabled, bool Invited, bool TwoFactor);

public sealed record AccountPage(AccountRow Account, AccountForm Form, AccountChoices Choices);

/// <summary>Accounts of the administrator's own organisations: invite, change roles, shut, help with two steps.</summary>
[AllowedRoles(Role.Administrator), Route("admin/konton")]
public sealed class AccountsController(SystemfelReader reader, CurrentViewer current, AccountService accounts) : Controller
{
    // An administrator of several organisations manages that of the first such membership here.
    private long Organisation => current.Viewer.OrganisationsWith([Role.Administrator])[0];

    [HttpGet("")]
    public async Task<IActionResult> List(CancellationToken ct) =>
        View("Accounts", (await Mine().OrderBy(a => a.DisplayName).ToListAsync(ct)).ConvertAll(Row));

    [HttpGet("ny")]
    public async Task<IActionResult> Invite(CancellationToken ct) =>
        View("Invite", new AccountPage(Nobody, new AccountForm(), await ChoicesAsync(ct)));

    [HttpPost("ny")]
    public async Task<IActionResult> Invite([Bind(Prefix = "Form")] InviteForm form, CancellationToken ct)
    {
        var choices = await ChoicesAsync(ct);
        form.Check(ModelState, choices);
        if (!ModelState.IsValid) return View("Invite", new AccountPage(Nobody, form, choices));
        var result = await accounts.InviteAsync(form.Name, form.Email, form.Orders(Organisation), ct);
        foreach (var problem in result.Problems) ModelState.AddModelError("Form.Email", problem);
        if (!result.Succeeded) return View("Invite", new AccountPage(Nobody, form, choices));
        this.Confirm($"{form.Name} är inbjuden. Länken i brevet gäller i sju dagar.");
        return RedirectToAction(nameof(List));
    }

    [HttpGet("{id:long}")]
    public async Task<IActionResult> Show(long id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } account
            ? View("Account", new AccountPage(Row(account), AccountForm.Of(account, Organisation), await ChoicesAsync(ct)))
            : NotFound();

    [HttpPost("{id:long}/roller")]
    public async Task<IActionResult> SetRoles(long id, [Bind(Prefix = "Form")] AccountForm form, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } account) return NotFound();
        var choices = await ChoicesAsync(ct);
        form.Check(ModelState, choices);
        if (ModelState.IsValid)
        {
            var result = await accounts.SetMembershipsAsync(id, Organisation, form.Orders(Organisation), ct);
            foreach (var problem in result.Problems) ModelState.AddModelError("Form.Roles", problem);
        }
        if (!ModelState.IsValid) return View("Account", new AccountPage(Row(account), form, choices));
        this.Confirm($"Rollerna för {account.DisplayName} är ändrade. De gäller genast.");
        return RedirectToAction(nameof(Show), new { id });
    }

    [HttpPost("{id:long}/inbjudan")]
    public Task<IActionResult> InviteAgain(long id, CancellationToken ct) => ChangeAsync(id, accounts.InviteAgainAsync, "Inbjudan är skickad igen.", ct);

    [HttpPost("{id:long}/stang")]
    public Task<IActionResult> Disable(long id, CancellationToken ct) => ChangeAsync(id, accounts.DisableAsync, "Kontot är stängt och utloggat överallt.", ct);

    [HttpPost("{id:long}/oppna")]
    public Task<IActionResult> Enable(long id, CancellationToken ct) => ChangeAsync(id, accounts.EnableAsync, "Kontot är öppet igen.", ct);

    [HttpPost("{id:long}/tva-steg")]
    public Task<IActionResult> ResetTwoFactor(long id, CancellationToken ct) =>
        ChangeAsync(id, accounts.ResetTwoFactorAsync, "Inloggning i två steg är avstängd för kontot. Be personen slå på den igen.", ct);

    private static AccountRow Nobody { get; } = new(0, "", "", "", false, false, false);

    private async Task<IActionResult> ChangeAsync(
        long id, Func<long, CancellationToken, Task<AccountResult>> change, string done, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } account) return NotFound();
        var result = await change(id, ct);
        if (!result.Succeeded)
        {
            foreach (var problem in result.Problems) ModelState.AddModelError("", problem);
            return View("Account", new AccountPage(Row(account), AccountForm.Of(account, Organisation), await ChoicesAsync(ct)));
        }
        this.Confirm(done);
        return RedirectToAction(nameof(Show), new { id });
    }

    private IQueryable<Account> Mine()
    {
        var organisation = Organisation;
        return reader.Accounts.Include(a => a.Memberships).Where(a => a.Memberships.Any(m => m.OrganisationId == organisation));
    }

    private Task<Account?> FindAsync(long id, CancellationToken ct) => Mine().SingleOrDefaultAsync(a => a.Id == id, ct);

    private async Task<AccountChoices> ChoicesAsync(CancellationToken ct)
    {
        var organisation = Organisation;
        var parties = await reader.Parties.Where(p => p.OrganisationId == organisation).OrderBy(p => p.Name).ToListAsync(ct);
        var groups = await reader.Groups.Where(g => g.OrganisationId == organisation && (g.EndedAt == null || reader.Accounts.Any(a => a.Memberships.Any(m => m.GroupId == g.Id)))).OrderBy(g => g.Name).ToListAsync(ct);
        return new AccountChoices(
            [.. parties.Select(p => new SelectListItem(p.Name, p.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)))],
            [.. groups.Select(g => new SelectListItem(g.Name, g.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)))]);
    }

    private AccountRow Row(Account a) => new(a.Id, a.DisplayName, a.Email ?? "",
        a.Memberships.Where(m => m.OrganisationId == Organisation).Swedish(),
        a.DisabledAt is not null, a.PasswordHash is null, a.TwoFactorEnabled);
}
