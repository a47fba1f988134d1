using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Reminders;

/// <summary>
/// Sends what the dates call for, once each, on working days: reminders to authorities, late questions to the group's chair,
/// questions to ombuds, what has happened to who watches, and saved views. What is due is computed from facts each time, so a run that was missed is made up for by the next.
/// </summary>
public sealed class ReminderService
{
    private readonly SystemfelDb _db;
    private readonly CaseRecorder _recorder;
    private readonly ChairMail _chair;
    private readonly OmbudMail _ombuds;
    private readonly YearReminders _years;
    private readonly WatchDigest _watching;
    private readonly ViewDigest _views;
    private readonly TextCheck _check;

    internal ReminderService(SystemfelDb db, CaseRecorder recorder, ChairMail chair, OmbudMail ombuds, YearReminders years, WatchDigest watching, ViewDigest views, TextCheck check) =>
        (_db, _recorder, _chair, _ombuds, _years, _watching, _views, _check) = (db, recorder, chair, ombuds, years, watching, views, check);

    /// <summary>Sends what is due today.</summary>
    /// <returns>What was done, without addresses.</returns>
    public async Task<string> ExecuteAsync(CancellationToken ct)
    {
        if (!SwedishCalendar.IsWorkingDay(_recorder.Today)) return "Ingen arbetsdag: inget skickas i dag.";
        var reminded = 0;
        var raised = 0;
        foreach (var organisationId in await _db.Organisations.Select(o => o.Id).Order().ToListAsync(ct))
        {
            reminded += await _recorder.InTransactionAsync(() => RemindAsync(organisationId, ct), ct);
            raised += await _recorder.InTransactionAsync(() => RaiseAsync(organisationId, ct), ct);
        }
        var asked = await _recorder.InTransactionAsync(() => _ombuds.QueueAsync(ct), ct);
        var returns = await _recorder.InTransactionAsync(() => _years.QueueAsync(ct), ct);
        // Last, so that what was done here is told the same day.
        var told = await _recorder.InTransactionAsync(() => _watching.QueueAsync(ct), ct);
        var views = await _recorder.InTransactionAsync(() => _views.QueueAsync(ct), ct);
        return $"{reminded} påminnelser, {raised} lyfta till ordföranden, {asked} frågor till ombud, {returns} om årsredovisningen, {told} om bevakningar, {views} sparade vyer";
    }

    private async Task<int> RemindAsync(long organisationId, CancellationToken ct)
    {
        var lines = new List<(MoveScope Scope, Bookmark Line, ReminderDay Day)>();
        var scopes = await OpenAwaitingAsync(organisationId, b => b.Due != null, ct);
        foreach (var scope in scopes)
        {
            foreach (var line in scope.Targets)
            {
                if (line.LetterItem is { Letter.State: LetterState.Draft } || LetterMail.ReminderAddress(scope, line) == null) continue;
                var since = SwedishCalendar.DateOf(line.LetterItem?.Letter.SentAt is { } sent && sent > line.Since ? sent : line.Since);
                if (ReminderDays.Latest(line.Due!.Value, since, scope.Today, scope.Route.Deadlines) is { } day) lines.Add((scope, line, day));
            }
        }
        var mails = 0;
        var done = new List<MoveScope>();
        foreach (var group in lines.GroupBy(l => KeyOf(l.Scope, l.Line, l.Day)))
        {
            if (await _db.OutboxItems.AnyAsync(o => o.UniqueKey == group.Key, ct)) continue;
            var points = group.Select(l => (l.Scope, l.Line)).OrderBy(p => p.Line.LetterItem?.Number ?? 0).ThenBy(p => p.Line.Id).ToList();
            foreach (var (scope, line) in points)
            {
                Run(scope, line, new Remind(group.First().Day.Kind, group.First().Day.On) { MailIsWritten = true });
                if (!done.Contains(scope)) done.Add(scope);
            }
            points[0].Scope.Outgoing.Add(LetterMail.Reminder(points, group.First().Day.Kind, group.Key));
            mails++;
        }
        await _recorder.SaveAsync([.. done.OrderBy(s => s.Case.Id)], null, ct);
        return mails;
    }

    private async Task<int> RaiseAsync(long organisationId, CancellationToken ct)
    {
        var scopes = await OpenAwaitingAsync(organisationId, b => b.Due != null && b.GroupId != null && b.Mark != BookmarkMark.AtChair, ct);
        var late = scopes.SelectMany(s => s.Targets
                .Where(b => b.LetterItem is not { Letter.State: LetterState.Draft } && ReminderDays.ChairDay(b.Due!.Value, s.Route.Deadlines) <= s.Today)
                .Select(b => (Scope: s, Line: b))).ToList();
        foreach (var (scope, line) in late) Run(scope, line, new RaiseToChair());
        await _chair.QueueAsync(late, ct);
        await _recorder.SaveAsync([.. late.Select(l => l.Scope).Distinct().OrderBy(s => s.Case.Id)], null, ct);
        return late.Count;
    }

    private async Task<List<MoveScope>> OpenAwaitingAsync(long organisationId, Func<Bookmark, bool> which, CancellationToken ct)
    {
        var ids = await _db.Bookmarks.Where(b => b.Stage == Stages.AwaitingAnswer && b.Due != null && b.Deficiency.OrganisationId == organisationId && b.Deficiency.MaskedAt == null && !b.Deficiency.IsExample)
            .Select(b => b.DeficiencyId).Distinct().ToListAsync(ct);
        var scopes = await _recorder.OpenAsync(ids, Actor.System, ct, c => c.Bookmarks.Where(b => b.Stage == Stages.AwaitingAnswer && which(b)));
        // Nothing is written to anybody about a text that still waits for a colleague's approval: it is made up for by the next run.
        return scopes.FindAll(s => !FourEyes.IsMissing(s));
    }

    /// <summary>The route decides whether the system may; a route that says no gives no reminders.</summary>
    private void Run(MoveScope scope, Bookmark line, Move move)
    {
        var others = scope.Targets.Where(b => b != line).ToList();
        scope.Targets.RemoveAll(others.Contains);
        Runner.Run(scope, move, _check);
        scope.Targets.AddRange(others);
    }

    private static string KeyOf(MoveScope scope, Bookmark line, ReminderDay day)
    {
        var to = LetterMail.RecipientOf(line.LetterItem?.Letter) is { } recipient ? $"r{recipient.Id}" : $"p{line.WaitsForPartyId}-{line.DeficiencyId}";
        return $"remind:{day.Kind}:{to}:{line.Due:yyyy-MM-dd}:{day.On:yyyy-MM-dd}";
    }
}
