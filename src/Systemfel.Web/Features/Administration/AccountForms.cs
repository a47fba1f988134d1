using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Systemfel.Data.Accounts;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Administration;

public sealed record AccountChoices(IReadOnlyList<SelectListItem> Parties, IReadOnlyList<SelectListItem> Groups);

/// <summary>The roles of an account, and for members of groups which group and whom they represent.</summary>
public class AccountForm
{
    private static readonly Role[] GroupRoles = [Role.Member, Role.UserOrganisation];

    public List<Role> Roles { get; set; } = [];
    public long? PartyId { get; set; }
    public List<long> GroupIds { get; set; } = [];
    public bool IsChair { get; set; }
    public bool IsSubstitute { get; set; }

    public static AccountForm Of(Account account, long organisation)
    {
        var own = account.Memberships.Where(m => m.OrganisationId == organisation).ToList();
        return new AccountForm
        {
            Roles = [.. own.Select(m => m.Role).Distinct()],
            PartyId = own.Find(m => m.PartyId != null)?.PartyId,
            GroupIds = [.. own.Where(m => m.GroupId != null).Select(m => m.GroupId!.Value).Distinct()],
            IsChair = own.Exists(m => m.IsChair),
            IsSubstitute = own.Exists(m => m.IsSubstitute),
        };
    }

    /// <summary>Refuses what does not hang together, and ids that are not this organisation's.</summary>
    public void Check(ModelStateDictionary state, AccountChoices choices)
    {
        if (Roles.Count == 0 || !Roles.TrueForAll(Enum.IsDefined)) state.AddModelError("Form.Roles", "Välj minst en roll.");
        if (PartyId is { } party && !Has(choices.Parties, party)) state.AddModelError("Form.PartyId", "Välj ur listan.");
        if (!GroupIds.TrueForAll(g => Has(choices.Groups, g))) state.AddModelError("Form.GroupIds", "Välj ur listan.");
        if (Roles.Exists(r => GroupRoles.Contains(r)) && GroupIds.Count == 0) state.AddModelError("Form.GroupIds", "Välj vilken grupp personen sitter i.");
        if (Roles.Exists(r => GroupRoles.Contains(r)) && PartyId is null) state.AddModelError("Form.PartyId", "Välj vem personen företräder.");
    }

    /// <summary>One membership for each role; for roles in groups one for each group.</summary>
    public IReadOnlyList<MembershipOrder> Orders(long organisation) => [.. Roles.Distinct().SelectMany(role => GroupRoles.Contains(role)
        ? GroupIds.Distinct().Select(g => new MembershipOrder(organisation, role, PartyId, g, IsChair, IsSubstitute))
        : [new MembershipOrder(organisation, role)])];

    private static bool Has(IReadOnlyList<SelectListItem> choices, long id) =>
        choices.Any(c => c.Value == id.ToString(CultureInfo.InvariantCulture));
}

public sealed class InviteForm : AccountForm
{
    [Required(ErrorMessage = "Skriv personens namn."), StringLength(100, ErrorMessage = "Namnet är för långt.")]
    public string Name { get; set; } = "";

    [Required(ErrorMessage = "Skriv personens e-postadress."), StringLength(256, ErrorMessage = "E-postadressen är för lång.")]
    [EmailAddress(ErrorMessage = "E-postadressen ser inte ut som en adress, till exempel namn@kommun.se.")]
    public string Email { get; set; } = "";
}
