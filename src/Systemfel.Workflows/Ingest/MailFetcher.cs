using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Mail;

namespace Systemfel.Workflows.Ingest;

/// <summary>
/// Fetches mail by IMAP: the bytes are stored and committed first, only then is the mail moved aside on the server. Nothing is
/// ever deleted, and whether someone has read a mail does not matter.
/// </summary>
public sealed class MailFetcher
{
    private readonly SystemfelDb _db;
    private readonly MailIngest _ingest;
    private readonly LetterOptions _options;

    internal MailFetcher(SystemfelDb db, MailIngest ingest, LetterOptions options) => (_db, _ingest, _options) = (db, ingest, options);

    /// <summary>Fetches what lies in the mailbox, then reads all that is stored.</summary>
    /// <returns>What was done, without addresses.</returns>
    /// <exception cref="MailProtocolException">The server cannot be reached or refuses; what was stored before stays, and the next run goes on.</exception>
    public async Task<string> ExecuteAsync(CancellationToken ct)
    {
        var fetched = _options.Imap == null ? "ingen brevlåda är inställd" : await FetchAsync(_options.Imap, ct);
        return $"{fetched}; {await _ingest.ExecuteAsync(ct)}";
    }

    private async Task<string> FetchAsync(MailServerOptions server, CancellationToken ct)
    {
        var organisationId = await _db.Organisations.OrderBy(o => o.Id).Select(o => o.Id).FirstAsync(ct);
        await using var imap = await ImapClient.ConnectAsync(server, ct);
        var folder = await imap.SelectAsync(_options.ImapFolder, ct);
        var mailbox = $"{server.User}@{server.Host}/{_options.ImapFolder}";
        var stored = new List<uint>();
        var tooLarge = 0;
        await foreach (var mail in imap.FetchAsync(await imap.SearchAsync(ct: ct), ct))
        {
            if (mail.Raw == null)
            {
                tooLarge += mail.IsTooLarge ? 1 : 0;
                continue;
            }
            await _ingest.StoreAsync(organisationId, mailbox, folder.UidValidity, mail.Uid, mail.Raw, ct);
            stored.Add(mail.Uid);
        }
        if (stored.Count > 0) await MoveAsideAsync(imap, stored, ct);
        return $"{stored.Count} hämtade" + (tooLarge == 0 ? "" : $", {tooLarge} för stora ligger kvar i brevlådan");
    }

    private async Task MoveAsideAsync(ImapClient imap, List<uint> uids, CancellationToken ct)
    {
        try
        {
            await imap.MoveAsync(uids, _options.ImapDoneFolder, ct);
        }
        catch (MailProtocolException e) when (!e.IsTransient)
        {
            // The folder is not there yet: it is made once, and a second refusal is a real one.
            await imap.CreateAsync(_options.ImapDoneFolder, ct);
            await imap.MoveAsync(uids, _options.ImapDoneFolder, ct);
        }
    }
}
