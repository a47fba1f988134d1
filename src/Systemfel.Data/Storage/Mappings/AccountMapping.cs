using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Watching;

namespace Systemfel.Data.Storage.Mappings;

internal static class AccountMapping
{
    public static void Configure(ModelBuilder b)
    {
        b.Entity<Account>().ToTable("Accounts");
        b.Entity<Membership>(e =>
        {
            e.HasOne(m => m.Account).WithMany(a => a.Memberships).HasForeignKey(m => m.AccountId);
            e.HasIndex(m => m.OrganisationId);
        });
        b.Entity<Session>(e =>
        {
            e.HasKey(s => s.KeyHash);
            e.HasIndex(s => s.AccountId);
            e.HasIndex(s => s.ExpiresAt);
        });
        b.Entity<ProtectionKey>();
        b.Entity<Watch>(e =>
        {
            e.HasOne(w => w.Account).WithMany().HasForeignKey(w => w.AccountId);
            e.HasIndex(w => new { w.AccountId, w.OrganisationId, w.Kind, w.SubjectId }).IsUnique();
        });
        b.Entity<SavedView>(e =>
        {
            e.HasOne(v => v.Account).WithMany().HasForeignKey(v => v.AccountId);
            e.HasIndex(v => new { v.AccountId, v.OrganisationId, v.Name }).IsUnique();
        });
        b.Entity<PersonalKey>(e =>
        {
            e.HasOne(k => k.Account).WithMany().HasForeignKey(k => k.AccountId);
            e.HasIndex(k => k.KeyHash).IsUnique();
            e.HasIndex(k => k.AccountId);
        });
    }
}
