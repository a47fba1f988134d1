namespace Systemfel.Data.Accounts;

/// <summary>A key to the read-only interface, for one account in one organisation: it reads what the account reads.</summary>
public sealed class PersonalKey
{
    public long Id { get; internal set; }
    public long AccountId { get; internal set; }
    public Account Account { get; internal set; } = null!;
    public long OrganisationId { get; internal set; }
    /// <summary>What its owner calls it: 'Kommunens statistik'.</summary>
    public string Name { get; internal set; } = "";
    /// <summary>SHA-256 of the key, which is shown once.</summary>
    public byte[] KeyHash { get; internal set; } = [];
    public DateTimeOffset CreatedAt { get; internal set; }
    public DateTimeOffset ExpiresAt { get; internal set; }
    public DateOnly? LastUsedOn { get; internal set; }
    public DateTimeOffset? RevokedAt { get; internal set; }
}
