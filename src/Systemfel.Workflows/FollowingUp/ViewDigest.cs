using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Data.Watching;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.FollowingUp;

/// <summary>
/// The mails of saved views: how many systemfel a view has, and which of them others have made or changed since it was last told. Once a
/// period; a day that is no working day is made up for by the next.
/// </summary>
internal sealed class ViewDigest(SystemfelDb db, SystemfelReader reader, RegisterIndex registers, SwedishCalendar calendar, WorkflowOptions options)
{
    private const string Prefix = "view";

    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    /// <summary>Which view a mail told, and from when on; null for a mail of another kind.</summary>
    public static (long ViewId, DateTimeOffset Since)? TellsOf(OutboxItem item) =>
        item.Purpose == OutboxPurpose.View && item.UniqueKey.Split(':') is [Prefix, var view, _, var ticks]
            ? (long.Parse(view, CultureInfo.InvariantCulture), new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero))
            : null;

    /// <summary>The first day of the period that a day belongs to: the day itself, the Monday, the 1st.</summary>
    public static DateOnly PeriodOf(ViewMailing mailing, DateOnly day) => mailing switch
    {
        ViewMailing.Weekly => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        ViewMailing.Monthly => new DateOnly(day.Year, day.Month, 1),
        _ => day,
    };

    private sealed record Told(long Id, string Number, string Title, string What);

    /// <summary>What an organisation's register is, and who may find what in it: the same for all of its team.</summary>
    private sealed record Shared(RegisterSnapshot Register, RegisterValues Values, IReadOnlySet<long> Hidden);

    /// <summary>Queues the mails of the periods that have begun since each view was told.</summary>
    /// <returns>How many.</returns>
    public async Task<int> QueueAsync(CancellationToken ct)
    {
        // Two nodes at once: the second waits, and then finds what the first has told.
        await CaseLocks.OwnMailsAsync(db, ct);
        var queued = 0;
        var until = calendar.Now - WatchDigest.Settling;
        var shared = new Dictionary<long, Shared>();
        var views = await db.SavedViews.Include(v => v.Account).ThenInclude(a => a.Memberships).Where(v => v.Mailing != ViewMailing.Never).OrderBy(v => v.Id).ToListAsync(ct);
        foreach (var view in views.Where(v => PeriodOf(v.Mailing, v.ToldOn) < PeriodOf(v.Mailing, calendar.Today)))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{view.Id}:{calendar.Today:yyyyMMdd}:{view.ToldUntil.UtcTicks}");
            // Told today, stopped since, and told again tomorrow.
            if (await db.OutboxItems.AnyAsync(o => o.UniqueKey == key, ct)) continue;
            var account = view.Account;
            var viewer = new Viewer(account.Id, account.DisplayName, account.Memberships);
            // Who has left the team, or is shut out, is told nothing, nor afterwards what happened meanwhile.
            if (account.DisabledAt == null && !string.IsNullOrEmpty(account.Email) && viewer.OrganisationsWith(Viewer.TeamRoles).Contains(view.OrganisationId))
            {
                if (!shared.TryGetValue(view.OrganisationId, out var of)) shared[view.OrganisationId] = of = await SharedAsync(view.OrganisationId, ct);
                if (await TextAsync(view, viewer, of, until, ct) is { } text)
                {
                    db.OutboxItems.Add(OwnMail.Of(key, view.OrganisationId, OutboxPurpose.View, (account.Email!, account.DisplayName), $"Vy: {view.Name}", text, calendar.Now, options));
                    queued++;
                }
            }
            if (until > view.ToldUntil) view.ToldUntil = until;
            view.ToldOn = calendar.Today;
        }
        await db.SaveChangesAsync(ct);
        return queued;
    }

    private async Task<Shared> SharedAsync(long organisation, CancellationToken ct) => new(
        await registers.NowAsync(organisation, ct), await RegisterValues.LoadAsync(reader, organisation, ct),
        (await db.Deficiencies.Where(d => d.OrganisationId == organisation && (d.IsExample || d.IsDraft || d.MaskedAt != null || d.ErasedAt != null)).Select(d => d.Id).ToListAsync(ct)).ToHashSet());

    /// <returns>Null on a day on which there is nothing to tell.</returns>
    private async Task<string?> TextAsync(SavedView view, Viewer viewer, Shared of, DateTimeOffset until, CancellationToken ct)
    {
        var question = SavedQuestion.FromJson(view.QuestionJson);
        var text = new StringBuilder($"Hej {viewer.Name}!\n\n");
        if (question.IsOutdated(of.Values))
        {
            if (view.Mailing == ViewMailing.Daily) return null;
            text.Append(CultureInfo.InvariantCulture, $"Vyn ”{view.Name}” frågar efter något som inte finns att välja längre, så den visar inget. Ta bort den, eller spara en ny.\n");
        }
        else
        {
            var sight = await RegisterIndex.SightAsync(reader, viewer, view.OrganisationId, ct);
            var filter = await question.FilterAsync(reader, ct);
            List<long> hits = [.. of.Register.Search(filter, sight, calendar.Today).Ids.Where(id => !of.Hidden.Contains(id))];
            // A line that has become late has changed nothing in its case: it is new in a view of late ones.
            var before = filter.Chosen.ContainsKey(RegisterFacet.Overdue) ? of.Register.Search(filter, sight, view.ToldOn).Ids.ToHashSet() : null;
            var (told, some) = await ToldAsync(view, viewer, hits, before, until, ct);
            if (told == 0 && view.Mailing == ViewMailing.Daily) return null;
            text.Append(CultureInfo.InvariantCulture, $"Vyn ”{view.Name}” har {hits.Count} systemfel.\n\n");
            text.Append(Swedish, $"{(told == 0 ? "Inget är nytt eller ändrat" : "Nytt eller ändrat")} sedan {SwedishCalendar.DateOf(view.ToldUntil):d MMMM}{(told == 0 ? "." : ":")}\n");
            foreach (var one in some)
                text.Append(CultureInfo.InvariantCulture, $"\n{one.Number} {one.Title}\n  {one.What}\n  {options.PublicBaseUrl}/systemfel/{one.Id}\n");
            if (told > some.Count) text.Append(CultureInfo.InvariantCulture, $"\nOch {told - some.Count} till.\n");
            text.Append(CultureInfo.InvariantCulture, $"\nHela vyn: {options.PublicBaseUrl}/vyer/{view.Id}\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"\nDu väljer när vyn mejlas, och tar bort den, här: {options.PublicBaseUrl}/vyer\n");
        return text.ToString();
    }

    /// <summary>Those of the hits that others have made or changed since the view was told, and those that have become late: how many, and the first in the view's order.</summary>
    private async Task<(int Count, List<Told> First)> ToldAsync(SavedView view, Viewer viewer, List<long> hits, HashSet<long>? before, DateTimeOffset until, CancellationToken ct)
    {
        var (since, organisation) = (view.ToldUntil, view.OrganisationId);
        var happened = (await db.CaseEvents
            .Where(e => e.Deficiency.OrganisationId == organisation && e.Deficiency.ChangedAt > since && e.At > since && e.At <= until && (e.ActorId == null || e.ActorId != viewer.AccountId))
            .OrderBy(e => e.DeficiencyId).ThenBy(e => e.Seq).Select(e => new { e.DeficiencyId, e.Kind }).ToListAsync(ct)).ToLookup(e => e.DeficiencyId, e => e.Kind);
        var late = before == null ? [] : hits.Where(id => !before.Contains(id)).ToHashSet();
        var ids = hits.FindAll(id => happened.Contains(id) || late.Contains(id));
        var first = ids.Take(WatchDigest.MostCases).ToList();
        var cases = await db.Deficiencies.VisibleTo(viewer).Where(d => first.Contains(d.Id)).Select(d => new { d.Id, d.Number, d.Title }).ToDictionaryAsync(d => d.Id, ct);
        return (ids.Count, [.. first.Where(cases.ContainsKey).Select(id => new Told(id, cases[id].Number, cases[id].Title, What(happened[id], late.Contains(id))))]);
    }

    private static string What(IEnumerable<string> kinds, bool isNowLate)
    {
        var words = WatchWords.Of(kinds.Where(WatchWords.Labels.ContainsKey));
        return string.Join(", ", new[] { words.Length > 0 ? words : isNowLate ? "" : "ändrat", isNowLate ? "har blivit försenat" : "" }.Where(w => w.Length > 0));
    }
}
