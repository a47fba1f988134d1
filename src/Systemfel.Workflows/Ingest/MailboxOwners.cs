namespace Systemfel.Workflows.Ingest;

/// <summary>Whether every mailbox of the settings belongs to an organisation that is here: asked once, at start.</summary>
public sealed class MailboxOwners
{
    private readonly MailboxStatus _status;
    private readonly LetterOptions _options;

    internal MailboxOwners(MailboxStatus status, LetterOptions options) => (_status, _options) = (status, options);

    /// <returns>The first mailbox that names an organisation that is not here; null when there is none.</returns>
    public async Task<MailboxOptions?> FindHomelessAsync(CancellationToken ct = default)
    {
        // Before the first start there is none, and nothing to fetch for.
        if (await _status.OrganisationIdAsync("", ct) == null) return null;
        foreach (var mailbox in _options.Mailboxes.Where(m => m.Organisation != ""))
            if (await _status.OrganisationIdAsync(mailbox.Organisation, ct) == null) return mailbox;
        return null;
    }
}
