using System.Diagnostics;
using Systemfel.Data.Mail;
using Systemfel.Mail;

namespace Systemfel.Workflows.Ingest;

/// <param name="UidValidity">The folder's generation; 0 when the server gives none.</param>
/// <param name="Stored">Mails stored, or found to be there already.</param>
/// <param name="TooLarge">Mails that stay on the server because of their size.</param>
/// <param name="Empty">Mails that the server gave no bytes for; they stay there.</param>
internal sealed record FetchResult(uint UidValidity, int Stored, int TooLarge, int Empty);

/// <summary>
/// Empties a mailbox over an open connection, a hundred mails at a time: the bytes are stored and committed, then moved aside on the
/// server, then read. Nothing is ever deleted, and whether someone has read a mail does not matter. Every mail in the folder is asked
/// for each time, so a new UIDVALIDITY loses none; what is stored already is known by its bytes.
/// </summary>
internal sealed class MailboxFetch(MailIngest ingest, MailboxStatus status)
{
    /// <summary>So long a hundred mails may take, however slowly the server drips.</summary>
    private static readonly TimeSpan LongestBatch = TimeSpan.FromMinutes(30);

    /// <param name="imap">Signed in.</param>
    /// <param name="mailbox">Which folders.</param>
    /// <param name="row">Its row; whose it is.</param>
    /// <param name="ct">Stops between two mails.</param>
    /// <exception cref="MailProtocolException">The connection failed or the server refused; what was stored before stays, and the next fetch goes on.</exception>
    public async Task<FetchResult> FetchAsync(ImapClient imap, MailboxOptions mailbox, Mailbox row, CancellationToken ct)
    {
        var folder = await imap.SelectAsync(mailbox.Folder, ct);
        var large = await LargeAsync(imap, mailbox.Server.LargestMessage, ct);
        var result = new FetchResult(folder.UidValidity, 0, large.Count, 0);
        foreach (var batch in (await imap.SearchAsync(ct: ct)).Where(uid => !large.Contains(uid)).Chunk(ImapClient.BatchSize))
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(LongestBatch);
            var stored = new List<uint>();
            await foreach (var mail in imap.FetchAsync(batch, limit.Token))
            {
                if (mail.Raw == null)
                {
                    result = mail.IsTooLarge ? result with { TooLarge = result.TooLarge + 1 } : result with { Empty = result.Empty + 1 };
                    continue;
                }
                var started = Stopwatch.GetTimestamp();
                await ingest.StoreAsync(row.OrganisationId, row.Name, folder.UidValidity == 0 ? null : folder.UidValidity, mail.Uid, mail.Raw, limit.Token);
                stored.Add(mail.Uid);
                if (batch.Length > 1) await ingest.GiveWayAsync(started, limit.Token);
            }
            result = result with { Stored = result.Stored + stored.Count };
            if (stored.Count > 0) await MoveAsideAsync(imap, stored, mailbox.DoneFolder, limit.Token);
            await ingest.ExecuteAsync(ct);
            // Tells the other nodes that the work goes on.
            await status.ClaimAsync(row.Id, ct);
        }
        await status.SucceededAsync(row.Id, result, ct);
        return result;
    }

    private static async Task<IReadOnlySet<uint>> LargeAsync(ImapClient imap, int largest, CancellationToken ct)
    {
        try
        {
            return (await imap.SearchLargerAsync(largest, ct)).ToHashSet();
        }
        catch (MailProtocolException) when (imap.IsUsable)
        {
            // A server that cannot search by size: then each fetch reads past them.
            return new HashSet<uint>();
        }
    }

    private static async Task MoveAsideAsync(ImapClient imap, List<uint> uids, string folder, CancellationToken ct)
    {
        try
        {
            await imap.MoveAsync(uids, folder, ct);
        }
        catch (MailProtocolException e) when (!e.IsTransient && imap.IsUsable)
        {
            // The folder is not there yet: it is made once, and a second refusal is a real one.
            await imap.CreateAsync(folder, ct);
            await imap.MoveAsync(uids, folder, ct);
        }
    }
}
