using Microsoft.AspNetCore.Identity;

namespace Systemfel.Data.Accounts;

public sealed class Account : IdentityUser<long>
{
    public string DisplayName { get; set; } = "";
    public DateTimeOffset? DisabledAt { get; internal set; }
    /// <summary>The municipality that the report form proposes.</summary>
    public long? MunicipalityId { get; internal set; }
    /// <summary>Keys in meetings (1-8, Z, Enter) can be turned off (WCAG 2.1.4).</summary>
    public bool ShortcutsOff { get; internal set; }
    /// <summary>Own keys in meetings, as 'move=key' separated by blanks; empty: those that the page shows.</summary>
    public string ShortcutKeys { get; internal set; } = "";
    /// <summary>SHA-256 of the key in the address of the account's calendar feed; empty: none.</summary>
    public byte[] CalendarKeyHash { get; internal set; } = [];
    public List<Membership> Memberships { get; internal set; } = [];
}

public enum Role { Ombud, Coordinator, UnitManager, Member, UserOrganisation, CountyBoard, Registrar, Administrator }

/// <summary>What an account may do in an organisation. One account may hold several.</summary>
public sealed class Membership
{
    public long Id { get; internal set; }
    public long AccountId { get; internal set; }
    public Account Account { get; internal set; } = null!;
    public long OrganisationId { get; internal set; }
    public Role Role { get; internal set; }
    /// <summary>The party that a member of a group represents.</summary>
    public long? PartyId { get; internal set; }
    public long? GroupId { get; internal set; }
    public bool IsChair { get; internal set; }
    public bool IsSubstitute { get; internal set; }
}

/// <summary>A signed-in session, kept here so that signing out ends it everywhere at once.</summary>
public sealed class Session
{
    /// <summary>SHA-256 of the key that the cookie holds, so that a copy of the database opens no session.</summary>
    public string KeyHash { get; internal set; } = "";
    public long AccountId { get; internal set; }
    public byte[] Ticket { get; internal set; } = [];
    public DateTimeOffset CreatedAt { get; internal set; }
    public DateTimeOffset ExpiresAt { get; internal set; }
}

/// <summary>A key of ASP.NET data protection (cookies, antiforgery), shared by all nodes.</summary>
public sealed class ProtectionKey
{
    public long Id { get; internal set; }
    public string Name { get; internal set; } = "";
    public string Xml { get; internal set; } = "";
}
