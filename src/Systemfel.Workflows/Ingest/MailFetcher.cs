using System.Runtime.ExceptionServices;
using Systemfel.Mail;
using Systemfel.Workflows.Outbox;

namespace Systemfel.Workflows.Ingest;

/// <summary>
/// 'Hämta nu', and the net below <see cref="MailboxWatch"/>: fetches each mailbox once and reads all that is stored.
/// </summary>
public sealed class MailFetcher
{
    private readonly MailboxStatus _status;
    private readonly MailboxFetch _fetch;
    private readonly FetchTurns _turns;
    private readonly MailFence _fence;
    private readonly MailIngest _ingest;
    private readonly LetterOptions _options;

    internal MailFetcher(MailboxStatus status, MailboxFetch fetch, FetchTurns turns, MailFence fence, MailIngest ingest, LetterOptions options) =>
        (_status, _fetch, _turns, _fence, _ingest, _options) = (status, fetch, turns, fence, ingest, options);

    /// <summary>Fetches what lies in the mailboxes, then reads all that is stored. A mailbox that fails does not keep the others waiting.</summary>
    /// <returns>What was done, without addresses.</returns>
    /// <exception cref="MailProtocolException">A server cannot be reached or refuses; what was stored before stays, and the next run goes on.</exception>
    public async Task<string> ExecuteAsync(CancellationToken ct)
    {
        var done = new List<string>();
        ExceptionDispatchInfo? failure = null;
        foreach (var mailbox in _options.Mailboxes)
        {
            try
            {
                done.Add(await FetchAsync(mailbox, ct));
            }
            catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
            {
                failure ??= ExceptionDispatchInfo.Capture(e);
            }
        }
        if (_options.Mailboxes.Count == 0) done.Add("ingen brevlåda är inställd");
        done.Add(await _ingest.ExecuteAsync(ct));
        failure?.Throw();
        return string.Join("; ", done);
    }

    private async Task<string> FetchAsync(MailboxOptions mailbox, CancellationToken ct)
    {
        var row = await _status.RowAsync(mailbox, ct);
        if (!await _fence.LooksOpenAsync(ct)) return "låst: databasen hör till en annan installation";
        using var turn = await _turns.EnterAsync(row.Id, TimeSpan.Zero, ct);
        if (turn == null || !await _status.ClaimAsync(row.Id, ct)) return "hämtas redan";
        try
        {
            await using var imap = await ImapClient.ConnectAsync(mailbox.Server, ct);
            return Told(await _fetch.FetchAsync(imap, mailbox, row, ct));
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            await _status.FailedAsync(row.Id, e, ct);
            throw;
        }
    }

    private static string Told(FetchResult result) => $"{result.Stored} hämtade"
        + (result.TooLarge == 0 ? "" : $", {result.TooLarge} för stora ligger kvar i brevlådan")
        + (result.Empty == 0 ? "" : $", {result.Empty} utan innehåll ligger kvar i brevlådan");
}
