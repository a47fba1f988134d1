using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Systemfel.Web.Tests.Plans;

/// <summary>A query as it was sent, and where it was first seen.</summary>
public sealed record SentQuery(string Sql, IReadOnlyList<DbParameter> Parameters, string From);

/// <summary>Listens to what EF Core sends to one database. The same text sent twice is kept once.</summary>
public sealed class QueryLog : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentDictionary<string, SentQuery> _queries = new();
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];
    private readonly string _database;

    /// <param name="database">Words of the connection string that tell this database from those of other tests.</param>
    public QueryLog(string database)
    {
        _database = database;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>What is done just now; empty: nothing is kept.</summary>
    public string At { get; set; } = "";

    public IReadOnlyCollection<SentQuery> Queries => [.. _queries.Values];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name) _subscriptions.Add(value.Subscribe(this));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (At.Length == 0 || value.Key != RelationalEventId.CommandExecuting.Name || value.Value is not CommandEventData { Command: var command }) return;
        if (command.Connection?.ConnectionString.Contains(_database, StringComparison.Ordinal) != true) return;
        _queries.TryAdd(command.CommandText, new SentQuery(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(Copy)], At));
    }

    public void OnCompleted() { }

    public void OnError(Exception error) => throw new InvalidOperationException("EF Core's events ended.", error);

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
    }

    private static DbParameter Copy(DbParameter parameter) => parameter is NpgsqlParameter p
        ? p.Clone()
        : new Microsoft.Data.Sqlite.SqliteParameter(parameter.ParameterName, parameter.Value);
}
