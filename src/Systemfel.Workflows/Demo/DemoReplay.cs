using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Reference;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Demo;

/// <summary>Replays the 88 written stories in the order of time.</summary>
internal sealed class DemoReplay
{
    private readonly DemoStage _stage;
    private readonly CaseSimulation _simulation;
    private readonly DemoStory _story;
    private readonly Dictionary<string, Deficiency> _cases = [];
    private int _letters;

    public DemoReplay(DemoStage stage)
    {
        (_stage, _simulation) = (stage, stage.Simulation);
        _story = new DemoStory(stage.Simulation, r => _cases[r], stage.Calendar.Shift);
    }

    private sealed record Happening(DateTimeOffset At, int Order, Action<DateTimeOffset> Do);

    public void Play(DateTimeOffset now)
    {
        var all = ReferenceFile.Read<List<DemoCase>>("demo-cases");
        var happenings = all.SelectMany(CaseHappenings).Concat(MeetingHappenings())
            .Where(h => h.At < now).OrderBy(h => h.At).ThenBy(h => h.Order);
        foreach (var h in happenings) h.Do(h.At);
        foreach (var open in _stage.Meetings.Where(m => m.State == MeetingState.Open)) open.State = MeetingState.Approved;
    }

    private IEnumerable<Happening> MeetingHappenings()
    {
        foreach (var m in _stage.Meetings.Where(m => m.State == MeetingState.Approved))
        {
            yield return new(SwedishCalendar.At(m.Date, new TimeOnly(9, 0)), 0, at => Open(m, at));
            yield return new(SwedishCalendar.At(m.Date, new TimeOnly(16, 0)), 9, _ => m.State = MeetingState.Approved);
            if (m.GroupId != _stage.TeamId)
                yield return new(SwedishCalendar.At(SwedishCalendar.OnOrAfter(m.Date.AddDays(2)), new TimeOnly(10, 15)), 9, SendLetters);
        }
    }

    private void Open(Meeting meeting, DateTimeOffset at)
    {
        meeting.State = MeetingState.Open;
        if (meeting.GroupId != _stage.TeamId) return;
        foreach (var c in _simulation.Cases.Where(c => c.Bookmarks.Any(b => b.Stage == Stages.Submitted)))
            _simulation.Make(c, new OpenReview(), c.Bookmarks, _stage.Coordinator, at);
    }

    private void SendLetters(DateTimeOffset at)
    {
        var before = _simulation.Letters.Where(l => l.SentAt != null).GroupBy(l => l.SentAt!.Value.Year).ToDictionary(g => g.Key, g => g.Count());
        LetterPosting.SendAll(_simulation, before, _stage.Coordinator, at, () => System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(++_letters))[..16]);
    }

    private IEnumerable<Happening> CaseHappenings(DemoCase d, int index)
    {
        var minute = index * 7 % 60;
        yield return new(SwedishCalendar.At(_stage.Calendar.Shift(d.Submitted), new TimeOnly(13, minute)), 1, at => Submit(d, at));
        foreach (var (o, i) in d.Occurrences.Select((o, i) => (o, i)))
            yield return new(CountedAt(d, o, i), 2, at => Count(d, o, at));
        foreach (var (s, i) in d.Story.Select((s, i) => (s, i)))
        {
            var inMeeting = DemoStory.IsInReview(s) || DemoStory.IsInGroup(s);
            var time = inMeeting ? new TimeOnly(9, 5).AddMinutes(index * 3 + i) : new TimeOnly(14, minute).AddMinutes(i);
            yield return new(SwedishCalendar.At(_stage.Calendar.Shift(s.At), time), 3 + i, at => Step(d, s, i, at));
        }
    }

    private DateTimeOffset CountedAt(DemoCase d, DemoOccurrence o, int index)
    {
        var day = DateOnly.ParseExact(o.Month + "-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).AddDays(4 + index * 5 % 22);
        var first = d.Submitted.AddDays(1 + index);
        return SwedishCalendar.At(_stage.Calendar.Shift(day < first ? first : day), new TimeOnly(10, index * 11 % 60));
    }

    private void Submit(DemoCase d, DateTimeOffset at)
    {
        var report = _stage.ReportOf(d, SwedishCalendar.DateOf(at));
        _cases[d.Ref] = _simulation.Submit(report, new CheckedReport(Texts.Check(report.AllText())), _stage.Actors[d.Author], at);
    }

    private void Count(DemoCase d, DemoOccurrence o, DateTimeOffset at)
    {
        var c = _cases[d.Ref];
        // A merged case counts on the one that it went into.
        if (c.MergedIntoId is { } into) c = _simulation.Case(into);
        var month = SwedishCalendar.DateOf(at);
        _simulation.Make(c, new Count(new DateOnly(month.Year, month.Month, 1), _stage.MunicipalityId(o.Municipality), DemoStage.BandOf(o.Band)), [], _stage.Actors[o.By], at);
    }

    private void Step(DemoCase d, DemoStep s, int index, DateTimeOffset at)
    {
        var c = _cases[d.Ref];
        var meeting = DemoStory.IsInReview(s) || DemoStory.IsInGroup(s) ? MeetingOf(c, s, at) : null;
        var targets = _story.TargetsOf(c, s, meeting);
        if (targets.Count == 0 && s.Do != "national")
            throw new InvalidOperationException($"{d.Ref} step {index + 1} ({s.Do}, {s.At}): no line stands where the step expects one; lines: {Lines(c)}.");
        var other = s.Do == "merge" ? _cases[s.Into] : null;
        var actor = s.Do switch { "effect" => _stage.Actors[s.Ombud], "answer-author" => _stage.Actors[d.Author], _ => _stage.Coordinator };
        try
        {
            foreach (var group in s.Do == "answer" ? targets.Select(t => new List<Bookmark> { t }) : [targets])
                _simulation.Make(c, _story.MoveOf(s), s.Do == "national" ? [] : group, actor, at, meeting, other, meeting == null ? null : s.Note);
        }
        catch (MoveRefusedException e)
        {
            throw new InvalidOperationException($"{d.Ref} step {index + 1} ({s.Do}, {s.At}) was refused: {e.Message} Lines: {Lines(c)}.", e);
        }
        if (s.Do == "effect" && s.Kind != "not-yet" && d.Story.Skip(index + 1).All(n => n.Do != "effect" || n.For != s.For)) AnswerForTheRest(c, s, targets, at);
    }

    /// <summary>The written story names those whose answers are told of; the others who were asked say the same.</summary>
    private void AnswerForTheRest(Deficiency c, DemoStep s, List<Bookmark> lines, DateTimeOffset at)
    {
        var byId = _stage.Actors.Values.ToDictionary(a => a.AccountId!.Value);
        foreach (var line in lines)
        {
            foreach (var question in c.EffectQuestions.Where(q => q.BookmarkId == line.Id && !q.IsSettled && q.Answer is null or EffectAnswer.NotYet).ToList())
            {
                if (line.Stage != Stages.Effect) break;
                _simulation.Make(c, _story.MoveOf(s), [line], byId[question.AccountId], at);
            }
        }
    }

    private Meeting MeetingOf(Deficiency c, DemoStep s, DateTimeOffset at)
    {
        var date = SwedishCalendar.DateOf(at);
        return _stage.Meetings.FirstOrDefault(m => m.Date == date && (DemoStory.IsInReview(s) ? m.GroupId == _stage.TeamId : m.GroupId != _stage.TeamId))
            ?? throw new InvalidOperationException($"{c.Number}: no meeting on {s.At} for '{s.Do}'.");
    }

    private string Lines(Deficiency c) => string.Join(", ", c.Bookmarks.Select(b =>
        $"{(b.Addressee == null ? "-" : _simulation.Facts.Authorities[b.Addressee.AuthorityId].Code)}:{b.Stage}"));
}
