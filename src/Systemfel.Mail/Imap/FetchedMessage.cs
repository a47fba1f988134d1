namespace Systemfel.Mail;

/// <summary>One mail as an IMAP server gave it.</summary>
/// <param name="Uid">Its UID in the selected folder.</param>
/// <param name="Size">The size the server states in bytes, or null when it states nonsense.</param>
/// <param name="InternalDate">When the server received it, or null.</param>
/// <param name="Raw">The bytes; null when the server gave none, or the mail is larger than <see cref="MailServerOptions.LargestMessage"/>.</param>
/// <param name="IsTooLarge">Whether the bytes were left out because of the size.</param>
public sealed record FetchedMessage(uint Uid, long? Size, DateTimeOffset? InternalDate, byte[]? Raw, bool IsTooLarge);

/// <summary>A selected folder.</summary>
/// <param name="UidValidity">The folder's generation; when it changes, all UIDs mean other mails. 0 when the server gave none.</param>
/// <param name="UidNext">The UID the next mail will get, or null when the server gave none that can be right.</param>
/// <param name="Count">Mails in the folder.</param>
public sealed record ImapFolder(uint UidValidity, uint? UidNext, long Count);
