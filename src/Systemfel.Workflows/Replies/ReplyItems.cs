using Systemfel.Data.Letters;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Replies;

/// <summary>Where a point's line is now.</summary>
internal sealed record WaitingLine(string Stage, long? LetterItemId, DateTimeOffset Since, DateOnly? Due);

/// <summary>How far each point of a letter has been answered, as one recipient may see it.</summary>
internal static class ReplyItems
{
    /// <summary>What this recipient wrote here last. An answer by mail is not shown on the page: only its sender knows who may read it.</summary>
    public static Answer? Latest(List<Answer> answers, long itemId, long recipientId) =>
        answers.Where(a => a.LetterItemId == itemId && a.LetterRecipientId == recipientId && a.Source == AnswerSource.Page).MaxBy(a => a.Id);

    public static bool Waits(LetterItem item, IReadOnlyDictionary<long, WaitingLine> lines) =>
        lines.GetValueOrDefault(item.BookmarkId) is { Stage: Stages.AwaitingAnswer } line && line.LetterItemId == item.Id;

    public static ReplyItem ItemOf(LetterItem item, long recipientId, List<Answer> answers, IReadOnlyDictionary<long, WaitingLine> lines)
    {
        var answer = Latest(answers, item.Id, recipientId);
        var waits = Waits(item, lines);
        var other = answers.Where(a => a.LetterItemId == item.Id && a.State == AnswerState.Accepted).MaxBy(a => a.ReceivedAt);
        var otherwise = other?.ReceivedAt ?? (waits ? null : lines.GetValueOrDefault(item.BookmarkId)?.Since);
        return new ReplyItem
        {
            Id = item.Id,
            Number = item.Number,
            CaseNumber = item.Deficiency.Number,
            Title = item.Title,
            Pattern = item.Pattern,
            Proposal = item.Proposal,
            SubArea = item.SubArea,
            State = answer?.State switch
            {
                null => otherwise == null ? ReplyItemState.Open : ReplyItemState.Otherwise,
                AnswerState.Started => ReplyItemState.Started,
                AnswerState.Proposed => ReplyItemState.Sent,
                _ => ReplyItemState.Accepted,
            },
            Answer = answer == null ? ReplyInput.Empty : new ReplyInput(answer.Kind, answer.Text, answer.Date, answer.Who),
            OtherwiseOn = otherwise is { } at ? SwedishCalendar.DateOf(at) : null,
            HasOtherAnswer = other != null,
            IsAwaited = waits && AnswerPhrases.IsFirstWord(other?.Kind) && (answer is null or { State: AnswerState.Accepted }),
            AwaitedBy = waits ? lines[item.BookmarkId].Due : null,
        };
    }
}
