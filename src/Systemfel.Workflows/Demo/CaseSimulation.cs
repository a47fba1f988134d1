using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Demo;

/// <summary>
/// Plays cases in memory through the same runner as the product, at dates in the past, so that what is shown is what users can
/// reach. Ids are given here; <see cref="SimulationStore"/> writes it all in one go.
/// </summary>
internal sealed class CaseSimulation(RouteDefinition route, long routeVersionId, OrganisationFacts facts, IReadOnlyList<Meeting> meetings)
{
    private readonly Dictionary<Type, long> _ids = [];
    private readonly Dictionary<int, int> _numbers = [];
    private readonly Dictionary<DateOnly, OrganisationFacts> _factsByDay = [];
    private readonly Dictionary<long, List<Letter>> _draftsByMeeting = [];
    private readonly Dictionary<long, Deficiency> _byId = [];
    private readonly Dictionary<(long Meeting, long Case), AgendaItem> _items = [];

    public List<Deficiency> Cases { get; } = [];

    public List<Letter> Letters { get; } = [];

    public List<Answer> Answers { get; } = [];

    public List<OutboxItem> Outgoing { get; } = [];

    public IReadOnlyDictionary<int, int> LastNumbers => _numbers;

    public OrganisationFacts Facts { get; } = facts;

    public RouteDefinition Route { get; } = route;

    public Deficiency Submit(ReportText report, CheckedReport check, Actor actor, DateTimeOffset at)
    {
        var year = SwedishCalendar.DateOf(at).Year;
        var number = _numbers[year] = _numbers.GetValueOrDefault(year) + 1;
        var subject = new Deficiency
        {
            Id = Next<Deficiency>(),
            OrganisationId = Facts.Organisation.Id,
            AuthorId = actor.AccountId!.Value,
            Year = year,
            Number = NumberSeriesWriter.Format("SF", year, number),
            Instance = new Instance { Id = Next<Instance>(), RouteVersionId = routeVersionId },
            Bookmarks = { new Bookmark { Id = Next<Bookmark>(), Stage = Stages.Draft, Since = at } },
        };
        Cases.Add(subject);
        _byId.Add(subject.Id, subject);
        Make(subject, new Submit(report, check.Text), subject.Bookmarks, actor, at);
        return subject;
    }

    /// <exception cref="MoveRefusedException">As in the product.</exception>
    public void Make(
        Deficiency subject, Move move, IEnumerable<Bookmark> targets, Actor actor, DateTimeOffset at,
        Meeting? meeting = null, Deficiency? other = null, string? note = null)
    {
        var scope = new MoveScope(Route, FactsOn(SwedishCalendar.DateOf(at)), subject, actor, at)
        {
            Targets = [.. targets],
            Meeting = meeting,
            Other = other,
            DraftLetters = meeting == null ? [] : _draftsByMeeting.GetValueOrDefault(meeting.Id) ?? [],
        };
        var before = CaseSnapshot.Of(subject);
        Runner.Run(scope, move with { Accepted = Texts.AcceptedIn(move) }, Texts.Checker);
        Keep(scope);
        if (meeting != null) Decide(scope, move, meeting, before, note);
    }

    /// <summary>An event that no move of the route writes: a letter that was sent.</summary>
    public void Record(Deficiency subject, string kind, object data, Addressee? addressee, Actor actor, DateTimeOffset at)
    {
        var e = EventChain.Append(subject, kind, data, addressee, actor, at, null);
        Place(subject, e, at);
    }

    private void Place(Deficiency subject, CaseEvent e, DateTimeOffset at)
    {
        (e.Id, e.DeficiencyId) = (Next<CaseEvent>(), subject.Id);
        subject.Events.Add(e);
        subject.ChangedAt = at;
    }

    /// <summary>A letter has left: it takes no more points.</summary>
    public void TakesNoMore(Letter letter)
    {
        if (letter.MeetingId is { } meeting) _draftsByMeeting[meeting].Remove(letter);
    }

    /// <summary>A letter that lost its last point before it left.</summary>
    public void Remove(Letter letter)
    {
        TakesNoMore(letter);
        Letters.Remove(letter);
    }

    public long Next<T>() => _ids[typeof(T)] = _ids.GetValueOrDefault(typeof(T)) + 1;

    public Deficiency Case(long id) => _byId[id];

    private OrganisationFacts FactsOn(DateOnly today)
    {
        if (!_factsByDay.TryGetValue(today, out var day))
        {
            _factsByDay[today] = day = Facts with
            {
                NextMeetings = meetings.Where(m => m.Date > today).GroupBy(m => m.GroupId).ToDictionary(g => g.Key, g => g.Min(m => m.Date)),
            };
        }
        return day;
    }

    private void Keep(MoveScope scope)
    {
        foreach (var (subject, kind, addressee, data) in scope.Events)
        {
            var e = EventChain.Append(subject, kind, data, addressee, scope.Actor, scope.Now, null);
            Place(subject, e, scope.Now);
        }
        foreach (var letter in scope.NewLetters)
        {
            letter.Id = Next<Letter>();
            Letters.Add(letter);
            if (letter.MeetingId is not { } held) continue;
            if (!_draftsByMeeting.TryGetValue(held, out var drafts)) _draftsByMeeting[held] = drafts = [];
            drafts.Add(letter);
        }
        Identify(scope.Case);
        if (scope.Other != null) Identify(scope.Other);
        foreach (var answer in scope.NewAnswers)
        {
            answer.Id = Next<Answer>();
            Answers.Add(answer);
        }
        foreach (var mail in scope.Outgoing)
        {
            mail.Id = Next<OutboxItem>();
            mail.State = OutboxState.Sent;
            mail.SentAt = scope.Now;
            mail.Attempts = 1;
            Outgoing.Add(mail);
        }
    }

    private void Identify(Deficiency c)
    {
        c.Instance.DeficiencyId = c.Id;
        foreach (var a in c.Addressees.Where(a => a.Id == 0)) (a.Id, a.DeficiencyId) = (Next<Addressee>(), c.Id);
        foreach (var b in c.Bookmarks)
        {
            if (b.Id == 0) b.Id = Next<Bookmark>();
            b.DeficiencyId = c.Id;
            b.AddresseeId = b.Addressee?.Id;
            if (b.LetterItem is not { } item) continue;
            if (item.Id == 0) (item.Id, item.LetterId) = (Next<LetterItem>(), item.Letter.Id);
            item.BookmarkId = b.Id;
            b.LetterItemId = item.Id;
        }
        foreach (var o in c.Occurrences) (o.Id, o.DeficiencyId) = (o.Id == 0 ? Next<Occurrence>() : o.Id, c.Id);
        foreach (var g in c.Grants) (g.Id, g.DeficiencyId) = (g.Id == 0 ? Next<Grant>() : g.Id, c.Id);
        foreach (var n in c.SideNotes) (n.Id, n.DeficiencyId) = (n.Id == 0 ? Next<SideNote>() : n.Id, c.Id);
        foreach (var q in c.Questions) (q.Id, q.DeficiencyId) = (q.Id == 0 ? Next<AuthorQuestion>() : q.Id, c.Id);
        foreach (var m in c.Measures) (m.Id, m.DeficiencyId) = (m.Id == 0 ? Next<Measure>() : m.Id, c.Id);
        foreach (var q in c.EffectQuestions) (q.Id, q.DeficiencyId) = (q.Id == 0 ? Next<EffectQuestion>() : q.Id, c.Id);
    }

    private void Decide(MoveScope scope, Move move, Meeting meeting, CaseSnapshot before, string? note)
    {
        if (!_items.TryGetValue((meeting.Id, scope.Case.Id), out var item))
        {
            item = new AgendaItem { Id = Next<AgendaItem>(), MeetingId = meeting.Id, DeficiencyId = scope.Case.Id, Section = AgendaSection.New, SortOrder = meeting.Items.Count + 1 };
            meeting.Items.Add(item);
            _items.Add((meeting.Id, scope.Case.Id), item);
        }
        var text = move.Describe(scope);
        item.Note = note ?? item.Note;
        item.Decisions.Add(new Decision
        {
            Id = Next<Decision>(),
            AgendaItemId = item.Id,
            DeficiencyId = scope.Case.Id,
            MoveId = move.Id,
            Text = text.Decision,
            Who = text.Who,
            AnswerBy = text.AnswerBy,
            DecidedAt = scope.Now,
            DecidedById = scope.Actor.AccountId ?? 0,
            BeforeJson = before.ToJson(),
        });
    }
}

/// <summary>A demo report's text after the check of personal data; made once per report.</summary>
internal sealed record CheckedReport(Anonymisation.CheckedText Text);
