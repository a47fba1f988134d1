using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Letters;

/// <summary>A contact as it is typed.</summary>
/// <param name="PartyId">Whose contact it is.</param>
/// <param name="Name">A function or a person.</param>
/// <param name="Address">E-mail.</param>
/// <param name="Domains">Domains it may answer from, separated by blanks; empty means that of the address.</param>
public sealed record ContactInput(long PartyId, string Name, string Address, string Domains);

/// <summary>Where parties take letters. A sent letter keeps the address it was sent to.</summary>
public sealed class ContactService
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;

    internal ContactService(SystemfelDb db, SwedishCalendar calendar) => (_db, _calendar) = (db, calendar);

    /// <summary>Adds a contact.</summary>
    /// <exception cref="MoveRefusedException">With a sentence, and the field at fault.</exception>
    public async Task<long> AddAsync(long organisationId, Actor actor, ContactInput input, CancellationToken ct = default)
    {
        if (!actor.Has(organisationId, Role.Coordinator) && !actor.Has(organisationId, Role.Administrator)) throw new CaseNotFoundException();
        if (!await _db.Parties.AnyAsync(p => p.Id == input.PartyId && p.OrganisationId == organisationId, ct))
            throw new MoveRefusedException("Välj vem kontakten hör till.", "party");
        var contact = new Contact { OrganisationId = organisationId, PartyId = input.PartyId };
        await FillAsync(contact, input, ct);
        _db.Add(contact);
        await _db.SaveChangesAsync(ct);
        return contact.Id;
    }

    /// <summary>Changes a contact; a new address counts as not verified by anyone but the one who wrote it, today.</summary>
    public async Task ChangeAsync(long id, Actor actor, ContactInput input, CancellationToken ct = default)
    {
        var contact = await LoadAsync(id, actor, ct);
        await FillAsync(contact, input, ct);
        await _db.SaveChangesAsync(ct);
    }

    /// <summary>Takes a contact out of use, or into use again.</summary>
    public async Task SetRetiredAsync(long id, Actor actor, bool retired, CancellationToken ct = default)
    {
        var contact = await LoadAsync(id, actor, ct);
        contact.State = retired ? ContactState.Retired : ContactState.Ok;
        await _db.SaveChangesAsync(ct);
    }

    private async Task FillAsync(Contact contact, ContactInput input, CancellationToken ct)
    {
        var name = input.Name.Trim();
        var address = input.Address.Trim().ToLowerInvariant();
        if (name == "") throw new MoveRefusedException("Skriv kontaktens namn eller funktion.", "name");
        if (name.Length > 200 || name.Any(char.IsControl)) throw new MoveRefusedException("Namnet får vara högst 200 tecken och inte ha radbrytningar.", "name");
        if (!MailAddressCheck.IsValid(address)) throw new MoveRefusedException("Skriv en e-postadress, till exempel registrator@kommunen.se.", "address");
        if (await _db.Contacts.AnyAsync(c => c.Id != contact.Id && c.PartyId == contact.PartyId && c.Address == address && c.State != ContactState.Retired, ct))
            throw new MoveRefusedException("Den adressen finns redan hos samma mottagare.", "address");
        var domains = input.Domains.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (domains.Any(d => !MailAddressCheck.IsValid("a@" + d) || !d.Contains('.', StringComparison.Ordinal)))
            throw new MoveRefusedException("Skriv domäner med blanksteg emellan, till exempel kommunen.se regionen.se.", "domains");
        if (contact.Address != address)
        {
            contact.VerifiedOn = _calendar.Today;
            contact.State = ContactState.Ok;
        }
        contact.Name = name;
        contact.Address = address;
        contact.Domains = domains.Length > 0 ? string.Join(' ', domains.Distinct()) : address[(address.LastIndexOf('@') + 1)..];
    }

    private async Task<Contact> LoadAsync(long id, Actor actor, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        var contact = await _db.Contacts.SingleOrDefaultAsync(c => c.Id == id, ct);
        return contact != null && actor.Has(contact.OrganisationId, Role.Coordinator) ? contact : throw new CaseNotFoundException();
    }
}
