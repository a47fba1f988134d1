using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Letters;

public sealed record LetterRow(
    long Id, string Reference, string Party, string Contact, int Points, int Waiting, DateOnly AnswerBy, DateTimeOffset? SentAt, LetterRecipient? Recipient)
{
    public string TheirReference { get; init; } = "";
}

public sealed record LetterPoint(LetterItem Item, bool IsWaiting, DateOnly? Due, IReadOnlyList<Answer> Answers)
{
    /// <summary>A first word has been registered, such as more time, and the point still waits for the next.</summary>
    public bool IsAwaited => IsWaiting && Answers.Any(a => a.State == AnswerState.Accepted && AnswerPhrases.IsFirstWord(a.Kind));
}

public sealed record LetterMailRow(long Id, string Subject, string From, string Kind, DateTimeOffset ReceivedAt, int Attachments);

public sealed record LetterPage(
    Letter Letter, IReadOnlyList<LetterPoint> Points, IReadOnlyList<Contact> Contacts, IReadOnlyList<LetterMailRow> Mails, IReadOnlyList<OutboxItem> Sent);

/// <summary>What the pages about letters show. Only letters of the organisations given.</summary>
public sealed class LetterQueries(SystemfelReader reader)
{
    private const int Batch = 200;

    public async Task<List<LetterRow>> ListAsync(IReadOnlyList<long> organisations, LetterState state, int limit, CancellationToken ct) =>
        await RowsAsync(OfAll(organisations, state).OrderByDescending(l => l.SentAt).ThenBy(l => l.AnswerBy).ThenBy(l => l.Id).Take(limit), ct);

    /// <summary>Every letter that was sent, newest first, a batch at a time.</summary>
    public async IAsyncEnumerable<LetterRow> SentAsync(IReadOnlyList<long> organisations, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var last = long.MaxValue; ;)
        {
            var before = last;
            var batch = await RowsAsync(OfAll(organisations, LetterState.Sent).Where(l => l.Id < before).OrderByDescending(l => l.Id).Take(Batch), ct);
            foreach (var letter in batch) yield return letter;
            if (batch.Count == 0) yield break;
            last = batch[^1].Id;
        }
    }

    private IQueryable<Letter> OfAll(IReadOnlyList<long> organisations, LetterState state) =>
        reader.Letters.Where(l => organisations.Contains(l.OrganisationId) && l.State == state && l.Items.Count > 0);

    private async Task<List<LetterRow>> RowsAsync(IQueryable<Letter> which, CancellationToken ct)
    {
        var letters = await which.Include(l => l.Party).Include(l => l.Contact).Include(l => l.Items).Include(l => l.Recipients).AsSplitQuery().ToListAsync(ct);
        var waiting = await WaitingAsync(letters.SelectMany(l => l.Items).Select(i => i.Id).ToList(), ct);
        return letters.ConvertAll(l => new LetterRow(
            l.Id, l.Reference, l.Party.Name, l.Contact?.Name ?? "", l.Items.Count, l.Items.Count(i => waiting.ContainsKey(i.Id)), LastDay(l, waiting), l.SentAt, l.Recipients.MaxBy(r => r.Id))
        {
            TheirReference = l.TheirReference,
        });
    }

    public async Task<LetterPage?> FindAsync(long id, IReadOnlyList<long> organisations, CancellationToken ct)
    {
        var letter = await reader.Letters.Include(l => l.Party.Contacts).Include(l => l.Contact).Include(l => l.Recipients).Include(l => l.SentBy).Include(l => l.Meeting!.Group)
            .Include(l => l.Items).ThenInclude(i => i.Deficiency).Include(l => l.Items).ThenInclude(i => i.Answers).AsSplitQuery()
            .SingleOrDefaultAsync(l => l.Id == id && organisations.Contains(l.OrganisationId) && l.State != LetterState.Cancelled, ct);
        if (letter == null) return null;
        var waiting = await WaitingAsync(letter.Items.ConvertAll(i => i.Id), ct);
        var points = letter.Items.Where(i => letter.State == LetterState.Sent || waiting.ContainsKey(i.Id)).OrderBy(i => i.Number)
            .Select(i => new LetterPoint(i, waiting.ContainsKey(i.Id), waiting.GetValueOrDefault(i.Id), [.. i.Answers.Where(a => a.State is AnswerState.Proposed or AnswerState.Accepted).OrderBy(a => a.Id)]));
        var mails = await reader.MailLetters.Where(m => m.LetterId == id).OrderBy(m => m.MailMessage.ReceivedAt)
            .Select(m => new LetterMailRow(
                m.MailMessageId, m.MailMessage.Subject, m.MailMessage.FromAddress, m.MailMessage.Kind, m.MailMessage.ReceivedAt, m.MailMessage.Attachments.Count))
            .ToListAsync(ct);
        var sent = await reader.OutboxItems.Where(o => o.LetterRecipient!.LetterId == id).OrderBy(o => o.CreatedAt).ToListAsync(ct);
        return new LetterPage(letter, [.. points], [.. letter.Party.Contacts.Where(c => c.State != ContactState.Retired).OrderBy(c => c.Name)], mails, sent);
    }

    /// <summary>Points whose line waits for the answer to this very letter.</summary>
    private async Task<Dictionary<long, DateOnly?>> WaitingAsync(List<long> itemIds, CancellationToken ct)
    {
        var lines = await reader.Bookmarks.Where(b => b.Stage == Stages.AwaitingAnswer && b.LetterItemId != null && itemIds.Contains(b.LetterItemId.Value))
            .Select(b => new { Item = b.LetterItemId!.Value, b.Due }).ToListAsync(ct);
        return lines.GroupBy(l => l.Item).ToDictionary(g => g.Key, g => g.Min(l => l.Due));
    }

    /// <summary>The first last day of what is left: more time may have moved it past the letter's own.</summary>
    private static DateOnly LastDay(Letter letter, Dictionary<long, DateOnly?> waiting) =>
        letter.Items.Where(i => waiting.ContainsKey(i.Id)).Min(i => waiting[i.Id]) ?? letter.AnswerBy;
}

/// <summary>How a mail of ours fares, in words.</summary>
public static class DeliveryWords
{
    public static string Swedish(this LetterRecipient r) => r.Delivery switch
    {
        DeliveryState.Queued => "I utkorgen",
        DeliveryState.Sent => "Skickat",
        DeliveryState.Delivered => "Framme",
        DeliveryState.Delayed => "Dröjer" + Detail(r),
        DeliveryState.Failed => "Kom inte fram" + Detail(r),
        _ => "Inte skickat",
    };

    public static string Swedish(this OutboxState state) => state switch
    {
        OutboxState.Queued => "Väntar",
        OutboxState.Sending => "Skickas",
        OutboxState.Sent => "Skickat",
        OutboxState.Failed => "Kom inte iväg",
        _ => "Stoppat",
    };

    public static string Purpose(string purpose) => purpose switch
    {
        "letter" => "Brev",
        "reminder" => "Påminnelse",
        "meeting" => "Kallelse",
        "adjust" => "Att justera",
        "minutes" => "Protokoll",
        "reply" => "Svar på fråga",
        "thanks" => "Tack för svar",
        "trial" => "Prov",
        "chair" => "Till ordförande",
        "ombud" => "Till ombud",
        "deadline" => "Påminnelse om årsredovisningen",
        "county" => "Från Länsstyrelsen",
        "account" => "Konto",
        _ => "Annat",
    };

    private static string Detail(LetterRecipient r) => r.DeliveryDetail == "" ? "" : $" ({r.DeliveryDetail})";
}
