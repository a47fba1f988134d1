using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Lists;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Letters;

public sealed class ContactForm
{
    public long Party { get; set; }
    public string? Name { get; set; }
    public string? Address { get; set; }
    public string? Domains { get; set; }

    public static ContactForm Of(Contact c) => new() { Party = c.PartyId, Name = c.Name, Address = c.Address, Domains = c.Domains };

    public ContactInput Input() => new(Party, Name ?? "", Address ?? "", Domains ?? "");
}

public sealed record ContactModel(Contact? Contact, ContactForm Form, IReadOnlyList<Party> Parties, DateOnly Today);

/// <summary>Where authorities take letters.</summary>
[AllowedRoles(Role.Coordinator), Route("kontakter")]
public sealed class ContactsController(SystemfelReader reader, ContactService contacts, CurrentViewer current, TimeProvider time) : Controller
{
    private long Organisation => current.Viewer.OrganisationsWith([Role.Coordinator])[0];

    [HttpGet("")]
    public async Task<IActionResult> List(CancellationToken ct) => View("Contacts", new ContactModel(null, new ContactForm(), await PartiesAsync(ct), time.Today()));

    [HttpGet("/kontakter.csv"), HttpGet("/kontakter.xlsx")]
    public async Task<IActionResult> Export(CancellationToken ct) => new ListResult<(Party, Contact?)>(LetterList.Contacts, (await PartiesAsync(ct))
        .SelectMany(p => p.Contacts.Count == 0 ? [(p, null)] : p.Contacts.OrderBy(c => c.Name, StringComparer.CurrentCulture).Select(c => (p, (Contact?)c))).ToAsyncEnumerable());

    [HttpGet("ny")]
    public async Task<IActionResult> New(long? part, CancellationToken ct) =>
        View("Contact", new ContactModel(null, new ContactForm { Party = part ?? 0 }, await PartiesAsync(ct), time.Today()));

    [HttpPost("ny")]
    public Task<IActionResult> Add(ContactForm form, CancellationToken ct) => ChangeAsync(null, form, async actor =>
    {
        await contacts.AddAsync(Organisation, actor, form.Input(), ct);
        return $"{form.Name?.Trim()} är tillagd.";
    }, ct);

    [HttpGet("{id:long}")]
    public async Task<IActionResult> Show(long id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } contact ? View("Contact", new ContactModel(contact, ContactForm.Of(contact), await PartiesAsync(ct), time.Today())) : NotFound();

    [HttpPost("{id:long}")]
    public async Task<IActionResult> Change(long id, ContactForm form, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } contact) return NotFound();
        form.Party = contact.PartyId;
        return await ChangeAsync(contact, form, async actor =>
        {
            await contacts.ChangeAsync(id, actor, form.Input(), ct);
            return "Kontakten är ändrad. Brev som redan är skickade behåller den gamla adressen. De som inte kom fram kan skickas igen på sidan E-post.";
        }, ct);
    }

    [HttpPost("{id:long}/anvandning")]
    public async Task<IActionResult> Retire(long id, bool retired, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } contact) return NotFound();
        return await ChangeAsync(contact, ContactForm.Of(contact), async actor =>
        {
            await contacts.SetRetiredAsync(id, actor, retired, ct);
            return retired ? "Kontakten används inte längre." : "Kontakten används igen.";
        }, ct);
    }

    private async Task<IActionResult> ChangeAsync(Contact? contact, ContactForm form, Func<Actor, Task<string>> change, CancellationToken ct)
    {
        ModelState.Clear();
        try
        {
            this.Confirm(await change(Actor.From(current.Viewer)));
            return Redirect("/kontakter");
        }
        catch (CaseNotFoundException)
        {
            return NotFound();
        }
        catch (MoveRefusedException e)
        {
            ModelState.AddModelError(e.Input switch { "party" => "Party", "name" => "Name", "address" => "Address", "domains" => "Domains", _ => "" }, e.Message);
            return View("Contact", new ContactModel(contact, form, await PartiesAsync(ct), time.Today()));
        }
    }

    private Task<Contact?> FindAsync(long id, CancellationToken ct)
    {
        var organisation = Organisation;
        return reader.Contacts.Include(c => c.Party).SingleOrDefaultAsync(c => c.Id == id && c.OrganisationId == organisation, ct);
    }

    private async Task<IReadOnlyList<Party>> PartiesAsync(CancellationToken ct)
    {
        var organisation = Organisation;
        var parties = await reader.Parties.Include(p => p.Contacts).Where(p => p.OrganisationId == organisation).ToListAsync(ct);
        return [.. parties.OrderBy(p => p.Name, StringComparer.CurrentCulture)];
    }
}
