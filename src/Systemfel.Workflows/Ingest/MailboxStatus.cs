using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Ingest;

/// <summary>How the fetching of each mailbox goes, for the page E-post; and which node is at it.</summary>
internal sealed class MailboxStatus(SystemfelDb db, SwedishCalendar calendar, FetchTurns turns)
{
    /// <summary>So long a node that has begun is left alone.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(30);

    /// <summary>The mailbox's row, made when it is missing.</summary>
    /// <exception cref="InvalidOperationException">The organisation that the mailbox names is not there.</exception>
    public async Task<Mailbox> RowAsync(MailboxOptions mailbox, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var organisationId = await OrganisationIdAsync(mailbox.Organisation, ct)
            ?? throw new InvalidOperationException($"{mailbox.Key}:Organisation names no organisation that is here.");
        if (await FindAsync(organisationId, mailbox.Name, ct) is { } known) return known;
        db.Add(new Mailbox { OrganisationId = organisationId, Name = mailbox.Name });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // The other node made it in between; if not, the next line says that it is not there.
            db.ChangeTracker.Clear();
        }
        return await FindAsync(organisationId, mailbox.Name, ct) ?? throw new InvalidOperationException("The mailbox's row could not be stored.");
    }

    /// <summary>The organisation of a name; of an empty name the first. Null when there is none.</summary>
    public Task<long?> OrganisationIdAsync(string name, CancellationToken ct) =>
        db.Organisations.Where(o => name == "" || o.Name == name).OrderBy(o => o.Id).Select(o => (long?)o.Id).FirstOrDefaultAsync(ct);

    /// <summary>Takes the mailbox, in one statement, so that of several nodes one gets it; a node may take again what it has.</summary>
    /// <returns>False when another node has just taken it.</returns>
    public async Task<bool> ClaimAsync(long id, CancellationToken ct)
    {
        var now = calendar.Now;
        var (past, future, ours) = (now - Hold, now + Hold, turns.TakenAt(id));
        var taken = await db.Mailboxes
            .Where(m => m.Id == id && (m.TriedAt == null || m.TriedAt <= past || m.TriedAt > future || m.TriedAt == ours))
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.TriedAt, now), ct) == 1;
        if (taken) turns.Take(id, now);
        return taken;
    }

    /// <summary>Notes that a fetch has come to its end.</summary>
    public async Task SucceededAsync(long id, FetchResult result, CancellationToken ct)
    {
        var now = calendar.Now;
        var validity = result.UidValidity == 0 ? (long?)null : result.UidValidity;
        await db.Mailboxes.Where(m => m.Id == id).ExecuteUpdateAsync(s => s
            .SetProperty(m => m.FetchedAt, now).SetProperty(m => m.UidValidity, validity).SetProperty(m => m.TooLarge, result.TooLarge)
            .SetProperty(m => m.Failures, 0).SetProperty(m => m.Error, ""), ct);
        if (result.Stored > 0) await db.Mailboxes.Where(m => m.Id == id).ExecuteUpdateAsync(s => s.SetProperty(m => m.LastMailAt, now), ct);
    }

    /// <summary>Notes that it failed, in words that hold no address and no password.</summary>
    public Task FailedAsync(long id, Exception e, CancellationToken ct)
    {
        var words = FetchTrouble.Words(e);
        return db.Mailboxes.Where(m => m.Id == id).ExecuteUpdateAsync(s => s
            .SetProperty(m => m.Failures, m => m.Failures + 1).SetProperty(m => m.Error, words), ct);
    }

    private Task<Mailbox?> FindAsync(long organisationId, string name, CancellationToken ct) =>
        db.Mailboxes.AsNoTracking().SingleOrDefaultAsync(m => m.OrganisationId == organisationId && m.Name == name, ct);
}
