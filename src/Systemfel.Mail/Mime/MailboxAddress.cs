namespace Systemfel.Mail;

/// <summary>One address of a mail.</summary>
/// <param name="Name">The display name, decoded, or null. It proves nothing: anyone can write anything there.</param>
/// <param name="Address">The address as written, without angle brackets, quotes round the local part and blanks.
/// May lack a domain when the mail does.</param>
public sealed record MailboxAddress(string? Name, string Address)
{
    /// <summary>What stands before the last at sign.</summary>
    public string LocalPart => Address.LastIndexOf('@') is >= 0 and var at ? Address[..at] : Address;

    /// <summary>What stands after the last at sign in lower case, empty when there is none.</summary>
    public string Domain => Address.LastIndexOf('@') is >= 0 and var at ? Address[(at + 1)..].ToLowerInvariant() : "";
}
