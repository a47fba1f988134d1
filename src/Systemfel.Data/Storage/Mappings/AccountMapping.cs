using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;

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
    }
}
