using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Reference;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Starting;

/// <summary>
/// Cases that show how it looks before there are any: invented, made by the runner at dates in the past, marked as examples. Nothing
/// is sent about them and no meeting is made for them.
/// </summary>
public sealed class ExampleCases
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly RouteCache _routes;
    private readonly TextCheck _check;
    private readonly WorkflowOptions _options;

    internal ExampleCases(SystemfelDb db, SwedishCalendar calendar, RouteCache routes, TextCheck check, WorkflowOptions options) =>
        (_db, _calendar, _routes, _check, _options) = (db, calendar, routes, check, options);

    /// <summary>Makes the examples that are not there yet; one transaction a step, so a break-off can be taken up again.</summary>
    /// <returns>How many there are now.</returns>
    /// <exception cref="CaseNotFoundException">Not this person's organisation to set up.</exception>
    public async Task<int> FillAsync(long organisationId, Actor actor, CancellationToken ct = default)
    {
        if (actor.AccountId is not { } me || !actor.Has(organisationId, Role.Administrator)) throw new CaseNotFoundException();
        // Whoever sets the organisation up plays every part in the examples.
        var player = new Actor(me, actor.Name, [new Membership { OrganisationId = organisationId, Role = Role.Ombud }, new Membership { OrganisationId = organisationId, Role = Role.Coordinator }]);
        var stories = ReferenceFile.Read<List<ExampleStory>>("example-cases");
        for (var n = 0; n < stories.Count; n++) await PlayAsync(organisationId, stories[n], $"example:{organisationId}:{n}", player, ct);
        return await _db.Deficiencies.CountAsync(d => d.OrganisationId == organisationId && d.IsExample, ct);
    }

    private async Task PlayAsync(long organisationId, ExampleStory story, string key, Actor player, CancellationToken ct)
    {
        var day = SwedishCalendar.OnOrAfter(_calendar.Today.AddDays(-story.DaysAgo));
        var authority = await _db.Authorities.Where(a => a.OrganisationId == organisationId && a.Code == story.Authority).Select(a => (long?)a.Id).SingleOrDefaultAsync(ct)
            ?? throw new MoveRefusedException($"Myndigheten {story.Authority} finns inte i er verksamhet, så exemplen går inte att göra.");
        var month = new DateOnly(day.Year, day.Month, 1);
        var report = new ReportText
        {
            Title = $"Exempel: {story.Title}",
            Pattern = story.Pattern,
            Consequence = story.Consequence,
            Proposal = story.Proposal,
            Level = Level.Local,
            PeriodFrom = month.AddMonths(-2),
            PeriodTo = month,
            Frequency = Frequency.Monthly,
            Band = AffectedBand.TwoToFour,
            Addressees = [new ReportAddressee(authority, null)],
        };
        var found = _check.Check(report.AllText());
        var text = found.Open.Count == 0 ? found : _check.Check(report.AllText(), found.Finds.Select(f => f.Key));
        var moves = new CaseMoves(_db, On(day), _routes, _check, _options);
        var id = await moves.SubmitAsync(organisationId, new Submit(report, text) { IsExample = true }, player, $"{key}:0", ct: ct);
        for (var s = 0; s < story.Steps.Count; s++)
        {
            day = SwedishCalendar.OnOrAfter(day.AddDays(14));
            if (day >= _calendar.Today) return;
            try
            {
                await StepAsync(id, story.Steps[s], $"{key}:{s + 1}", day, player, ct);
            }
            catch (MoveRefusedException)
            {
                // What the organisation's rules do not let one person do alone, as approving the own text: this example stays where it is.
                return;
            }
        }
    }

    private async Task StepAsync(long id, string step, string key, DateOnly day, Actor player, CancellationToken ct)
    {
        var recorder = new CaseRecorder(_db, On(day), _routes, _options);
        await recorder.InTransactionAsync(async () =>
        {
            if (await recorder.IsDoneAsync(key, ct)) return false;
            var opened = (await recorder.OpenAsync([id], player, ct, c => c.Bookmarks.Where(b => b.Stage != Stages.Closed))).Single();
            if (opened.Targets.Count == 0 || MoveOf(opened, step, day) is not { } move) return false;
            // Decided in a meeting that is not kept: the rule of the open meeting holds, and no agenda gets a row.
            var group = opened.Targets[0].Stage == Stages.Group
                ? opened.Facts.Groups.Values.First(g => g.Id == opened.Targets[0].GroupId)
                : opened.Facts.Groups.Values.First(g => g.Kind == GroupKind.Team);
            var scope = new MoveScope(opened.Route, opened.Facts, opened.Case, player, opened.Now)
            {
                Targets = opened.Targets,
                Meeting = new Meeting { OrganisationId = opened.Case.OrganisationId, GroupId = group.Id, Group = group, Date = day, State = MeetingState.Open },
            };
            if (!Runner.IsOffered(scope, opened.Route.Move(move.Id)!)) return false;
            Runner.Run(scope, move, _check);
            await recorder.SaveAsync([scope], key, ct);
            return true;
        }, ct);
    }

    /// <summary>What a step amounts to on this organisation's route; null where its route has nothing like it.</summary>
    private static Move? MoveOf(MoveScope scope, string step, DateOnly day)
    {
        var route = scope.Route;
        Move? move = step switch
        {
            "review" => new OpenReview(),
            "refer" => new Refer([.. scope.Facts.GroupsFor(route, scope.Case.Addressees[0].AuthorityId, scope.Case.Level).Take(1).Select(g => g.Code)]),
            "hold" => new Hold(day.AddDays(120), null, "Vi ser om fler har märkt det."),
            "group" when route.Move("discuss") != null => new Discuss("Enhetschefen", day.AddDays(60), "Ses över i en rutin."),
            "group" => PartyOf(scope) is { } party ? new TakeHome(party) : null,
            "answer" when route.Move("register-answer") != null => new RegisterAnswer(Data.Letters.AnswerKind.Changed, "En ny rutin gäller."),
            "answer" => new Done("En ny rutin gäller."),
            "close" => new Close("remedied", "Ett exempel på hur det kan sluta."),
            _ => throw new InvalidOperationException($"The examples have the step '{step}', which is unknown."),
        };
        return move == null || route.Move(move.Id) == null || scope.Targets.Any(b => !route.Move(move.Id)!.From.Contains(b.Stage)) ? null : move;
    }

    private static long? PartyOf(MoveScope scope) =>
        scope.Facts.Parties.Values.Where(p => p.AuthorityId == scope.Case.Addressees[0].AuthorityId).OrderBy(p => p.Id).Select(p => (long?)p.Id).FirstOrDefault();

    private static SwedishCalendar On(DateOnly day) => new(new Clock(SwedishCalendar.At(day, new TimeOnly(10, 0))));

    /// <summary>A clock that stands still.</summary>
    private sealed class Clock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}

/// <summary>One invented case: how long ago it was sent in, and what has happened to it, two weeks a step.</summary>
internal sealed record ExampleStory(
    string Title, string Pattern, string Consequence, string Proposal, string Authority, int DaysAgo, IReadOnlyList<string> Steps);
