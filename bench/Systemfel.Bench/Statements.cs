using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

/// <summary>One statement with its values, or the beginning or end of a transaction.</summary>
internal sealed record Statement(string Sql, IReadOnlyList<(string Name, object? Value)> Values)
{
    public static readonly Statement Begin = new("BEGIN IMMEDIATE", []);
    public static readonly Statement Commit = new("COMMIT", []);

    /// <summary>Whether it is needed when nothing is asked, only written.</summary>
    public bool Writes => !Sql.TrimStart().StartsWith("SELECT", StringComparison.OrdinalIgnoreCase) && !Sql.StartsWith("PRAGMA", StringComparison.Ordinal);
}

/// <summary>Notes every statement that Entity Framework sends, so that it can be sent again without it.</summary>
internal sealed class StatementLog : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private readonly List<Statement> _statements = [];

    public StatementLog() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    public IReadOnlyList<Statement> Statements => _statements;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore") _subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuting.Name) Add(((CommandEventData)value.Value!).Command);
        else if (value.Key == RelationalEventId.TransactionStarted.Name) _statements.Add(Statement.Begin);
        else if (value.Key == RelationalEventId.TransactionCommitted.Name) _statements.Add(Statement.Commit);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error) => throw error;

    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());

    private void Add(DbCommand command) =>
        _statements.Add(new Statement(command.CommandText, [.. command.Parameters.Cast<SqliteParameter>().Select(p => (p.ParameterName, p.Value))]));
}

/// <summary>Sends statements again over one connection: each text prepared once, its rows read.</summary>
internal sealed class RawSqlite(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    public void Run(IEnumerable<Statement> statements)
    {
        foreach (var statement in statements)
        {
            var command = Prepare(statement);
            foreach (var (name, value) in statement.Values) command.Parameters[name].Value = value ?? DBNull.Value;
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                for (var i = 0; i < rows.FieldCount; i++) _ = rows.GetValue(i);
            }
        }
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
    }

    private SqliteCommand Prepare(Statement statement)
    {
        if (_prepared.TryGetValue(statement.Sql, out var known)) return known;
        var command = connection.CreateCommand();
        // Nothing but what the product itself sent.
#pragma warning disable CA2100
        command.CommandText = statement.Sql;
#pragma warning restore CA2100
        foreach (var (name, value) in statement.Values) command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return _prepared[statement.Sql] = command;
    }
}
