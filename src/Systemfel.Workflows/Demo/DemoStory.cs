using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Demo;

/// <summary>Turns a step of a written story into the move that it stands for, and the lines that it concerns.</summary>
internal sealed class DemoStory(CaseSimulation simulation, Func<string, Deficiency> caseByRef, Func<DateOnly, DateOnly> shift)
{
    public Move MoveOf(DemoStep s) => s.Do switch
    {
        "refer" => new Refer(s.Groups, s.Note),
        "hold" => new Hold(Shift(s.Until), s.Occurrences, s.Note),
        "handle-locally" => new HandleLocally(s.Who, Shift(s.By), s.Note),
        "ask-author" => new AskAuthor(s.Question),
        "answer-author" => new AnswerAuthor(s.Answer, Texts.Check(s.Answer)),
        "merge" => new Merge(caseByRef(s.Into).Id),
        "not-a-deficiency" => new NotADeficiency(s.Reason),
        "take-home" => new TakeHome(PartyId(s.Party!), Note: s.Note),
        "write-to-authority" => new WriteToAuthority([Contact(s.Party!)], Shift(s.AnswerBy)),
        "inform-county" => new InformCounty(s.Note),
        "table" => new TableItem(s.Reason),
        "return-to-review" => new ReturnToReview(s.Reason),
        "propose-close" => new ProposeClose(s.Reason),
        "answer" => new RegisterAnswer(KindOf(s.Kind), s.Text, Shift(s.Date), s.Kind == "someone-else" ? s.Text : "", Source: SourceOf(s.Source)),
        "remind" => new Remind(),
        "give-more-time" => new GiveMoreTime(Shift(s.Date)),
        "done" => new Done(s.Note),
        "not-done" => new NotDone(s.Note),
        "effect" => new ReportEffect(EffectOf(s.Kind)),
        "close" => new Close(s.Outcome, s.Note),
        "reopen" => new Reopen(s.Reason),
        "national" => new SendNational(s.Note),
        _ => throw new InvalidOperationException($"The demo data has the step '{s.Do}', which is unknown."),
    };

    /// <summary>Steps that are decided in a meeting, and of which kind.</summary>
    public static bool IsInReview(DemoStep s) =>
        s.Do is "refer" or "hold" or "handle-locally" or "ask-author" or "merge" or "not-a-deficiency";

    public static bool IsInGroup(DemoStep s) =>
        s.Do is "take-home" or "write-to-authority" or "inform-county" or "table" or "return-to-review" or "propose-close";

    public List<Bookmark> TargetsOf(Deficiency c, DemoStep s, Meeting? meeting)
    {
        var stage = s.Do switch
        {
            "close" or "national" => null,
            "answer" or "remind" or "give-more-time" => Stages.AwaitingAnswer,
            "done" or "not-done" => Stages.FollowUp,
            "effect" => Stages.Effect,
            "reopen" => Stages.Closed,
            _ => IsInGroup(s) ? Stages.Group : Stages.Review,
        };
        var lines = c.Bookmarks.Where(b => stage == null ? b.Stage != Stages.Closed : b.Stage == stage)
            .Where(b => !IsInGroup(s) || b.GroupId == meeting!.GroupId).ToList();
        if (s.For == null || lines.All(b => b.Addressee == null)) return lines;
        return [.. lines.Where(b => b.Addressee != null && simulation.Facts.Authorities[b.Addressee.AuthorityId].Code == s.For)];
    }

    private DateOnly? Shift(DateOnly? date) => date is { } d ? shift(d) : null;

    private long PartyId(string code) => simulation.Facts.Parties.Values.First(p => p.Code == code).Id;

    private long Contact(string party) => simulation.Facts.Parties.Values.First(p => p.Code == party).Contacts[0].Id;

    internal static AnswerKind KindOf(string kind) => kind switch
    {
        "received" => AnswerKind.Received,
        "changed" => AnswerKind.Changed,
        "planned" => AnswerKind.Planned,
        "no-change" => AnswerKind.NoChange,
        "more-time" => AnswerKind.MoreTime,
        "someone-else" => AnswerKind.SomeoneElse,
        _ => AnswerKind.Question,
    };

    private static AnswerSource SourceOf(string source) => source switch
    {
        "mail" => AnswerSource.Mail,
        "page" => AnswerSource.Page,
        "phone" => AnswerSource.Phone,
        _ => AnswerSource.Meeting,
    };

    private static EffectAnswer EffectOf(string kind) => kind switch
    {
        "noticed" => EffectAnswer.Noticed,
        "partly" => EffectAnswer.Partly,
        "no-difference" => EffectAnswer.NoDifference,
        _ => EffectAnswer.NotYet,
    };
}

/// <summary>The demo's own texts, through the same check as a user's. Likely finds are accepted: the texts were written without persons.</summary>
internal static class Texts
{
    public static Anonymisation.TextCheck Checker { get; } = new(new Anonymisation.PersonalDataFinder());

    public static IReadOnlyCollection<string> AcceptedIn(Move move) =>
        [.. TypedTexts.Of(move).SelectMany(t => Checker.Check(t.Text).Finds).Select(f => f.Key)];

    public static Anonymisation.CheckedText Check(string text)
    {
        var first = Checker.Check(text);
        return first.Open.Count == 0 ? first : Checker.Check(text, first.Finds.Select(f => f.Key));
    }
}
