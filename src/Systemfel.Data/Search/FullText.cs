using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Systemfel.Data.Storage;

namespace Systemfel.Data.Search;

/// <summary>Words to look for, already stemmed. All must occur; the last may be the beginning of a word.</summary>
/// <param name="Stems">Lower-case stems of letters and digits only.</param>
/// <param name="LastIsPrefix">The user is still writing the last word.</param>
/// <param name="Any">One of the words is enough (for similar cases); else all are needed.</param>
public sealed record SearchQuery(IReadOnlyList<string> Stems, bool LastIsPrefix = false, bool Any = false);

/// <summary>
/// Full-text search over stems that were made in C#, so that both databases give the same hits. Written inside the move by
/// integer key, not by triggers (EF's table rebuilds drop them).
/// </summary>
internal abstract class FullText
{
    protected abstract string DeleteSql { get; }

    protected abstract string InsertSql { get; }

    /// <summary>Takes @query and @limit.</summary>
    internal abstract string SearchSql { get; }

    protected abstract string Expression(SearchQuery query);

    public async Task WriteAsync(SystemfelDb db, long id, string titleStems, string bodyStems, CancellationToken ct)
    {
        await RemoveAsync(db, id, ct);
        await using var insert = await CommandAsync(db, InsertSql, ct);
        Add(insert, "@id", id);
        Add(insert, "@title", titleStems);
        Add(insert, "@body", bodyStems);
        await insert.ExecuteNonQueryAsync(ct);
    }

    /// <summary>From now on the case is not found by its words.</summary>
    public async Task RemoveAsync(SystemfelDb db, long id, CancellationToken ct)
    {
        await using var delete = await CommandAsync(db, DeleteSql, ct);
        Add(delete, "@id", id);
        await delete.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Writes many that are known not to be there yet, with one prepared command.</summary>
    public async Task InsertAllAsync(SystemfelDb db, IEnumerable<(long Id, string TitleStems, string BodyStems)> rows, CancellationToken ct)
    {
        await using var insert = await CommandAsync(db, InsertSql, ct);
        Add(insert, "@id", 0L);
        Add(insert, "@title", "");
        Add(insert, "@body", "");
        foreach (var (id, title, body) in rows)
        {
            insert.Parameters["@id"].Value = id;
            insert.Parameters["@title"].Value = title;
            insert.Parameters["@body"].Value = body;
            await insert.ExecuteNonQueryAsync(ct);
        }
    }

    public async Task<List<long>> SearchAsync(SystemfelDb db, SearchQuery query, int limit, CancellationToken ct)
    {
        var ids = new List<long>();
        if (query.Stems.Count == 0) return ids;
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = await CommandAsync(db, SearchSql, ct);
            Add(command, "@query", Expression(query));
            Add(command, "@limit", (long)limit);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct)) ids.Add(reader.GetInt64(0));
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
        return ids;
    }

    private static async Task<DbCommand> CommandAsync(SystemfelDb db, string sql, CancellationToken ct)
    {
        var connection = db.Database.GetDbConnection();
        if (connection.State != System.Data.ConnectionState.Open) await db.Database.OpenConnectionAsync(ct);
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
