using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Incidents;

/// <summary>An answer that comes on a masked letter quotes it: such a mail is masked as it is filed, under the same incident.</summary>
internal static class QuotedOriginals
{
    /// <param name="db">Within the transaction that files the mail.</param>
    /// <param name="mail">Stored, filed, loaded with its files.</param>
    /// <param name="now">The time.</param>
    /// <param name="ct">Stops before anything is stored.</param>
    public static async Task SealAsync(SystemfelDb db, MailMessage mail, DateTimeOffset now, CancellationToken ct)
    {
        if (mail.State != MailState.Filed) return;
        var letters = mail.Letters.Select(l => l.LetterId).ToList();
        var masked = await db.LetterItems.Where(i => letters.Contains(i.LetterId) && i.Deficiency.MaskedAt != null).Select(i => (long?)i.DeficiencyId).Distinct().ToListAsync(ct);
        if (masked.Count == 0) return;
        var incident = await db.Incidents.Where(i => masked.Contains(i.DeficiencyId) && i.Action == IncidentAction.Masked && i.Decision != IncidentDecision.Released)
            .OrderBy(i => i.Id).FirstAsync(ct);
        new TextSealing(db).Seal([mail, .. mail.Attachments], incident);
        mail.MaskedAt = now;
        await db.SaveChangesAsync(ct);
    }
}
