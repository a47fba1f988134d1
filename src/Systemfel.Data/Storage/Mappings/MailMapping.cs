using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;

namespace Systemfel.Data.Storage.Mappings;

internal static class MailMapping
{
    public static void Configure(ModelBuilder b)
    {
        b.Entity<MailMessage>(e =>
        {
            // The same mail fetched twice is one row: by its place in the mailbox, and by its bytes.
            e.HasIndex(m => new { m.Mailbox, m.UidValidity, m.Uid }).IsUnique();
            e.HasIndex(m => new { m.OrganisationId, m.Mailbox, m.Sha256 }).IsUnique();
            e.HasIndex(m => new { m.State, m.ReceivedAt });
            e.HasMany(m => m.Attachments).WithOne(a => a.MailMessage).HasForeignKey(a => a.MailMessageId);
        });
        b.Entity<MailLetter>(e =>
        {
            e.HasKey(l => new { l.MailMessageId, l.LetterId });
            e.HasOne(l => l.MailMessage).WithMany(m => m.Letters).HasForeignKey(l => l.MailMessageId);
            e.HasOne(l => l.Letter).WithMany().HasForeignKey(l => l.LetterId).OnDelete(DeleteBehavior.Restrict);
        });
        b.Entity<Attachment>().HasIndex(a => a.Scan);
        b.Entity<Mailbox>().HasIndex(m => new { m.OrganisationId, m.Name }).IsUnique();
        b.Entity<OutboxItem>(e =>
        {
            e.HasIndex(o => o.UniqueKey).IsUnique();
            e.HasIndex(o => new { o.State, o.NextAttemptAt });
            e.HasIndex(o => o.MessageId).IsUnique();
            e.HasIndex(o => new { o.ToAddress, o.SentAt });
            e.HasIndex(o => o.LetterRecipientId);
            e.HasIndex(o => o.LetterId);
            e.HasIndex(o => o.DeficiencyId);
            e.HasIndex(o => new { o.OrganisationId, o.State, o.SentAt });
            e.HasOne(o => o.LetterRecipient).WithMany().HasForeignKey(o => o.LetterRecipientId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
