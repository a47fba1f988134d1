using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;

namespace Systemfel.Data.Tests.Storage;

/// <summary>
/// Asks the database how it would run a query, and fails when it would read a whole table. On PostgreSQL with sequential
/// scans made dear, since on a few rows it would always choose one.
/// </summary>
internal static class QueryPlan
{
    /// <param name="db">An open context.</param>
    /// <param name="query">A query of that context.</param>
    public static Task UsesIndexAsync<T>(SystemfelDb db, IQueryable<T> query) => UsesIndexAsync(db, () => query.CreateDbCommand());

    public static async Task UsesIndexAsync(SystemfelDb db, Func<System.Data.Common.DbCommand> make)
    {
        await db.Database.OpenConnectionAsync();
        var sqlite = db.Database.IsSqlite();
        if (!sqlite) await db.Database.ExecuteSqlRawAsync("SET enable_seqscan = off");
        await using var command = make();
        command.CommandText = (sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + command.CommandText;
        var steps = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) steps.Add(reader.GetString(sqlite ? 3 : 0));
        var plan = string.Join('\n', steps);
        Assert.False(Reads(plan, sqlite), $"The query reads a whole table:\n{command.CommandText}\n{plan}");
    }

    private static bool Reads(string plan, bool sqlite) => sqlite
        // A virtual table's index stands as 'SCAN CaseSearch VIRTUAL TABLE INDEX 0:M2'; a query that is read from as 'SCAN (subquery-1)'.
        ? plan.Split('\n').Any(s => Regex.IsMatch(s, @"^SCAN (?!\()") && !s.Contains("INDEX", StringComparison.Ordinal) && !s.StartsWith("SCAN CONSTANT", StringComparison.Ordinal))
        : plan.Contains("Seq Scan", StringComparison.Ordinal);
}
