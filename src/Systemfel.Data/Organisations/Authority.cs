namespace Systemfel.Data.Organisations;

/// <summary>A kind of body that a deficiency can be about, with the plate that marks it on screen.</summary>
public sealed class Authority
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public string Code { get; internal set; } = "";
    public string Plate { get; internal set; } = "";
    public string Name { get; internal set; } = "";
    public int SortOrder { get; internal set; }
    public List<SubArea> SubAreas { get; internal set; } = [];
}

public sealed class SubArea
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public long AuthorityId { get; internal set; }
    public Authority Authority { get; internal set; } = null!;
    public string Code { get; internal set; } = "";
    public string Name { get; internal set; } = "";
    /// <summary>So small that its name can point at someone: the other members of a group do not see it.</summary>
    public bool IsSmallUnit { get; internal set; }
    public int SortOrder { get; internal set; }
}

public enum TermKind { Theme, CauseType, LifeDomain }

/// <summary>A word from one of the small lists that describe a deficiency: theme, type of cause, domain of life.</summary>
public sealed class Term
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public TermKind Kind { get; internal set; }
    public string Code { get; internal set; } = "";
    public string Name { get; internal set; } = "";
    public int SortOrder { get; internal set; }
}
