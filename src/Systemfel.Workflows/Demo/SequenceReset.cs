using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Demo;

/// <summary>After rows with ids of our own, PostgreSQL's identity columns must go on behind the highest; SQLite does by itself.</summary>
internal static class SequenceReset
{
    public static async Task RunAsync(SystemfelDb db, CancellationToken ct)
    {
        if (!db.Database.IsNpgsql()) return;
        foreach (var table in db.Model.GetEntityTypes().Where(t => t.FindPrimaryKey()!.Properties is [{ Name: "Id", ClrType.Name: "Int64" }]))
        {
            var name = table.GetTableName()!;
#pragma warning disable EF1002 // Table names come from the model, not from a user.
            await db.Database.ExecuteSqlRawAsync(
                $"""SELECT setval(pg_get_serial_sequence('"{name}"', 'Id'), (SELECT COALESCE(MAX("Id"), 0) + 1 FROM "{name}"), false)""", ct);
#pragma warning restore EF1002
        }
    }
}
