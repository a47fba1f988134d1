using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Workflows.Meetings;

/// <summary>What an adjuster sees behind the link.</summary>
/// <param name="Adjuster">Whose link it is.</param>
/// <param name="Version">What is to be confirmed, with its parts.</param>
/// <param name="Before">The version before it when this one was changed after approval; else null.</param>
public sealed record AdjusterView(Adjustment Adjuster, MinutesVersion Version, MinutesVersion? Before)
{
    /// <summary>Whether this adjuster has confirmed just this text.</summary>
    public bool IsConfirmed => Adjuster.AdjustedVersion == Version.Number;
}

/// <summary>What an adjuster does behind a link, without account. Looking changes nothing: mail scanners open links too.</summary>
public sealed class MinutesAdjusting
{
    /// <summary>How long a link works, in days from when it was sent.</summary>
    public const int DaysOpen = 30;

    private readonly SystemfelDb _db;
    private readonly MinutesKeeper _keeper;
    private readonly TextCheck _check;

    internal MinutesAdjusting(SystemfelDb db, MinutesKeeper keeper, TextCheck check) => (_db, _keeper, _check) = (db, keeper, check);

    /// <param name="token">The link's word.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <returns>Null for a link that does not work, whatever the reason.</returns>
    public async Task<AdjusterView?> FindAsync(string token, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        return await RowAsync(token, ct) is { } row && await _keeper.LoadAsync(row.MeetingId, ct) is { } meeting ? ViewOf(meeting, row) : null;
    }

    /// <summary>Confirms the minutes. When everybody has, and nothing has been rewritten since, they are approved.</summary>
    /// <param name="token">The link's word.</param>
    /// <param name="number">The version that the page showed.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">The link does not work.</exception>
    /// <exception cref="MoveRefusedException">There is a newer version.</exception>
    public Task ConfirmAsync(string token, int number, CancellationToken ct = default) => ChangeAsync(token, number, async (meeting, row) =>
    {
        (row.AdjustedVersion, row.AdjustedAt, row.Objection) = (number, _keeper.Now, "");
        if (meeting.State != MeetingState.Open || MinutesKeeper.Waiting(meeting).Count > 0) return;
        if (MinutesText.IsSame(MinutesKeeper.Latest(meeting)!, await _keeper.DraftAsync(meeting, ct))) _keeper.Approve(meeting, null);
    }, ct);

    /// <summary>Says what should be changed.</summary>
    /// <param name="token">The link's word.</param>
    /// <param name="number">The version that the page showed.</param>
    /// <param name="text">What.</param>
    /// <param name="accepted">Keys of likely finds that the writer has said are no person.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    /// <exception cref="CaseNotFoundException">The link does not work.</exception>
    /// <exception cref="MoveRefusedException">Empty, may point at a person, already confirmed, or there is a newer version.</exception>
    public Task ObjectAsync(string token, int number, string text, IReadOnlyCollection<string> accepted, CancellationToken ct = default) => ChangeAsync(token, number, (_, row) =>
    {
        if (row.AdjustedVersion == number) throw new MoveRefusedException("Du har redan justerat protokollet. Ring samordnaren om något ska ändras.", "text");
        var own = SaidText.Checked(_check, text, accepted);
        if (own.Length == 0) throw new MoveRefusedException("Skriv vad som ska ändras.", "text");
        row.Objection = own;
        return Task.CompletedTask;
    }, ct);

    private async Task ChangeAsync(string token, int number, Func<Meeting, Adjustment, Task> change, CancellationToken ct)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        var found = await RowAsync(token, ct) ?? throw new CaseNotFoundException();
        await CaseLocks.MeetingAsync(_db, found.MeetingId, ct);
        _db.ChangeTracker.Clear();
        var meeting = await _keeper.LoadAsync(found.MeetingId, ct) ?? throw new CaseNotFoundException();
        var row = meeting.Adjustments.Find(a => a.Id == found.Id && a.TokenHash.AsSpan().SequenceEqual(found.TokenHash)) ?? throw new CaseNotFoundException();
        if (MinutesKeeper.Latest(meeting)?.Number != number) throw new MoveRefusedException("Protokollet har ändrats sedan du öppnade sidan. Läs den nya texten och svara igen.");
        await change(meeting, row);
        meeting.Version++;
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<Adjustment?> RowAsync(string token, CancellationToken ct)
    {
        if (!ReplyTokens.HasForm(token)) return null;
        var (hash, oldest) = (ReplyTokens.HashOf(token), _keeper.Now.AddDays(-DaysOpen));
        var row = await _db.Adjustments.SingleOrDefaultAsync(a => a.TokenHash == hash, ct);
        return row?.AskedAt > oldest ? row : null;
    }

    private static AdjusterView? ViewOf(Meeting meeting, Adjustment row)
    {
        if (MinutesKeeper.Latest(meeting) is not { } latest) return null;
        var before = latest.Reason.Length > 0 ? meeting.MinutesVersions.Where(v => v.Number < latest.Number).MaxBy(v => v.Number) : null;
        return new AdjusterView(meeting.Adjustments.Find(a => a.Id == row.Id) ?? row, latest, before);
    }
}
