namespace Systemfel.Data.Organisations;

public enum PartyKind { Authority, UserOrganisation, CountyBoard, Other }

/// <summary>A real body: a municipality, Försäkringskassan, a region's unit, RSMH, Länsstyrelsen.</summary>
public sealed class Party
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public string Code { get; internal set; } = "";
    public string Name { get; internal set; } = "";
    public PartyKind Kind { get; internal set; }
    public long? AuthorityId { get; internal set; }
    public Authority? Authority { get; internal set; }
    public long? MunicipalityId { get; internal set; }
    public List<Contact> Contacts { get; internal set; } = [];
}

public enum GroupKind { Team, Steering, Reference }

public sealed class Group
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    /// <summary>The id by which the route names it: team, sg1, sg2.</summary>
    public string Code { get; internal set; } = "";
    public string Name { get; internal set; } = "";
    public GroupKind Kind { get; internal set; }
    public long? InviterPartyId { get; internal set; }
    public Party? Inviter { get; internal set; }
    public int SortOrder { get; internal set; }
    /// <summary>How often it should meet; 0: not said.</summary>
    public int MeetingsPerYear { get; internal set; }
    /// <summary>It no longer meets; its meetings and minutes stay.</summary>
    public DateTimeOffset? EndedAt { get; internal set; }
    public List<GroupParty> Parties { get; internal set; } = [];
}

public sealed class GroupParty
{
    public long GroupId { get; internal set; }
    public long PartyId { get; internal set; }
    public Party Party { get; internal set; } = null!;
}

public enum ContactState { Ok, Bouncing, Retired }

/// <summary>Where a party takes letters: a function mailbox or a person. An address, never an account.</summary>
public sealed class Contact
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public long PartyId { get; internal set; }
    public Party Party { get; internal set; } = null!;
    public string Name { get; internal set; } = "";
    public string Address { get; internal set; } = "";
    /// <summary>Domains that an answer may come from, separated by blanks.</summary>
    public string Domains { get; internal set; } = "";
    public DateOnly? VerifiedOn { get; internal set; }
    public ContactState State { get; internal set; }
    /// <summary>When a letter last came back, and the code it came back with.</summary>
    public DateTimeOffset? BouncedAt { get; internal set; }
    public string BounceStatus { get; internal set; } = "";
    public DateTimeOffset? LastAnswerAt { get; internal set; }
}
