using Systemfel.Data.Accounts;
using Systemfel.Data.Organisations;

namespace Systemfel.Data.Operations;

/// <summary>What was done at once with personal data that should not have been written or received.</summary>
public enum IncidentAction
{
    /// <summary>It had not left the team: erased for good.</summary>
    Erased,
    /// <summary>It had been sent or received, an official document: hidden from all until the registrator has decided.</summary>
    Masked,
}

/// <summary>What the registrator decided about an official document that was masked.</summary>
public enum IncidentDecision
{
    /// <summary>It stays hidden.</summary>
    StaysMasked,
    /// <summary>It points at no person, or may be read: shown again.</summary>
    Released,
}

/// <summary>
/// A personal-data incident, for the data protection officer (GDPR article 33.5: document every breach): who, when, what kind,
/// what was done. Never the content.
/// </summary>
public sealed class Incident
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public Organisation Organisation { get; internal set; } = null!;
    /// <summary>Names it in the log of erasures that lies beside the keys: a restored database is erased again from there.</summary>
    public Guid Key { get; internal set; }
    public DateTimeOffset At { get; internal set; }
    /// <summary>Null when the account is not in a database that has been restored.</summary>
    public long? ReportedById { get; internal set; }
    public Account? ReportedBy { get; internal set; }
    /// <summary>Where it stood: report, draft, mail ...</summary>
    public string Subject { get; internal set; } = "";
    /// <summary>SF-2026-0042, the letter's reference, or the number of a raised point; empty for a draft.</summary>
    public string SubjectNumber { get; internal set; } = "";
    public long? DeficiencyId { get; internal set; }
    public long? MailMessageId { get; internal set; }
    /// <summary>Kinds of personal data, as labels separated by blanks: PERSONNUMMER NAMN.</summary>
    public string Kinds { get; internal set; } = "";
    public IncidentAction Action { get; internal set; }
    /// <summary>What was erased or hidden, as codes separated by blanks: report draft event search outbox.</summary>
    public string Places { get; internal set; } = "";
    public IncidentDecision? Decision { get; internal set; }
    public DateTimeOffset? DecidedAt { get; internal set; }
    public long? DecidedById { get; internal set; }
    public Account? DecidedBy { get; internal set; }
    /// <summary>The number under which the registrator keeps the decision (diarienummer).</summary>
    public string DecisionNumber { get; internal set; } = "";
    public int Version { get; internal set; }
}
