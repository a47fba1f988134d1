using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Lists;

namespace Systemfel.Web.Features.Inbox;

/// <summary>A mail without its bytes.</summary>
public sealed record MailRow(
    long Id, DateTimeOffset ReceivedAt, string FromName, string FromAddress, string Subject, string Kind, MailState State, string UnverifiedReason, string DiaryNumber, int Attachments,
    IReadOnlyList<string> References);

/// <summary>Mail that has come in, a row a mail. No text of any.</summary>
public static class MailList
{
    private const int Batch = 500;

    public static ListOf<MailRow> Columns { get; } = new("mails", "inkommen-epost", "Inkommen e-post",
    [
        new("Inkom", m => m.ReceivedAt),
        new("Från", m => m.FromName),
        new("Adress", m => m.FromAddress),
        new("Ämne", m => m.Subject),
        new("Slag", m => MailWords.Kind(m.Kind)),
        new("Läge", m => m.State.Swedish()),
        new("Hör till brev", m => string.Join(", ", m.References)),
        new("Deras diarienummer", m => m.DiaryNumber),
        new("Avsändaren kunde inte bekräftas", m => m.UnverifiedReason),
        new("Bilagor", m => m.Attachments),
    ]);

    public static async IAsyncEnumerable<MailRow> ReadAsync(SystemfelReader reader, IReadOnlyList<long> organisations, [EnumeratorCancellation] CancellationToken ct)
    {
        for (var last = 0L; ;)
        {
            var after = last;
            var batch = await reader.MailMessages.Where(m => organisations.Contains(m.OrganisationId) && m.Id > after).OrderBy(m => m.Id).Take(Batch)
                .Select(m => new { m.Id, m.ReceivedAt, m.FromName, m.FromAddress, m.Subject, m.Kind, m.State, m.UnverifiedReason, m.DiaryNumber, Files = m.Attachments.Count }).ToListAsync(ct);
            var ids = batch.ConvertAll(m => m.Id);
            var references = (await reader.MailLetters.Where(l => ids.Contains(l.MailMessageId)).OrderBy(l => l.LetterId).Select(l => new { l.MailMessageId, l.Letter.Reference }).ToListAsync(ct))
                .ToLookup(l => l.MailMessageId, l => l.Reference);
            foreach (var m in batch)
                yield return new MailRow(m.Id, m.ReceivedAt, m.FromName, m.FromAddress, m.Subject, m.Kind, m.State, m.UnverifiedReason, m.DiaryNumber, m.Files, [.. references[m.Id]]);
            if (batch.Count == 0) yield break;
            last = batch[^1].Id;
        }
    }
}
