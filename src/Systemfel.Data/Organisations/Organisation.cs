namespace Systemfel.Data.Organisations;

/// <summary>A PO service that uses the product: the tenant. Everything below it carries its id.</summary>
public sealed class Organisation
{
    public long Id { get; internal set; }
    public string Name { get; internal set; } = "";
    /// <summary>The body that answers for the service, as it stands in letters: 'Borlänge kommun'.</summary>
    public string HostName { get; internal set; } = "";
    public string County { get; internal set; } = "";
    /// <summary>The number a recipient can ring to verify that a letter is genuine.</summary>
    public string Phone { get; internal set; } = "";
    /// <summary>Stands before the running number in 'Vår beteckning': PO 2026/118.</summary>
    public string RegistryPrefix { get; internal set; } = "PO";
    /// <summary>A colleague must approve a report's text before it leaves the team.</summary>
    public bool RequiresFourEyes { get; internal set; }
    /// <summary>Two ombuds at most: one person may hold the roles that otherwise exclude each other (author, four eyes, chair, adjuster).</summary>
    public bool IsTwoPerson { get; internal set; }
    /// <summary>The preset that the start guide set it up from; empty: none.</summary>
    public string PresetKey { get; internal set; } = "";
    public long? CurrentRouteId { get; internal set; }
    public RouteVersion? CurrentRoute { get; internal set; }
    /// <summary>Grows by one with every change of a case; the register index asks for what is newer than it has seen.</summary>
    public long ChangeSeq { get; internal set; }
}

/// <summary>The last number given in a series (deficiencies of a year, letters of a year).</summary>
public sealed class NumberSeries
{
    public long OrganisationId { get; internal set; }
    public string Series { get; internal set; } = "";
    public int Year { get; internal set; }
    public int Last { get; internal set; }
}

public sealed class Municipality
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public string Code { get; internal set; } = "";
    public string Name { get; internal set; } = "";
    /// <summary>So small that its name can point at someone: the other members of a group do not see it.</summary>
    public bool IsSmallUnit { get; internal set; }
}

/// <summary>A route as it was when it was taken into use; instances keep the version that they started on.</summary>
public sealed class RouteVersion
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public string RouteKey { get; internal set; } = "";
    public int Version { get; internal set; }
    public string Json { get; internal set; } = "";
    public DateTimeOffset CreatedAt { get; internal set; }
    /// <summary>Who published it; null for one that came with the product.</summary>
    public long? CreatedById { get; internal set; }
    /// <summary>What was changed, as whoever published it wrote.</summary>
    public string Note { get; internal set; } = "";
}
