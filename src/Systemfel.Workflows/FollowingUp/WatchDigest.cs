using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Data.Watching;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.FollowingUp;

/// <summary>One mail a day to who watches: what others have done, by case. On days when nothing has happened there is none.</summary>
internal sealed class WatchDigest(SystemfelDb db, SwedishCalendar calendar, WorkflowOptions options)
{
    /// <summary>How many cases a mail names.</summary>
    public const int MostCases = 50;

    private const string Prefix = "watch";

    /// <summary>What was done this lately may still be on its way into the database: it is told the next day.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    /// <summary>Whom a mail told, and from when on; null for a mail of another kind.</summary>
    public static (long AccountId, DateTimeOffset Since)? TellsOf(OutboxItem item) =>
        item.Purpose == OutboxPurpose.Watch && item.UniqueKey.Split(':') is [Prefix, var account, _, _, var ticks]
            ? (long.Parse(account, CultureInfo.InvariantCulture), new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero))
            : null;

    private sealed record Told(long Id, string Number, string Title, IReadOnlyList<string> Kinds);

    /// <summary>Queues the mails of today that are not queued yet.</summary>
    /// <returns>How many.</returns>
    public async Task<int> QueueAsync(CancellationToken ct)
    {
        // Two nodes at once: the second waits, and then finds what the first has told.
        await CaseLocks.OwnMailsAsync(db, ct);
        var until = calendar.Now - Settling;
        // In the first minutes of a day it would tell of yesterday alone, and once more today.
        if (SwedishCalendar.DateOf(until) != calendar.Today) return 0;
        var queued = 0;
        var watches = await db.Watches.Include(w => w.Account).ThenInclude(a => a.Memberships).Where(w => w.Account.DisabledAt == null).OrderBy(w => w.Id).ToListAsync(ct);
        foreach (var own in watches.GroupBy(w => (w.AccountId, w.OrganisationId)))
        {
            var account = own.First().Account;
            var viewer = new Viewer(account.Id, account.DisplayName, account.Memberships);
            // Who has left the team is told no more; the watch stays for the day that they are back.
            if (string.IsNullOrEmpty(account.Email) || !viewer.OrganisationsWith(Viewer.TeamRoles).Contains(own.Key.OrganisationId))
            {
                // What happens meanwhile is not theirs to hear when they come back.
                foreach (var watch in own) watch.ToldUntil = Later(watch.ToldUntil, until);
                continue;
            }
            var since = own.Min(w => w.ToldUntil);
            var key = string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{account.Id}:{own.Key.OrganisationId}:{calendar.Today:yyyyMMdd}:{since.UtcTicks}");
            // Told today already; or told, stopped since, and told again tomorrow.
            if (own.Any(w => w.ToldUntil != w.CreatedAt && SwedishCalendar.DateOf(w.ToldUntil) == calendar.Today) || await db.OutboxItems.AnyAsync(o => o.UniqueKey == key, ct)) continue;
            var happened = await HappenedAsync([.. own], viewer, own.Key.OrganisationId, until, ct);
            foreach (var watch in own) watch.ToldUntil = Later(watch.ToldUntil, until);
            if (happened.Count == 0) continue;
            db.OutboxItems.Add(Mail(key, own.Key.OrganisationId, account, happened));
            queued++;
        }
        await db.SaveChangesAsync(ct);
        return queued;
    }

    private async Task<List<Told>> HappenedAsync(List<Watch> watches, Viewer viewer, long organisation, DateTimeOffset until, CancellationToken ct)
    {
        var since = watches.Min(w => w.ToldUntil);
        var cases = Ids(watches, WatchKind.Case);
        var authorities = Ids(watches, WatchKind.Authority);
        var areas = Ids(watches, WatchKind.SubArea);
        var changed = await db.Deficiencies.VisibleTo(viewer)
            .Where(d => d.OrganisationId == organisation && d.ChangedAt > since && d.MaskedAt == null && d.ErasedAt == null && !d.IsExample && !d.IsDraft)
            .Where(d => cases.Contains(d.Id) || d.Addressees.Any(a => authorities.Contains(a.AuthorityId) || (a.SubAreaId != null && areas.Contains(a.SubAreaId.Value))))
            .OrderBy(d => d.Id).Select(d => new { d.Id, d.Number, d.Title, Addressees = d.Addressees.Select(a => new { a.AuthorityId, a.SubAreaId }).ToList() }).AsNoTracking().ToListAsync(ct);
        var kinds = WatchWords.Labels.Keys.ToList();
        var told = new List<Told>();
        foreach (var one in changed)
        {
            var from = watches.Where(w => w.Kind switch
            {
                WatchKind.Case => w.SubjectId == one.Id,
                WatchKind.Authority => one.Addressees.Exists(a => a.AuthorityId == w.SubjectId),
                _ => one.Addressees.Exists(a => a.SubAreaId == w.SubjectId),
            }).Min(w => w.ToldUntil);
            var events = await db.CaseEvents.Where(e => e.DeficiencyId == one.Id && e.At > from && e.At <= until && kinds.Contains(e.Kind) && (e.ActorId == null || e.ActorId != viewer.AccountId))
                .OrderBy(e => e.Seq).Select(e => e.Kind).ToListAsync(ct);
            if (events.Count > 0) told.Add(new Told(one.Id, one.Number, one.Title, events));
        }
        return told;
    }

    private static List<long> Ids(List<Watch> watches, WatchKind kind) => [.. watches.Where(w => w.Kind == kind).Select(w => w.SubjectId)];

    private OutboxItem Mail(string key, long organisation, Account to, List<Told> happened)
    {
        var text = new StringBuilder($"Hej {to.DisplayName}!\n\nDet här har hänt med det du bevakar:\n");
        foreach (var one in happened.Take(MostCases))
            text.Append(CultureInfo.InvariantCulture, $"\n{one.Number} {one.Title}\n  {WatchWords.Of(one.Kinds)}\n  {options.PublicBaseUrl}/systemfel/{one.Id}\n");
        if (happened.Count > MostCases) text.Append(CultureInfo.InvariantCulture, $"\nOch {happened.Count - MostCases} till.\n");
        text.Append(CultureInfo.InvariantCulture, $"\nDu väljer vad du bevakar, och slutar bevaka, här: {options.PublicBaseUrl}/bevakningar\n");
        return OwnMail.Of(
            key, organisation, OutboxPurpose.Watch, (to.Email!, to.DisplayName), happened.Count == 1 ? $"Bevakning: {happened[0].Number}" : $"Bevakning: {happened.Count} systemfel", text.ToString(), calendar.Now, options);
    }
}
