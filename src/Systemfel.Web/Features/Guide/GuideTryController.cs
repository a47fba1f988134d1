using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Administration;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows;
using Systemfel.Workflows.Accounts;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Starting;

namespace Systemfel.Web.Features.Guide;

/// <summary>The start guide's last steps: who takes letters, whether mail leaves, who comes, and how it looks with something in it.</summary>
[AllowedRoles(Role.Administrator), Route("start")]
public sealed class GuideTryController(
    SystemfelReader reader, StartGuide guide, ContactService contacts, AccountService accounts, ExampleCases examples, ExampleRemoval removal,
    IMailTransport transport, MailFence fence, LetterOptions options, CurrentViewer current) : Controller
{
    private long Organisation => current.Viewer.OrganisationsWith([Role.Administrator])[0];

    private Actor Me => Actor.From(current.Viewer);

    [HttpGet("kontakter")]
    public async Task<IActionResult> Contacts(CancellationToken ct) => View("Contacts", await ContactsAsync(new GuideContactForm(), ct));

    [HttpPost("kontakter")]
    public async Task<IActionResult> Contacts(GuideContactForm form, CancellationToken ct)
    {
        if (!await this.TryMoveAsync(() => contacts.AddAsync(Organisation, Me, new ContactInput(form.Party, form.Name ?? "", form.Address ?? "", ""), ct)))
            return View("Contacts", await ContactsAsync(form, ct));
        this.Confirm($"{form.Name?.Trim()} är tillagd. Lägg till fler eller gå vidare.");
        return Redirect("/start/kontakter");
    }

    [HttpGet("e-post")]
    public async Task<IActionResult> Mail(CancellationToken ct) => View("Mail", await MailAsync(null, null, ct));

    [HttpPost("e-post")]
    public async Task<IActionResult> Mail(string? address, Guid key, CancellationToken ct)
    {
        if (!await this.TryMoveAsync(() => guide.SendTestAsync(Organisation, address ?? "", key, Me, ct))) return View("Mail", await MailAsync(address, key, ct));
        this.Confirm("Provbrevet ligger i kön. Ladda om sidan om en stund och se hur det gick.");
        return Redirect("/start/e-post");
    }

    [HttpGet("konton")]
    public async Task<IActionResult> Accounts(CancellationToken ct) => View("Accounts", await AccountsAsync(new InviteForm(), ct));

    [HttpPost("konton")]
    public async Task<IActionResult> Accounts([Bind(Prefix = "Form")] InviteForm form, CancellationToken ct)
    {
        var model = await AccountsAsync(form, ct);
        form.Check(ModelState, model.Page.Choices);
        if (!ModelState.IsValid) return View("Accounts", model);
        var result = await accounts.InviteAsync(form.Name, form.Email, form.Orders(Organisation), ct);
        foreach (var problem in result.Problems) ModelState.AddModelError("Form.Email", problem);
        if (!result.Succeeded) return View("Accounts", model);
        this.Confirm($"{form.Name} är inbjuden. Bjud in fler eller gå vidare.");
        return Redirect("/start/konton");
    }

    [HttpGet("exempel")]
    public async Task<IActionResult> Examples(CancellationToken ct) => View("Examples", await ExamplesAsync(ct));

    [HttpPost("exempel/fyll")]
    public async Task<IActionResult> Fill(CancellationToken ct)
    {
        var count = 0;
        if (!await this.TryMoveAsync(async () => count = await examples.FillAsync(Organisation, Me, ct), _ => "")) return View("Examples", await ExamplesAsync(ct));
        this.Confirm($"Det finns {count} exempel. De är märkta ”Exempel”.");
        return Redirect("/start/exempel");
    }

    [HttpPost("exempel/tom")]
    public async Task<IActionResult> EmptyOut(int antal, CancellationToken ct)
    {
        if (!await this.TryMoveAsync(() => removal.EmptyAsync(Organisation, antal, Me, ct), _ => "")) return View("Examples", await ExamplesAsync(ct));
        this.Confirm($"{antal} exempel är borttagna, med allt som hörde till dem.");
        return Redirect("/start/exempel");
    }

    private async Task<GuideContactsModel> ContactsAsync(GuideContactForm form, CancellationToken ct)
    {
        var id = Organisation;
        return new GuideContactsModel(form, await reader.Parties.Include(p => p.Contacts.OrderBy(c => c.Name)).Where(p => p.OrganisationId == id).OrderBy(p => p.Name).ToListAsync(ct));
    }

    private async Task<GuideMailModel> MailAsync(string? typed, Guid? key, CancellationToken ct)
    {
        var (id, me) = (Organisation, current.Viewer.AccountId);
        return new GuideMailModel(
            transport switch { NoMailTransport => MailSends.NotYet, DemoMailTransport => MailSends.Nowhere, _ => MailSends.Out },
            transport.Description,
            [.. options.Mailboxes.Select(m => $"{m.Server.Host}:{m.Server.Port}")],
            await fence.LooksOpenAsync(ct),
            typed ?? await reader.Accounts.Where(a => a.Id == me).Select(a => a.Email).SingleAsync(ct),
            key,
            await reader.OutboxItems.Where(o => o.OrganisationId == id && o.Purpose == "test").OrderByDescending(o => o.Id).Take(5).ToListAsync(ct));
    }

    private async Task<GuideAccountsModel> AccountsAsync(InviteForm form, CancellationToken ct)
    {
        var id = Organisation;
        var parties = await reader.Parties.Where(p => p.OrganisationId == id).OrderBy(p => p.Name).ToListAsync(ct);
        var groups = await reader.Groups.Where(g => g.OrganisationId == id && g.EndedAt == null).OrderBy(g => g.SortOrder).ThenBy(g => g.Id).ToListAsync(ct);
        var mine = await reader.Accounts.Include(a => a.Memberships).Where(a => a.Memberships.Any(m => m.OrganisationId == id)).OrderBy(a => a.DisplayName).ToListAsync(ct);
        var choices = new AccountChoices(
            [.. parties.Select(p => new SelectListItem(p.Name, p.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)))],
            [.. groups.Select(g => new SelectListItem(g.Name, g.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)))]);
        return new GuideAccountsModel(
            new AccountPage(new AccountRow(0, "", "", "", false, false, false), form, choices),
            [.. mine.Select(a => (a.DisplayName, a.Email ?? "", a.Memberships.Where(m => m.OrganisationId == id).Swedish()))]);
    }

    private async Task<ExamplesModel> ExamplesAsync(CancellationToken ct)
    {
        var id = Organisation;
        var titles = await reader.Deficiencies.Where(d => d.OrganisationId == id && d.IsExample).OrderBy(d => d.Id).Select(d => $"{d.Number} {d.Title}").ToListAsync(ct);
        return new ExamplesModel(titles.Count, titles);
    }
}
