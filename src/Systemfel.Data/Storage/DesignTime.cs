using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Systemfel.Data.Storage;

/// <summary>How 'dotnet ef' opens a context; it never connects.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=design.db").Options);
}

internal sealed class PgDesign : IDesignTimeDbContextFactory<PgDb>
{
    public PgDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PgDb>().UseNpgsql("Host=localhost;Database=design").Options);
}
