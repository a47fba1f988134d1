using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Systemfel.Web.Tests.Plans;

/// <summary>
/// Asks a database how it would run queries, and tells which tables it would read from end to end. On PostgreSQL with
/// sequential scans made dear, since on few rows it would always choose them: what is left has no index to go by.
/// </summary>
public static partial class QueryPlans
{
    /// <summary>Tables that an organisation fills in once, with a handful of rows each; watches and saved views, which the daily mail goes through.</summary>
    private static readonly HashSet<string> Small =
    [
        "Organisations", "NumberSeries", "Municipalities", "RouteVersions", "Authorities", "Terms", "Parties", "Groups", "GroupParty", "MeetingSeries", "Adjustments",
        "Contacts", "Memberships", "Accounts", "Settings", "ProtectionKeys", "SubAreas", "Watches", "SavedViews",
        "__EFMigrationsHistory",
    ];

    /// <returns>One text a query that reads a whole table: where it was sent, the tables, its words and its plan.</returns>
    public static async Task<IReadOnlyList<string>> WholeTablesAsync(DbContext db, IEnumerable<SentQuery> queries)
    {
        await db.Database.OpenConnectionAsync();
        var sqlite = db.Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);
        if (!sqlite) await db.Database.ExecuteSqlRawAsync("SET enable_seqscan = off");
        var found = new List<string>();
        foreach (var query in queries.Where(q => Explainable().IsMatch(q.Sql) && !StopsAtOnce().IsMatch(q.Sql)).OrderBy(q => q.From, StringComparer.Ordinal))
        {
            var (whole, plan) = sqlite ? await SqliteAsync(db, query) : await PostgresAsync(db, query);
            var tables = whole.Where(t => !Small.Contains(t)).Distinct().Order(StringComparer.Ordinal).ToList();
            if (tables.Count > 0) found.Add($"{query.From} reads all of {string.Join(", ", tables)}:\n{query.Sql}\n{plan}");
        }
        return found;
    }

    private static async Task<(IEnumerable<string> Whole, string Plan)> SqliteAsync(DbContext db, SentQuery query)
    {
        var steps = await LinesAsync(db, "EXPLAIN QUERY PLAN " + query.Sql, query, 3);
        var tables = Alias().Matches(query.Sql).Select(m => (Alias: m.Groups[2].Value, Table: m.Groups[1].Value)).ToLookup(t => t.Alias, t => t.Table);
        // 'USING INDEX' on a SCAN reads the index from end to end, and an automatic index is made by reading the table.
        var whole = steps.Select(s => Step().Match(s)).Where(m => m.Groups[1].Value == "SCAN" || m.Groups[3].Value.Contains("AUTOMATIC", StringComparison.Ordinal))
            .SelectMany(m => tables[m.Groups[2].Value]);
        return (whole, string.Join('\n', steps));
    }

    private static async Task<(IEnumerable<string> Whole, string Plan)> PostgresAsync(DbContext db, SentQuery query)
    {
        var json = string.Concat(await LinesAsync(db, "EXPLAIN (FORMAT JSON, COSTS OFF) " + query.Sql, query, 0));
        using var plan = JsonDocument.Parse(json);
        return ([.. Whole(plan.RootElement[0].GetProperty("Plan"))], json);
    }

    private static IEnumerable<string> Whole(JsonElement node)
    {
        if (node.GetProperty("Node Type").GetString() == "Seq Scan") yield return node.GetProperty("Relation Name").GetString()!;
        if (!node.TryGetProperty("Plans", out var below)) yield break;
        foreach (var table in below.EnumerateArray().SelectMany(Whole)) yield return table;
    }

    private static async Task<List<string>> LinesAsync(DbContext db, string sql, SentQuery query, int column)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in query.Parameters) command.Parameters.Add(parameter);
        var lines = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync()) lines.Add(reader.GetString(column));
        command.Parameters.Clear();
        return lines;
    }

    /// <summary>One statement that looks for rows: an insert looks for none, and a row that is saved is found by its key.</summary>
    [GeneratedRegex("^(SELECT|WITH|UPDATE|DELETE)[^;]*;?\\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Explainable();

    /// <summary>A list of ids that came out empty, or the first rows in the order of a key.</summary>
    [GeneratedRegex("^(WHERE (0|FALSE)|FROM \"\\w+\" AS \\S+\\r?\\nORDER BY \\S+\"Id\"( DESC)?\\r?\\nLIMIT .*)$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex StopsAtOnce();

    [GeneratedRegex("\"(\\w+)\" AS \"(\\w+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Alias();

    [GeneratedRegex("^(SCAN|SEARCH) (\\w+)(.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
