using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.FollowingUp;

/// <summary>A question as the page of the link shows it.</summary>
/// <param name="Id">The question.</param>
/// <param name="Number">The case's number.</param>
/// <param name="Title">Its title.</param>
/// <param name="Authority">Plate and name of whom it concerns; null when the case has one line for all.</param>
/// <param name="Answer">What the ombud has answered; null for nothing yet.</param>
/// <param name="AskAgainOn">When it is asked again, after 'vet inte än'.</param>
public sealed record EffectAsked(long Id, string Number, string Title, (string Plate, string Name)? Authority, EffectAnswer? Answer, DateOnly? AskAgainOn);

/// <summary>What a link opens: whose questions, and which.</summary>
/// <param name="AccountId">The ombud.</param>
/// <param name="Name">Its name.</param>
/// <param name="Questions">Those that can still be answered, the oldest first.</param>
public sealed record EffectView(long AccountId, string Name, IReadOnlyList<EffectAsked> Questions);

/// <summary>Where an ombud answers 'märks det' by the link of a mail, without signing in. Reading changes nothing; each answer is the same move as in the app.</summary>
public sealed class EffectAnswering
{
    private readonly SystemfelReader _reader;
    private readonly CaseMoves _moves;
    private readonly EffectLinks _links;

    internal EffectAnswering(SystemfelReader reader, CaseMoves moves, EffectLinks links) => (_reader, _moves, _links) = (reader, moves, links);

    /// <summary>The answer that a link names: 'ja', 'delvis', 'nej', 'vet-inte'; null for another word.</summary>
    public static EffectAnswer? AnswerOf(string? word) =>
        EffectMail.Answers.Where(a => a.Word == word).Select(a => (EffectAnswer?)a.Answer).FirstOrDefault();

    /// <summary>What a link opens.</summary>
    /// <param name="key">The last part of its address.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Null when it is no link of ours, too old, or its account is closed: the page does not tell which.</returns>
    public async Task<EffectView?> FindAsync(string? key, CancellationToken ct = default)
    {
        if (await AccountAsync(key, ct) is not { } account) return null;
        var open = await Open(account.Id).OrderBy(q => q.AskedAt).ThenBy(q => q.Id)
            .Join(_reader.Bookmarks, q => q.BookmarkId, b => b.Id, (q, b) => new
            {
                q.Id,
                q.Deficiency.Number,
                q.Deficiency.Title,
                q.Answer,
                q.AskAgainOn,
                Plate = b.Addressee == null ? null : b.Addressee.Authority.Plate,
                Name = b.Addressee == null ? null : b.Addressee.Party == null ? b.Addressee.Authority.Name : b.Addressee.Party.Name,
            }).ToListAsync(ct);
        return new EffectView(account.Id, account.DisplayName,
            [.. open.Select(q => new EffectAsked(q.Id, q.Number, q.Title, q.Plate == null ? null : (q.Plate, q.Name!), q.Answer, q.AskAgainOn))]);
    }

    /// <summary>Answers one question. The same answer twice is one.</summary>
    /// <param name="key">The last part of the link's address.</param>
    /// <param name="questionId">One of the ombud's own.</param>
    /// <param name="answer">What shows.</param>
    /// <param name="form">Names the form that it came from: sent twice it is made once.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <returns>The case's number.</returns>
    /// <exception cref="CaseNotFoundException">The link does not work, or no such question waits for this ombud.</exception>
    /// <exception cref="MoveRefusedException">With a sentence for the user.</exception>
    public async Task<string> AnswerAsync(string? key, long questionId, EffectAnswer answer, Guid form, CancellationToken ct = default)
    {
        if (await AccountAsync(key, ct) is not { } account) throw new CaseNotFoundException();
        var asked = await _reader.EffectQuestions.Where(q => q.Id == questionId && q.AccountId == account.Id)
            .Select(q => new { q.DeficiencyId, q.Deficiency.Number, q.BookmarkId, q.IsSettled }).SingleOrDefaultAsync(ct) ?? throw new CaseNotFoundException();
        if (asked.IsSettled || await _reader.Bookmarks.SingleOrDefaultAsync(b => b.Id == asked.BookmarkId && b.Stage == Stages.Effect, ct) is not { } line)
            throw new MoveRefusedException($"{asked.Number} har redan bedömts, så svaret behövs inte längre. Tack ändå.");
        var actor = new Actor(account.Id, account.DisplayName, account.Memberships);
        await _moves.MakeAsync(asked.DeficiencyId, new ReportEffect(answer), Targets.Of(line), actor, $"effect-link:{form}", ct: ct);
        return asked.Number;
    }

    private async Task<Account?> AccountAsync(string? key, CancellationToken ct) =>
        _links.AccountOf(key) is { } id ? await _reader.Accounts.Include(a => a.Memberships).SingleOrDefaultAsync(a => a.Id == id && a.DisabledAt == null, ct) : null;

    private IQueryable<EffectQuestion> Open(long accountId) => _reader.EffectQuestions.Where(q => q.AccountId == accountId && !q.IsSettled
        && q.Deficiency.MaskedAt == null && q.Deficiency.ErasedAt == null && !q.Deficiency.IsExample
        && _reader.Bookmarks.Any(b => b.Id == q.BookmarkId && b.Stage == Stages.Effect));
}
