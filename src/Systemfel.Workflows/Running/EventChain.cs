using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Systemfel.Data.Cases;

namespace Systemfel.Workflows.Running;

/// <summary>
/// The append-only chain of a case's events. Each event's hash covers the one before it and a salted commitment to its
/// content, so that content can be erased (data and salt removed) while the chain still verifies.
/// </summary>
public static class EventChain
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Makes the case's next event; the case remembers it as its last.</summary>
    internal static CaseEvent Append(
        Deficiency subject, string kind, object data, Addressee? addressee, Actor actor, DateTimeOffset at, string? moveKey)
    {
        var e = new CaseEvent
        {
            Deficiency = subject,
            Seq = subject.ChainLength + 1,
            At = at,
            ActorId = actor.AccountId,
            Kind = kind,
            Addressee = addressee,
            Data = JsonSerializer.Serialize(data, Json),
            Salt = RandomNumberGenerator.GetBytes(16),
            PreviousHash = subject.ChainHead,
            MoveKey = moveKey,
        };
        e.Commitment = CommitmentOf(e.Salt, e.Data);
        e.Hash = HashOf(e);
        (subject.ChainLength, subject.ChainHead) = (e.Seq, e.Hash);
        return e;
    }

    /// <summary>Finds the first event at which a case's chain breaks.</summary>
    /// <param name="subject">Loaded with all its events.</param>
    /// <returns>Null for a whole chain; else the number of the event that is changed, missing or out of place.</returns>
    public static int? FirstBreak(Deficiency subject) => FirstBreak(subject.Events, subject.ChainHead);

    /// <summary>Finds the first event at which a chain breaks.</summary>
    /// <param name="events">All events of one case, in any order.</param>
    /// <param name="head">The hash that the case itself holds of its last event: one cut off at the end leaves no gap behind it.</param>
    /// <returns>Null for a whole chain; else the number of the event that is changed, missing or out of place.</returns>
    public static int? FirstBreak(IEnumerable<CaseEvent> events, byte[] head)
    {
        var previous = Array.Empty<byte>();
        var seq = 0;
        foreach (var e in events.OrderBy(e => e.Seq))
        {
            seq++;
            var whole = e.Seq == seq
                && e.PreviousHash.AsSpan().SequenceEqual(previous)
                && e.Hash.AsSpan().SequenceEqual(HashOf(e))
                && (e.Data == null ? e.Salt == null : e.Salt != null && e.Commitment.AsSpan().SequenceEqual(CommitmentOf(e.Salt, e.Data)));
            if (!whole) return seq;
            previous = e.Hash;
        }
        return previous.AsSpan().SequenceEqual(head) ? null : seq + 1;
    }

    private static byte[] CommitmentOf(byte[] salt, string data) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(data)]);

    private static byte[] HashOf(CaseEvent e)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> numbers = stackalloc byte[20];
        BinaryPrimitives.WriteInt32BigEndian(numbers, e.Seq);
        BinaryPrimitives.WriteInt64BigEndian(numbers[4..], e.At.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(numbers[12..], e.ActorId ?? 0);
        hash.AppendData(e.PreviousHash);
        hash.AppendData(numbers);
        hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(e.Kind)));
        hash.AppendData(e.Commitment);
        return hash.GetHashAndReset();
    }
}
