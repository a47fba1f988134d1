using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Running;

namespace Systemfel.Kills;

/// <summary>A line that waits for an answer to a letter.</summary>
public sealed record OpenLine(long CaseId, long BookmarkId);

/// <summary>What of the demo the load works on: the same in every copy, whatever has been done to it since.</summary>
public sealed record Facts(
    long Organisation, IReadOnlyList<Actor> Ombuds, Actor Coordinator, IReadOnlyList<long> Cases, IReadOnlyList<OpenLetter> Letters, IReadOnlyList<OpenLine> Lines,
    long LastOfTheDemosMail)
{
    public static Task<Facts> ReadAsync(Storage storage) => storage.WithAsync(async s =>
    {
        var reader = s.GetRequiredService<SystemfelReader>();
        var accounts = await reader.Accounts.Include(a => a.Memberships).OrderBy(a => a.Id).ToListAsync();
        var sent = await s.GetRequiredService<DemoMailbox>().ListAsync(1000);
        var letters = sent.Where(m => m.Purpose == "letter").OrderBy(m => m.Id).Select(m => new OpenLetter(m.Mail.ReplyTo, m.Mail.To.Address)).ToList();
        // Nothing that is done here moves a line: answers wait for a person, and a reminder stays where it is.
        var lines = await reader.Bookmarks.Where(b => b.Stage == Stages.AwaitingAnswer && b.LetterItem!.Letter.State == LetterState.Sent)
            .OrderBy(b => b.Id).Select(b => new OpenLine(b.DeficiencyId, b.Id)).ToListAsync();
        return new Facts(
            await reader.Organisations.Select(o => o.Id).SingleAsync(),
            [.. accounts.Where(a => a.Memberships.Any(m => m.Role == Role.Ombud)).Select(Act)],
            Act(accounts.First(a => a.Memberships.Any(m => m.Role == Role.Coordinator))),
            await reader.Deficiencies.Where(d => d.MergedIntoId == null && !d.IsDraft).OrderBy(d => d.Id).Take(40).Select(d => d.Id).ToListAsync(),
            letters, lines,
            await reader.OutboxItems.MaxAsync(o => o.Id));
    });

    private static Actor Act(Account account) => new(account.Id, account.DisplayName, account.Memberships);
}
