using Systemfel.Data.Accounts;

namespace Systemfel.Data.Cases;

/// <summary>
/// What happened, in the past tense; append-only. The chain runs per case over salted commitments, so that a text can be
/// erased for good (data and salt removed) while the chain still verifies.
/// </summary>
public sealed class CaseEvent
{
    public long Id { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public Deficiency Deficiency { get; internal set; } = null!;
    public int Seq { get; internal set; }
    public DateTimeOffset At { get; internal set; }
    public long? ActorId { get; internal set; }
    public Account? Actor { get; internal set; }
    /// <summary>Past tense: submitted, referred, letter-sent, answer-accepted, closed ...</summary>
    public string Kind { get; internal set; } = "";
    public long? AddresseeId { get; internal set; }
    public Addressee? Addressee { get; internal set; }
    /// <summary>What the event says, as JSON; null when erased.</summary>
    public string? Data { get; internal set; }
    public byte[]? Salt { get; internal set; }
    /// <summary>SHA-256(salt, data).</summary>
    public byte[] Commitment { get; internal set; } = [];
    /// <summary>Hash of the event before; empty for the first.</summary>
    public byte[] PreviousHash { get; internal set; } = [];
    public byte[] Hash { get; internal set; } = [];
    /// <summary>The form key of the move that wrote it: the same form sent twice finds its first result.</summary>
    public string? MoveKey { get; internal set; }
}
