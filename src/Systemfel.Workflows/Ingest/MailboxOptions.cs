using Systemfel.Mail;

namespace Systemfel.Workflows.Ingest;

/// <summary>A mailbox that answers are fetched from.</summary>
public sealed record MailboxOptions
{
    /// <summary>Server and account.</summary>
    public required MailServerOptions Server { get; init; }

    /// <summary>Where answers arrive.</summary>
    public string Folder { get; init; } = "INBOX";

    /// <summary>Where fetched mail is moved; made when it is missing.</summary>
    public string DoneFolder { get; init; } = "Systemfel";

    /// <summary>Whose it is, by name; empty for the first organisation.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>The setting it was read from, as Mail:Mailboxes:1: names it in logs, where no address may stand.</summary>
    public string Key { get; init; } = "Mail:Imap";

    /// <summary>What stored mails and the page E-post call it.</summary>
    public string Name => $"{Server.User}@{Server.Host}/{Folder}";
}
