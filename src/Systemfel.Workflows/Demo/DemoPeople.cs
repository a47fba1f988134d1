using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Reference;

namespace Systemfel.Workflows.Demo;

/// <summary>The invented people of the demo: accounts that all share one password, and contacts under .example.</summary>
internal sealed class DemoPeople(SystemfelDb db)
{
    public const string Password = "systemfel-demo";

    public async Task AddAsync(long organisationId, ReferenceData data, CancellationToken ct)
    {
        var parties = await db.Parties.Where(p => p.OrganisationId == organisationId).ToDictionaryAsync(p => p.Code, p => p.Id, ct);
        var groups = await db.Groups.Where(g => g.OrganisationId == organisationId).ToDictionaryAsync(g => g.Code, g => g.Id, ct);
        var municipalities = await db.Municipalities.Where(m => m.OrganisationId == organisationId).ToDictionaryAsync(m => m.Code, m => m.Id, ct);
        foreach (var c in data.Contacts)
        {
            db.Add(new Contact
            {
                OrganisationId = organisationId,
                PartyId = parties[c.Party],
                Name = c.Name,
                Address = c.Address,
                Domains = string.Join(' ', c.Domains),
            });
        }
        var shared = new PasswordHasher<Account>().HashPassword(new Account(), Password);
        foreach (var a in data.Accounts)
        {
            var account = new Account
            {
                UserName = a.Email,
                NormalizedUserName = a.Email.ToUpperInvariant(),
                Email = a.Email,
                NormalizedEmail = a.Email.ToUpperInvariant(),
                EmailConfirmed = true,
                LockoutEnabled = true,
                DisplayName = a.Name,
                PasswordHash = shared,
                SecurityStamp = Guid.NewGuid().ToString("N"),
                MunicipalityId = a.Municipality == null ? null : municipalities[a.Municipality],
            };
            foreach (var role in a.Roles) account.Memberships.AddRange(Memberships(organisationId, role, a, parties, groups));
            db.Add(account);
        }
        await db.SaveChangesAsync(ct);
    }

    private static IEnumerable<Membership> Memberships(
        long organisationId, string role, AccountData a, Dictionary<string, long> parties, Dictionary<string, long> groups)
    {
        var party = a.Party == null ? (long?)null : parties[a.Party];
        Membership Of(Role r, string? group = null) => new()
        {
            OrganisationId = organisationId,
            Role = r,
            PartyId = party,
            GroupId = group == null ? null : groups[group],
            IsChair = a.Chair,
        };
        return role switch
        {
            "ombud" => [Of(Role.Ombud)],
            "samordnare" => [Of(Role.Coordinator), Of(Role.Ombud)],
            "enhetschef" => [Of(Role.UnitManager)],
            "ledamot" => a.Groups.Select(g => Of(Role.Member, g)),
            "brukarorganisation" => a.Groups.Select(g => Of(Role.UserOrganisation, g)),
            // Länsstyrelsen sits in both groups and besides receives what is sent to it.
            "lansstyrelse" => a.Groups.Select(g => Of(Role.Member, g)).Prepend(Of(Role.CountyBoard)),
            "registrator" => [Of(Role.Registrar)],
            "administrator" or "administratör" => [Of(Role.Administrator)],
            _ => throw new InvalidOperationException($"The demo data names the role '{role}', which is unknown."),
        };
    }
}
