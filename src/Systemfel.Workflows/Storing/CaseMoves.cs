using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Storing;

/// <summary>The meeting item in which a move is decided.</summary>
/// <param name="AgendaItemId">The item.</param>
/// <param name="Note">For the notes or minutes; null leaves what stands.</param>
public sealed record InMeeting(long AgendaItemId, string? Note = null)
{
    /// <summary>The meeting, for an oral answer on a case that has no item of its own there: it gets one under 'sedan sist'.</summary>
    public long? SinceLastOf { get; init; }

    /// <summary>The decision that this one replaces: it is undone first, in the same transaction.</summary>
    public long? Replaces { get; init; }

    /// <summary>The version of the item's note that the form was made from.</summary>
    public string? NoteSeen { get; init; }

    /// <summary>Given on what was taken home or written since the last meeting.</summary>
    public static InMeeting SinceLast(long meetingId) => new(0) { SinceLastOf = meetingId };
}

/// <summary>One move of several that are stored together.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Move">What is done.</param>
/// <param name="Targets">To which of its lines.</param>
public sealed record MoveRequest(long CaseId, Move Move, Targets Targets);

/// <summary>
/// Makes moves: one transaction each. Checks the bookmarks' versions, applies, appends the events, writes the search index and
/// the register, queues the mail, saves. The same form sent twice is made once.
/// </summary>
public sealed class CaseMoves
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly RouteCache _routes;
    private readonly MoveStore _store;
    private readonly TextCheck _check;
    private readonly WorkflowOptions _options;

    internal CaseMoves(SystemfelDb db, SwedishCalendar calendar, RouteCache routes, TextCheck check, WorkflowOptions options)
    {
        (_db, _calendar, _routes, _check, _options) = (db, calendar, routes, check, options);
        _store = new MoveStore(db);
    }

    /// <summary>Files a new report.</summary>
    /// <param name="organisationId">Where the author works.</param>
    /// <param name="submit">The report, checked.</param>
    /// <param name="actor">Its author.</param>
    /// <param name="key">The form's key.</param>
    /// <param name="draftId">The draft that it was written in, which goes.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <returns>The case's id.</returns>
    /// <exception cref="MoveRefusedException">With a sentence for the author.</exception>
    public Task<long> SubmitAsync(long organisationId, Submit submit, Actor actor, string key, long? draftId = null, CancellationToken ct = default) =>
        InTransactionAsync(key, async () =>
        {
            if (actor.AccountId is not { } authorId || !actor.Has(organisationId, Role.Ombud) && !actor.Has(organisationId, Role.Coordinator))
                throw new MoveRefusedException("Du får inte rapportera systemfel här. Fråga samordnaren.");
            var organisation = await _db.Organisations.Include(o => o.CurrentRoute).SingleAsync(o => o.Id == organisationId, ct);
            var route = organisation.CurrentRoute ?? throw new MoveRefusedException("Er verksamhet har ingen väg för systemfel än. Be administratören lägga in den.");
            var now = _calendar.Now;
            var subject = new Deficiency
            {
                OrganisationId = organisationId,
                AuthorId = authorId,
                Year = SwedishCalendar.DateOf(now).Year,
                Instance = new Instance { RouteVersion = route },
                Bookmarks = { new Bookmark { Stage = Stages.Draft, Since = now } },
            };
            subject.Number = await NumberSeriesWriter.NextAsync(_db, organisationId, "SF", subject.Year, ct);
            _db.Add(subject);
            var facts = await FactsAsync(organisationId, ct);
            var scope = new MoveScope(_routes.Of(route), facts, subject, actor, now) { Targets = [subject.Bookmarks[0]] };
            Runner.Run(scope, submit, _check);
            if (draftId != null) await _db.Drafts.Where(d => d.Id == draftId && d.AccountId == authorId).ExecuteDeleteAsync(ct);
            await _store.SaveAsync([scope], key, ct);
            return subject.Id;
        }, ct);

    /// <summary>Makes a move on a case.</summary>
    /// <exception cref="CaseNotFoundException">No such case for this person.</exception>
    /// <exception cref="StaleMoveException">Someone else was first.</exception>
    /// <exception cref="MoveRefusedException">With a sentence for the user.</exception>
    public Task<long> MakeAsync(long caseId, Move move, Targets targets, Actor actor, string? key, InMeeting? inMeeting = null, CancellationToken ct = default) =>
        MakeAllAsync([new MoveRequest(caseId, move, targets)], actor, key, inMeeting, ct);

    /// <summary>Makes several moves in one transaction, the cases taken in id order: all or none.</summary>
    /// <returns>The id of the first case asked for.</returns>
    public Task<long> MakeAllAsync(
        IReadOnlyList<MoveRequest> requests, Actor actor, string? key, InMeeting? inMeeting = null, CancellationToken ct = default) =>
        InTransactionAsync(key, async () =>
        {
            // What an earlier decision reached is taken too: cases come before their meeting, whoever decides.
            var reached = inMeeting?.Replaces is { } replaced ? await OtherOfAsync(replaced, ct) : null;
            await CaseLocks.CasesAsync(_db, requests.SelectMany(r => new[] { r.CaseId, r.Move.OtherId ?? r.CaseId, reached ?? r.CaseId }), ct);
            var item = inMeeting switch
            {
                null => null,
                { SinceLastOf: { } meetingId } => await SinceLastAsync(meetingId, requests[0].CaseId, actor, ct),
                _ => await AgendaItemAsync(inMeeting.AgendaItemId, actor, ct),
            };
            if (inMeeting?.Replaces is { } earlier) requests = await TakeBackAsync(earlier, requests, actor, ct);
            var scopes = new List<MoveScope>();
            foreach (var request in requests.OrderBy(r => r.CaseId))
            {
                if (item != null && item.DeficiencyId != request.CaseId) throw new CaseNotFoundException();
                scopes.Add(await RunAsync(request, actor, item, inMeeting, scopes, ct));
            }
            await _store.SaveAsync(scopes, key, ct);
            return requests[0].CaseId;
        }, ct);

    /// <summary>Takes a decision of a meeting back: until its minutes are approved or something was sent because of it.</summary>
    public Task<long> UndoAsync(long decisionId, Actor actor, string key, CancellationToken ct = default) =>
        InTransactionAsync(key, async () => (await UndoneAsync(decisionId, actor, key, ct)).Id, ct);

    /// <summary>The moves that this person may make on one line now, in the route's order: what the buttons show.</summary>
    public async Task<IReadOnlyList<Routes.RouteMove>> OfferedAsync(long caseId, long? bookmarkId, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        var subject = await LoadAsync(caseId, actor, ct);
        var targets = subject.Bookmarks.Where(b => bookmarkId == null || b.Id == bookmarkId).ToList();
        var scope = await ScopeAsync(subject, actor, targets, null, null, null, ct);
        _db.ChangeTracker.Clear();
        return [.. scope.Route.AllMoves.Where(m => Runner.IsOffered(scope, m))];
    }

    private async Task<Deficiency> UndoneAsync(long decisionId, Actor actor, string? key, CancellationToken ct)
    {
        var decision = await _db.Set<Decision>().Include(d => d.AgendaItem.Meeting).SingleOrDefaultAsync(d => d.Id == decisionId, ct)
            ?? throw new CaseNotFoundException();
        var otherId = await OtherOfAsync(decisionId, ct);
        await CaseLocks.CasesAsync(_db, [decision.DeficiencyId, otherId ?? decision.DeficiencyId], ct);
        await CaseLocks.MeetingAsync(_db, decision.AgendaItem.MeetingId, ct);
        await _db.Entry(decision).ReloadAsync(ct);
        await _db.Entry(decision.AgendaItem.Meeting).ReloadAsync(ct);
        var subject = await LoadAsync(decision.DeficiencyId, actor, ct);
        var other = otherId is { } id ? await _db.WholeCases().SingleAsync(d => d.Id == id, ct) : null;
        if (decision.MoveId == "split" && other != null && await _db.Deficiencies.AnyAsync(d => d.MergedIntoId == other.Id, ct))
            throw new MoveRefusedException($"Ett annat systemfel är hopslaget med {other.Number}, så uppdelningen kan inte ångras. Ångra hopslagningen först.");
        var scope = await ScopeAsync(subject, actor, [.. subject.Bookmarks], decision.AgendaItem.Meeting, other, null, ct);
        UndoDecision.Apply(scope, decision);
        await _store.TakeAnswersBackAsync(decision, ct);
        await _store.SaveAsync([scope], key, ct);
        return subject;
    }

    /// <summary>The other case that a decision reached. Those of before splits and links do not name it: it is what the case was merged into.</summary>
    private async Task<long?> OtherOfAsync(long decisionId, CancellationToken ct)
    {
        var decision = await _db.Decisions.Where(d => d.Id == decisionId).Select(d => new { d.BeforeJson, d.DeficiencyId }).SingleOrDefaultAsync(ct);
        if (decision == null) return null;
        return (decision.BeforeJson.Length > 0 ? CaseSnapshot.FromJson(decision.BeforeJson).OtherId : null)
            ?? await _db.Deficiencies.Where(d => d.Id == decision.DeficiencyId).Select(d => d.MergedIntoId).SingleAsync(ct);
    }

    /// <summary>A change of mind: the lines as they stand once the earlier decision is undone are those that the new one moves.</summary>
    private async Task<IReadOnlyList<MoveRequest>> TakeBackAsync(long decisionId, IReadOnlyList<MoveRequest> requests, Actor actor, CancellationToken ct)
    {
        var subject = await UndoneAsync(decisionId, actor, null, ct);
        var route = _routes.Of(subject.Instance.RouteVersion);
        return [.. requests.Select(r => r.CaseId != subject.Id ? r : r with
        {
            Targets = Targets.Of(subject.Bookmarks.Where(b => r.Targets.Versions.ContainsKey(b.Id) && route.Move(r.Move.Id)?.From.Contains(b.Stage) == true)),
        })];
    }

    private async Task<MoveScope> RunAsync(
        MoveRequest request, Actor actor, AgendaItem? item, InMeeting? inMeeting, IReadOnlyList<MoveScope> before, CancellationToken ct)
    {
        var subject = await LoadAsync(request.CaseId, actor, ct);
        var targets = request.Targets.Versions.Select(v =>
            subject.Bookmarks.FirstOrDefault(b => b.Id == v.Key && b.Version == v.Value) ?? throw new StaleMoveException()).ToList();
        var other = request.Move switch
        {
            Split => await SplitCases.NewAsync(_db, subject, actor, _calendar.Now, ct),
            { OtherId: { } id } => await LoadAsync(id, actor, ct),
            _ => null,
        };
        var answer = request.Move is RegisterAnswer { AnswerId: { } answerId } ? await ProposedAnswerAsync(answerId, request.CaseId, ct) : null;
        var scope = await ScopeAsync(subject, actor, targets, item?.Meeting, other, answer, ct, inMeeting?.Note, item?.Note);
        // Letters that are begun in the same transaction take points from all of it.
        scope.DraftLetters.AddRange(before.SelectMany(s => s.NewLetters));
        var standing = CaseSnapshot.Of(subject);
        Runner.Run(scope, request.Move, _check);
        if (item != null) _store.Decide(scope, item, request.Move, standing, inMeeting!);
        // What the author wrote on while it was withdrawn has been sent in.
        if (request.Move is Submit) await _db.Drafts.Where(d => d.DeficiencyId == request.CaseId).ExecuteDeleteAsync(ct);
        return scope;
    }

    private async Task<Answer> ProposedAnswerAsync(long answerId, long caseId, CancellationToken ct)
    {
        var answer = await _db.Answers.SingleOrDefaultAsync(a => a.Id == answerId && a.DeficiencyId == caseId, ct) ?? throw new CaseNotFoundException();
        if (answer.Text == TextMask.Hidden)
            throw new MoveRefusedException("Svaret är maskerat, så det går inte att registrera. Vänta på registratorns beslut.");
        return answer.State == AnswerState.Proposed ? answer : throw new StaleMoveException();
    }

    private async Task<AgendaItem> AgendaItemAsync(long id, Actor actor, CancellationToken ct)
    {
        var meeting = await _db.AgendaItems.Where(i => i.Id == id).Select(i => (long?)i.MeetingId).SingleOrDefaultAsync(ct) ?? throw new CaseNotFoundException();
        await CaseLocks.MeetingAsync(_db, meeting, ct);
        var item = await _db.AgendaItems.Include(i => i.Meeting.Group).Include(i => i.Decisions).SingleAsync(i => i.Id == id, ct);
        var mayAct = actor == Actor.System || actor.Has(item.Meeting.OrganisationId, Role.Coordinator) || actor.SitsIn(item.Meeting.GroupId);
        return mayAct ? item : throw new CaseNotFoundException();
    }

    private async Task<AgendaItem> SinceLastAsync(long meetingId, long caseId, Actor actor, CancellationToken ct)
    {
        await CaseLocks.MeetingAsync(_db, meetingId, ct);
        var meeting = await _db.Meetings.Include(m => m.Group).Include(m => m.Items).ThenInclude(i => i.Decisions).AsSplitQuery().SingleOrDefaultAsync(m => m.Id == meetingId, ct)
            ?? throw new CaseNotFoundException();
        if (actor != Actor.System && !actor.Has(meeting.OrganisationId, Role.Coordinator)) throw new CaseNotFoundException();
        if (meeting.State != MeetingState.Open) throw new MoveRefusedException(Inputs.Known["open-meeting"]);
        var item = meeting.Items.FirstOrDefault(i => i.DeficiencyId == caseId);
        if (item == null) meeting.Items.Add(item = new AgendaItem { Meeting = meeting, DeficiencyId = caseId, Section = AgendaSection.SinceLast });
        return item;
    }

    private async Task<Deficiency> LoadAsync(long id, Actor actor, CancellationToken ct)
    {
        var query = _db.WholeCases();
        if (actor != Actor.System) query = query.VisibleTo(new Viewer(actor.AccountId ?? 0, actor.Name, actor.Memberships));
        return await query.SingleOrDefaultAsync(d => d.Id == id, ct) ?? throw new CaseNotFoundException();
    }

    private async Task<MoveScope> ScopeAsync(
        Deficiency subject, Actor actor, List<Bookmark> targets, Meeting? meeting, Deficiency? other, Answer? answer, CancellationToken ct,
        string? note = null, string? standing = null)
    {
        var facts = await FactsAsync(subject.OrganisationId, ct);
        var drafts = await _db.Letters.Include(l => l.Items)
            .Where(l => l.OrganisationId == subject.OrganisationId && l.State == LetterState.Draft).ToListAsync(ct);
        var sent = await _db.LetterItems.Include(i => i.Letter.Recipients)
            .Where(i => i.DeficiencyId == subject.Id && i.Letter.State == LetterState.Sent).ToListAsync(ct);
        return new MoveScope(_routes.Of(subject.Instance.RouteVersion), facts, subject, actor, _calendar.Now)
        {
            LinkedTo = other == null ? new HashSet<long>() : await CaseLinks.OfAsync(_db, subject.Id, ct),
            Targets = targets,
            Meeting = meeting,
            MeetingNote = note,
            StandingNote = standing,
            Other = other,
            DraftLetters = drafts,
            SentItems = sent,
            Answer = answer,
        };
    }

    private Task<OrganisationFacts> FactsAsync(long organisationId, CancellationToken ct) =>
        FactsLoader.LoadAsync(_db, organisationId, _calendar.Today, _options.MailDomain, ct);

    private async Task<long> InTransactionAsync(string? key, Func<Task<long>> work, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        if (key != null) await CaseLocks.FormAsync(_db, key, ct);
        if (key != null && await _db.CaseEvents.Where(e => e.MoveKey == key).Select(e => (long?)e.DeficiencyId).FirstOrDefaultAsync(ct) is { } done)
            return done;
        try
        {
            var id = await work();
            await transaction.CommitAsync(ct);
            return id;
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new StaleMoveException();
        }
        finally
        {
            _db.ChangeTracker.Clear();
        }
    }
}
