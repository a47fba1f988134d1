using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Text;

namespace Systemfel.Kills;

/// <summary>What must hold whenever a process has died.</summary>
public sealed class Invariants(Storage storage, Load load, Facts facts)
{
    /// <returns>What does not hold; empty when all does.</returns>
    public async Task<IReadOnlyList<string>> BrokenAsync(IReadOnlyList<string> ledger, bool complete)
    {
        var broken = new List<string>();
        await storage.WithAsync(async s =>
        {
            var reader = s.GetRequiredService<SystemfelReader>();
            await MailsAsync(reader, ledger, complete, broken);
            await AnswersAsync(reader, broken);
            await MovesAsync(reader, ledger, complete, broken);
            await SentAsync(reader, ledger, complete, broken);
            await ChainsAsync(reader, broken);
            return true;
        });
        if (storage.Options.SqliteFile != null) await PragmasAsync(broken);
        return broken;
    }

    private async Task MailsAsync(SystemfelReader reader, IReadOnlyList<string> ledger, bool complete, List<string> broken)
    {
        var mails = await reader.MailMessages.Where(m => m.Mailbox == Load.Mailbox).Select(m => new { m.Uid, m.Sha256, m.Raw, m.State, m.Attempts }).ToListAsync();
        for (var i = 0; i < load.Mails; i++)
        {
            var rows = mails.Where(m => m.Uid == i + 1).ToList();
            if (rows.Count > 1) broken.Add($"mail {i} is there {rows.Count} times");
            if (rows.Count == 0 && (complete || ledger.Contains($"mail {i}"))) broken.Add($"mail {i} is lost");
            foreach (var row in rows.Where(r => Convert.ToHexString(r.Sha256) != load.Hash(i, facts.Letters) || Convert.ToHexString(SHA256.HashData(r.Raw)) != load.Hash(i, facts.Letters)))
                broken.Add($"mail {i} is not what was sent: {row.Raw.Length} bytes");
            var wanted = i % 2 == 1 && facts.Letters.Count > 0 ? MailState.Filed : MailState.Unsorted;
            // A mail in whose reading the program has died more than three times is put before a person with its bytes: nothing is lost by that.
            if (complete && rows.Any(r => r.State != wanted && r is not { State: MailState.Quarantined, Attempts: > 3 })) broken.Add($"mail {i} is {rows[0].State}, not {wanted}");
        }
        if (mails.Count > load.Mails || mails.Select(m => Convert.ToHexString(m.Sha256)).Distinct().Count() != mails.Count) broken.Add("there are more mails than were sent");
    }

    private async Task MovesAsync(SystemfelReader reader, IReadOnlyList<string> ledger, bool complete, List<string> broken)
    {
        var keys = await reader.CaseEvents.Where(e => e.MoveKey!.StartsWith("kills-")).Select(e => new { e.MoveKey, e.DeficiencyId }).ToListAsync();
        var registered = await reader.RegisterEntries.Select(e => e.DeficiencyId).ToListAsync();
        for (var i = 0; i < load.Moves; i++)
        {
            var events = keys.Where(k => k.MoveKey == load.Key(i)).ToList();
            if (events.Count > 1) broken.Add($"move {i} was made {events.Count} times");
            if (events.Count == 0 && (complete || ledger.Contains($"move {i}"))) broken.Add($"move {i} is lost");
            if (events.Count == 0 || Load.SortOf(i, facts.Lines.Count) != MoveSort.Report) continue;
            // The same transaction wrote the register and the search index.
            if (!registered.Contains(events[0].DeficiencyId)) broken.Add($"the report of move {i} is not in the register");
            if (!(await reader.SearchAsync(SearchWords.Query(load.Key(i)), 500)).Contains(events[0].DeficiencyId)) broken.Add($"the report of move {i} is not found by its words");
        }
        foreach (var (sort, kind) in new[] { (MoveSort.Count, "counted"), (MoveSort.Reminder, "reminded") })
        {
            var made = keys.Count(k => Load.SortOf(int.Parse(k.MoveKey!.Split('-')[^1], CultureInfo.InvariantCulture), facts.Lines.Count) == sort);
            var told = await reader.CaseEvents.CountAsync(e => e.MoveKey!.StartsWith("kills-") && e.Kind == kind);
            if (told != made) broken.Add($"{made} moves of the sort {sort} have {told} events");
        }
    }

    /// <summary>An answer once per point and mail, and an event for each.</summary>
    private static async Task AnswersAsync(SystemfelReader reader, List<string> broken)
    {
        var answers = await reader.Answers.Where(a => a.MailMessage!.Mailbox == Load.Mailbox).Select(a => new { a.MailMessageId, a.LetterItemId }).ToListAsync();
        if (answers.Distinct().Count() != answers.Count) broken.Add("a mail answers the same point twice");
        var mails = answers.Select(a => $"mail:{a.MailMessageId}").Distinct().ToList();
        var told = await reader.CaseEvents.CountAsync(e => e.Kind == "answer-received" && mails.Contains(e.MoveKey!));
        if (told != answers.Count) broken.Add($"{answers.Count} answers have {told} events");
    }

    /// <summary>What the server outside has taken is what the outbox holds, under the same Message-ID however often it was sent.</summary>
    private async Task SentAsync(SystemfelReader reader, IReadOnlyList<string> ledger, bool complete, List<string> broken)
    {
        var taken = Sent.In(ledger).Distinct().ToList();
        var rows = await reader.OutboxItems.Where(o => o.Id > facts.LastOfTheDemosMail)
            .Select(o => new { o.MessageId, o.State, o.Purpose }).ToListAsync();
        var known = await reader.OutboxItems.Select(o => new Sent(o.MessageId, o.Id)).ToListAsync();
        foreach (var mail in taken.Except(known)) broken.Add($"mail {mail.MessageId} of row {mail.Row} was sent and is nowhere in the outbox");
        foreach (var row in taken.GroupBy(t => t.Row).Where(g => g.Count() > 1)) broken.Add($"row {row.Key} was sent under {row.Count()} Message-IDs");
        var ids = taken.Select(t => t.MessageId).ToHashSet();
        foreach (var row in rows.Where(r => r.State == OutboxState.Sent && !ids.Contains(r.MessageId))) broken.Add($"mail {row.MessageId} counts as sent and never was");
        if (complete && rows.FirstOrDefault(r => r.State != OutboxState.Sent) is { } left) broken.Add($"mail {left.MessageId} ({left.Purpose}) has not been sent: {left.State}");
        var reminded = await reader.CaseEvents.CountAsync(e => e.MoveKey!.StartsWith("kills-") && e.Kind == "reminded");
        if (rows.Count(r => r.Purpose == OutboxPurpose.Reminder) != reminded) broken.Add($"{reminded} reminders are told and {rows.Count(r => r.Purpose == OutboxPurpose.Reminder)} are queued");
    }

    private static async Task ChainsAsync(SystemfelReader reader, List<string> broken)
    {
        foreach (var subject in await reader.Deficiencies.Include(d => d.Events).ToListAsync())
            if (EventChain.FirstBreak(subject) is { } at) broken.Add($"the chain of case {subject.Id} breaks at {at}");
    }

    private async Task PragmasAsync(List<string> broken)
    {
        await using var connection = new SqliteConnection(storage.Options.ConnectionString);
        await connection.OpenAsync();
        foreach (var (pragma, good) in new[] { ("integrity_check", "ok"), ("foreign_key_check", null as string) })
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA {pragma}";
            if (await command.ExecuteScalarAsync() as string != good) broken.Add($"{pragma} finds faults");
        }
    }
}
