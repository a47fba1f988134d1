using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;

namespace Systemfel.Data.Storage.Mappings;

internal static class LetterMapping
{
    public static void Configure(ModelBuilder b)
    {
        b.Entity<Letter>(e =>
        {
            e.Property(l => l.Version).IsConcurrencyToken();
            e.HasOne(l => l.Organisation).WithMany().HasForeignKey(l => l.OrganisationId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(l => l.Meeting).WithMany().HasForeignKey(l => l.MeetingId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(l => l.Party).WithMany().HasForeignKey(l => l.PartyId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(l => l.Contact).WithMany().HasForeignKey(l => l.ContactId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(l => l.SentBy).WithMany().HasForeignKey(l => l.SentById).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(l => new { l.OrganisationId, l.State, l.AnswerBy });
            e.HasIndex(l => l.Tag);
        });
        b.Entity<LetterItem>(e =>
        {
            e.HasOne(i => i.Letter).WithMany(l => l.Items).HasForeignKey(i => i.LetterId);
            e.HasOne(i => i.Deficiency).WithMany().HasForeignKey(i => i.DeficiencyId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(i => i.DeficiencyId);
        });
        b.Entity<LetterRecipient>(e =>
        {
            e.HasOne(r => r.Letter).WithMany(l => l.Recipients).HasForeignKey(r => r.LetterId);
            e.HasIndex(r => r.TokenHash).IsUnique();
        });
        b.Entity<LetterTemplate>(e =>
        {
            e.Property(t => t.Version).IsConcurrencyToken();
            e.HasIndex(t => new { t.OrganisationId, t.Kind }).IsUnique();
        });
        b.Entity<Answer>(e =>
        {
            e.HasOne(a => a.Deficiency).WithMany().HasForeignKey(a => a.DeficiencyId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(a => a.Bookmark).WithMany().HasForeignKey(a => a.BookmarkId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(a => a.LetterItem).WithMany(i => i.Answers).HasForeignKey(a => a.LetterItemId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne(a => a.MailMessage).WithMany().HasForeignKey(a => a.MailMessageId).OnDelete(DeleteBehavior.Restrict);
            e.HasIndex(a => new { a.State, a.ReceivedAt });
            e.HasIndex(a => a.DeficiencyId);
        });
    }
}
