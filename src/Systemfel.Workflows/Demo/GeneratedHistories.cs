using System.Security.Cryptography;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Demo;

/// <summary>Plays random but legal lives of cases, one case after the other, over the demo's two years.</summary>
internal sealed class GeneratedHistories
{
    private const int ItemsPerLetter = 12;

    private readonly DemoStage _stage;
    private readonly CaseSimulation _simulation;
    private readonly IReadOnlyList<DemoCase> _templates;
    private readonly Random _random;
    private readonly DateTimeOffset _now;
    private readonly List<Actor> _ombuds;
    private readonly Dictionary<long, Actor> _byId;
    private readonly List<Meeting> _held;
    private readonly List<long> _municipalities;

    public GeneratedHistories(DemoStage stage, IReadOnlyList<DemoCase> templates, Random random, DateTimeOffset now)
    {
        (_stage, _simulation, _templates, _random, _now) = (stage, stage.Simulation, templates, random, now);
        _byId = stage.Actors.Values.ToDictionary(a => a.AccountId!.Value);
        _ombuds = [.. stage.Actors.Where(a => a.Key is "sara@demo.example" or "jonas@demo.example" or "amina@demo.example" or "petra@demo.example" or "karin@demo.example" or "elin@demo.example" or "mattias@demo.example").Select(a => a.Value)];
        _held = [.. stage.Meetings.Where(m => m.State == MeetingState.Approved)];
        _municipalities = [.. _simulation.Facts.Municipalities.Keys.Order()];
    }

    public void Play(int count)
    {
        foreach (var m in _held) m.State = MeetingState.Open;
        // Numbers are given in the order of submission.
        foreach (var at in Enumerable.Range(0, count).Select(_ => _now.AddMinutes(-_random.Next(60, 720 * 24 * 60))).Order().ToList()) Live(at);
        foreach (var letter in _simulation.Letters.Where(l => l.State == LetterState.Draft).ToList()) SendWhenTime(letter);
        foreach (var m in _held) m.State = MeetingState.Approved;
    }

    private void Live(DateTimeOffset at)
    {
        var template = _templates[_random.Next(_templates.Count)];
        var other = _templates[_random.Next(_templates.Count)];
        var report = _stage.ReportOf(template, SwedishCalendar.DateOf(at)) with
        {
            Consequence = other.Consequence,
            Proposal = _random.Next(3) == 0 ? "" : template.Proposal ?? "",
            MunicipalityId = _random.Next(4) == 0 ? null : _municipalities[_random.Next(_municipalities.Count)],
        };
        var c = _simulation.Submit(report, new CheckedReport(Texts.Check(report.AllText())), Any(_ombuds), at);
        for (var n = _random.Next(5); n > 0; n--) CountOnce(c, at);
        if (Review(c, at) is { } referred) Groups(c, referred);
    }

    private void CountOnce(Deficiency c, DateTimeOffset at)
    {
        var when = at.AddDays(_random.Next(1, 30));
        if (when >= _now) return;
        var day = SwedishCalendar.DateOf(when);
        Make(c, new Count(new DateOnly(day.Year, day.Month, 1), _municipalities[_random.Next(_municipalities.Count)], (AffectedBand)_random.Next(3)), [], Any(_ombuds), when);
    }

    /// <returns>When it was referred; null when it was not.</returns>
    private DateTimeOffset? Review(Deficiency c, DateTimeOffset submitted)
    {
        if (NextMeeting(_stage.TeamId, submitted) is not { } meeting) return null;
        var at = SwedishCalendar.At(meeting.Date, new TimeOnly(9, 0)).AddMinutes(_random.Next(1, 180));
        // What has been counted later than the meeting is already in the case; time in the chain only goes forward.
        if (c.Events[^1].At > at) at = c.Events[^1].At.AddMinutes(1);
        if (at >= _now) return null;
        Make(c, new OpenReview(), c.Bookmarks, _stage.Coordinator, at);
        Move? move = _random.Next(100) switch
        {
            < 78 => new Refer([.. _simulation.Route.GroupsFor(_simulation.Facts.Authorities[c.Addressees[0].AuthorityId].Code, (int?)c.Level)]),
            < 84 => new Hold(SwedishCalendar.DateOf(_now).AddDays(_random.Next(10, 90)), null),
            < 88 => new HandleLocally("Enhetschefen", SwedishCalendar.DateOf(at).AddDays(60)),
            < 92 => new NotADeficiency("Det gäller ett enskilt beslut. Det kan omprövas eller överklagas."),
            < 95 => new AskAuthor("Har du sett det på fler ställen?"),
            _ => null,
        };
        if (move == null) return null;
        Make(c, move, c.Bookmarks.Where(b => b.Stage == Stages.Review), _stage.Coordinator, at.AddMinutes(1), meeting);
        return move is Refer ? at.AddMinutes(1) : null;
    }

    private void Groups(Deficiency c, DateTimeOffset referred)
    {
        foreach (var line in c.Bookmarks.Where(b => b.Stage == Stages.Group).ToList())
        {
            if (NextMeeting(line.GroupId!.Value, referred) is not { } meeting) continue;
            var at = Later(c, SwedishCalendar.At(meeting.Date, new TimeOnly(13, 0)).AddMinutes(_random.Next(1, 120)));
            if (at >= _now) continue;
            var authority = line.Addressee!.AuthorityId;
            var parties = _simulation.Facts.Parties.Values.Where(p => p.AuthorityId == authority && p.Contacts.Count > 0).ToList();
            if (parties.Count == 0) continue;
            var party = parties[_random.Next(parties.Count)];
            var choice = _random.Next(100);
            if (choice < 12 && c.SideNotes.Count == 0) Make(c, new InformCounty(), [line], _stage.Coordinator, at, meeting);
            if (choice < 50) Make(c, new WriteToAuthority([party.Contacts[0].Id], AnswerBy(meeting, at)), [line], _stage.Coordinator, at.AddMinutes(1), meeting);
            else if (choice < 90) Make(c, new TakeHome(party.Id), [line], _stage.Coordinator, at.AddMinutes(1), meeting);
            else if (choice < 95) Make(c, new TableItem("Vi hann inte med frågan."), [line], _stage.Coordinator, at.AddMinutes(1), meeting);
            else Make(c, new ReturnToReview("Vi behöver veta mer."), [line], _stage.Coordinator, at.AddMinutes(1), meeting);
            if (line.LetterItem?.Letter is { } letter) LetterLeaves(c, line, letter, at);
            if (line.Stage == Stages.AwaitingAnswer) Answer(c, line, at);
        }
    }

    private void LetterLeaves(Deficiency c, Bookmark line, Letter letter, DateTimeOffset decided)
    {
        var at = decided.AddDays(2);
        if (at >= _now) return;
        var party = _simulation.Facts.Parties[letter.PartyId].Name;
        _simulation.Record(c, "letter-sent", new { letter = letter.Id, party, due = letter.AnswerBy, item = letter.Items.Count }, line.Addressee, _stage.Coordinator, at);
        if (letter.Items.Count >= ItemsPerLetter) SendWhenTime(letter);
    }

    private void SendWhenTime(Letter letter)
    {
        if (letter.Items.Count == 0)
        {
            _simulation.Remove(letter);
            return;
        }
        var meeting = _stage.Meetings.First(m => m.Id == letter.MeetingId);
        var at = SwedishCalendar.At(meeting.Date.AddDays(2), new TimeOnly(15, 30));
        if (at >= _now) return;
        LetterPosting.Seal(_simulation, letter, $"{_simulation.Facts.Organisation.RegistryPrefix} {at.Year}/{letter.Id}",
            _stage.Coordinator, at, SHA256.HashData(BitConverter.GetBytes(letter.Id))[..16]);
    }

    private void Answer(Deficiency c, Bookmark line, DateTimeOffset from)
    {
        var at = Later(c, from.AddDays(_random.Next(5, 150)));
        if (at >= _now || _random.Next(100) < 12) return;
        var kind = _random.Next(100) switch { < 35 => AnswerKind.Changed, < 65 => AnswerKind.Planned, < 80 => AnswerKind.NoChange, < 88 => AnswerKind.Received, _ => AnswerKind.MoreTime };
        var date = SwedishCalendar.DateOf(at).AddDays(_random.Next(20, 120));
        Make(c, new RegisterAnswer(kind, _templates[_random.Next(_templates.Count)].Proposal ?? "Vi har gått igenom rutinen.", date, Source: AnswerSource.Mail), [line], _stage.Coordinator, at);
        if (line.Stage == Stages.FollowUp && Later(c, SwedishCalendar.At(date, new TimeOnly(10, 0))) is var done && done < _now)
            Make(c, new Done(), [line], _stage.Coordinator, done);
        if (line.Stage == Stages.Group && Later(c, at.AddDays(30)) is var close && close < _now && _random.Next(2) == 0)
            Make(c, new Close("declined"), [line], _stage.Coordinator, close);
        if (line.Stage == Stages.Effect) Effect(c, line);
    }

    private void Effect(Deficiency c, Bookmark line)
    {
        var at = c.Events[^1].At;
        foreach (var question in c.EffectQuestions.Where(q => q.BookmarkId == line.Id && !q.IsSettled).ToList())
        {
            at = at.AddDays(_random.Next(1, 20));
            if (at >= _now || line.Stage != Stages.Effect) return;
            Make(c, new ReportEffect((EffectAnswer)_random.Next(3)), [line], _byId[question.AccountId], at);
        }
    }

    /// <summary>Mostly the same for a meeting's letters, so that points share a letter; never before the decision.</summary>
    private static DateOnly AnswerBy(Meeting meeting, DateTimeOffset at)
    {
        var usual = SwedishCalendar.OnOrAfter(meeting.Date.AddDays(60));
        var earliest = SwedishCalendar.DateOf(at).AddDays(30);
        return usual > earliest ? usual : SwedishCalendar.OnOrAfter(earliest);
    }

    private Meeting? NextMeeting(long groupId, DateTimeOffset after)
    {
        var day = SwedishCalendar.DateOf(after);
        return _held.Where(m => m.GroupId == groupId && m.Date > day).MinBy(m => m.Date);
    }

    private static DateTimeOffset Later(Deficiency c, DateTimeOffset at) => at > c.Events[^1].At ? at : c.Events[^1].At.AddMinutes(1);

    private void Make(Deficiency c, Move move, IEnumerable<Bookmark> targets, Actor actor, DateTimeOffset at, Meeting? meeting = null) =>
        _simulation.Make(c, move, targets, actor, at, meeting);

    private Actor Any(List<Actor> actors) => actors[_random.Next(actors.Count)];
}
