using Systemfel.Data.Cases;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Start;

/// <summary>Says what comes next for a line: 'tas upp torsdag 26 november', '14 dagar försenat', 'väntar på ditt svar'.</summary>
/// <param name="ViewerId">Who reads it.</param>
/// <param name="Today">The day it is read.</param>
/// <param name="NextMeetings">By group id, the next planned day; the team's under its own id.</param>
/// <param name="TeamId">The group that holds the monthly review.</param>
public sealed record Prospects(long ViewerId, DateOnly Today, IReadOnlyDictionary<long, DateOnly> NextMeetings, long? TeamId)
{
    public (string Text, bool Late) Of(Bookmark b, Deficiency d) => b.Stage switch
    {
        Stages.Submitted => (Review(), false),
        Stages.Review => (InReview(b, d), false),
        Stages.Group => (Meeting(b.GroupId) is { } day ? $"möte {day.Long(Today)}" : "nästa möte är inte bestämt", false),
        Stages.AwaitingAnswer => AwaitingAnswer(b),
        Stages.FollowUp => Dated(b, "klart senast"),
        Stages.Effect => (AsksMe(b, d) ? "din bedömning behövs" : "ombuden bedömer om det märks", false),
        Stages.Closed => (Closed(b), false),
        _ => ("", false),
    };

    private string Review() => Meeting(TeamId) is { } day ? $"tas upp {day.WithWeekday(Today)}" : "tas upp på nästa genomgång";

    private string InReview(Bookmark b, Deficiency d)
    {
        if (b.Mark == BookmarkMark.AuthorAsked) return d.AuthorId == ViewerId ? "väntar på ditt svar" : "väntar på ombudets svar";
        if (b.HiddenUntil is { } until && until > Today) return $"avvaktar till {until.Long(Today)}";
        if (b.HiddenUntilSeen is { } times) return $"avvaktar tills det setts {times} gånger";
        return b.Mark == BookmarkMark.RaiseAgain ? $"lyfts igen, {Review()}" : Review();
    }

    private (string, bool) AwaitingAnswer(Bookmark b) =>
        b.LetterItem is { Letter.State: Data.Letters.LetterState.Draft } ? ("brevet skrivs", false) : Dated(b, "svar väntas");

    private (string, bool) Dated(Bookmark b, string what)
    {
        if (b.Due is not { } due) return ("", false);
        return SwedishDates.IsLate(due, Today) ? (SwedishDates.Remaining(due, Today), true) : ($"{what} {due.Short(Today)}", false);
    }

    private string Closed(Bookmark b)
    {
        var outcome = Outcomes.Labels.GetValueOrDefault(b.Outcome ?? "", "").ToLowerInvariant();
        return b.ClosedAt is { } at ? $"{outcome} {at.SwedishDay().Short(Today)}".TrimStart() : outcome;
    }

    private bool AsksMe(Bookmark b, Deficiency d) =>
        d.EffectQuestions.Any(q => q.BookmarkId == b.Id && q.AccountId == ViewerId && !q.IsSettled
            && (q.Answer == null || q.Answer == EffectAnswer.NotYet && q.AskAgainOn <= Today));

    private DateOnly? Meeting(long? groupId) => groupId is { } id && NextMeetings.TryGetValue(id, out var day) ? day : null;
}
