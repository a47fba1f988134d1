using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Systemfel.Data.Letters;

namespace Systemfel.Workflows.Letters;

/// <summary>
/// The tokens of reply addresses and links: HMAC(key, recipient id, nonce) cut to 128 bits. The key lies in a file outside the
/// database, so that no table, outbox row or backup of the database holds a usable token.
/// </summary>
public sealed class ReplyTokens
{
    /// <summary>How many characters a token has.</summary>
    public const int Length = 26;

    private const string FileName = "reply-tokens.key";
    private readonly Lazy<byte[]> _key;

    /// <param name="options">Names the folder of the key; it is made when it is not there.</param>
    public ReplyTokens(WorkflowOptions options) => _key = new Lazy<byte[]>(() => KeyFile.ReadOrCreate(options.KeyPath, FileName, 32));

    /// <summary>The token of a stored recipient.</summary>
    internal string Of(LetterRecipient recipient)
    {
        if (recipient.Id == 0 || recipient.Nonce.Length == 0) throw new InvalidOperationException("The recipient is not stored yet.");
        var data = new byte[8 + recipient.Nonce.Length];
        BinaryPrimitives.WriteInt64BigEndian(data, recipient.Id);
        recipient.Nonce.CopyTo(data, 8);
        return Crockford.Encode(HMACSHA256.HashData(_key.Value, data).AsSpan(0, 16));
    }

    /// <summary>A word that cannot be guessed, only seen by those who see the meeting: part of the UID in their calendars.</summary>
    /// <param name="meetingId">The meeting.</param>
    internal string OfMeeting(long meetingId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.ASCII.GetBytes($"meeting-uid:{meetingId}")).AsSpan(0, 10));

    /// <summary>The word of an adjuster's link to one version of the minutes.</summary>
    /// <param name="adjustmentId">The stored adjuster.</param>
    /// <param name="version">The number of the version.</param>
    internal string OfAdjustment(long adjustmentId, int version) =>
        Crockford.Encode(HMACSHA256.HashData(_key.Value, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"adjustment:{adjustmentId}:{version}"))).AsSpan(0, 16));

    /// <summary>The word of the link that asks an ombud whether it shows.</summary>
    /// <param name="accountId">The ombud.</param>
    /// <param name="day">The day of the mail.</param>
    internal string OfEffect(long accountId, DateOnly day) =>
        Crockford.Encode(HMACSHA256.HashData(_key.Value, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"effect:{accountId}:{day:yyyyMMdd}"))).AsSpan(0, 16));

    /// <summary>Whether a word is that of <see cref="OfEffect"/>, compared in the same time whatever is wrong with it.</summary>
    internal bool IsEffect(string word, long accountId, DateOnly day) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(word.ToUpperInvariant()), Encoding.ASCII.GetBytes(OfEffect(accountId, day)));

    /// <summary>What is stored of a token.</summary>
    internal static byte[] HashOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token.ToUpperInvariant()));

    /// <summary>Whether a text has the form of a token; says nothing of whether it is one.</summary>
    public static bool HasForm(string? text) => text is { Length: Length } && Crockford.IsWord(text.ToUpperInvariant());
}
