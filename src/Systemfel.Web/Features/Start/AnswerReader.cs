using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Reports;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Web.Features.Start;

/// <summary>What has come back from authorities on what somebody has reported or counted, and whether they are asked if it shows.</summary>
internal sealed class AnswerReader(SystemfelReader reader, Viewer viewer, DateOnly today)
{
    private const int Newest = 3;
    private const int NewForDays = 30;

    public async Task<List<EffectRow>> EffectsAsync(CancellationToken ct)
    {
        var me = viewer.AccountId;
        var asked = await reader.EffectQuestions
            .Where(q => q.AccountId == me && !q.IsSettled && (q.Answer == null || q.Answer == EffectAnswer.NotYet && q.AskAgainOn <= today))
            .OrderBy(q => q.AskedAt).Select(q => q.BookmarkId).ToListAsync(ct);
        var lines = await Lines(asked).Where(b => b.Stage == Stages.Effect).ToListAsync(ct);
        var answers = await AnswersAsync([.. lines.Select(b => b.Id)], ct);
        return [.. lines.OrderBy(b => asked.IndexOf(b.Id)).Select(b => new EffectRow(
            b.DeficiencyId, b.Deficiency.Number, b.Deficiency.Title, b.Addressee == null ? null : AddresseeName.Of(b.Addressee),
            answers.TryGetValue(b.Id, out var answer) ? Text(answer, b) : null, Targets.Of(b).ToString()))];
    }

    /// <summary>The newest answers that have not yet led to a question.</summary>
    public async Task<List<AnswerRow>> NewAsync(CancellationToken ct)
    {
        var me = viewer.AccountId;
        var since = SwedishCalendar.At(today.AddDays(-NewForDays), TimeOnly.MinValue);
        var recent = await reader.Answers
            .Where(a => a.State == AnswerState.Accepted && a.ReceivedAt >= since && a.Text != "" && a.Bookmark.Stage != Stages.Effect
                && (a.Deficiency.AuthorId == me || a.Deficiency.Occurrences.Any(o => o.AccountId == me && o.UndoneAt == null)))
            .OrderByDescending(a => a.ReceivedAt).Take(20).Select(a => a.BookmarkId).ToListAsync(ct);
        var ids = recent.Distinct().Take(Newest).ToList();
        var lines = await Lines(ids).ToListAsync(ct);
        var answers = await AnswersAsync(ids, ct);
        return [.. lines.OrderBy(b => ids.IndexOf(b.Id)).Select(b => new AnswerRow(
            b.DeficiencyId, b.Deficiency.Number, b.Deficiency.Title, b.Addressee == null ? null : AddresseeName.Of(b.Addressee), Text(answers[b.Id], b)))];
    }

    private IQueryable<Bookmark> Lines(List<long> ids)
    {
        var visible = reader.Deficiencies.VisibleTo(viewer);
        return reader.Bookmarks.Where(b => ids.Contains(b.Id) && visible.Any(d => d.Id == b.DeficiencyId && !d.IsDraft))
            .Include(b => b.Deficiency)
            .Include(b => b.Addressee!.Authority).Include(b => b.Addressee!.SubArea);
    }

    private async Task<Dictionary<long, Answer>> AnswersAsync(List<long> bookmarks, CancellationToken ct)
    {
        var answers = await reader.Answers.Include(a => a.LetterItem!.Letter.Party)
            .Where(a => bookmarks.Contains(a.BookmarkId) && a.State == AnswerState.Accepted && a.Text != "")
            .OrderBy(a => a.ReceivedAt).ToListAsync(ct);
        return answers.GroupBy(a => a.BookmarkId).ToDictionary(g => g.Key, g => g.Last());
    }

    private AnswerText Text(Answer answer, Bookmark b)
    {
        var from = answer.SignedBy.Length > 0 ? answer.SignedBy : answer.LetterItem?.Letter.Party.Name ?? b.Addressee?.Authority.Name ?? "";
        var day = answer.ReceivedAt.SwedishDay().Long(today);
        return new AnswerText(answer.Text, from.Length > 0 ? $"{from}, {day}" : day);
    }
}
