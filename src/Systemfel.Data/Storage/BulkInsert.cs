using System.Data.Common;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Systemfel.Data.Storage;

/// <summary>
/// Writes many new rows that bear their own ids, past the change tracker: one prepared statement a table, columns and
/// conversions from EF's model. For generated data; what users do goes through the tracker.
/// </summary>
internal static class BulkInsert
{
    private sealed record Column(string Name, PropertyInfo Property, ValueConverter? Converter);

    /// <summary>Inserts the rows in the context's current transaction.</summary>
    public static async Task InsertAsync<T>(SystemfelDb db, IEnumerable<T> rows, CancellationToken ct) where T : class
    {
        var entity = db.Model.FindEntityType(typeof(T))!;
        var columns = ColumnsOf(entity);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText =
            $"INSERT INTO \"{entity.GetTableName()}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) "
            + $"VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        var parameters = new DbParameter[columns.Count];
        for (var i = 0; i < columns.Count; i++)
        {
            parameters[i] = command.CreateParameter();
            parameters[i].ParameterName = $"@p{i}";
            command.Parameters.Add(parameters[i]);
        }
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++) parameters[i].Value = ValueOf(columns[i], row);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static List<Column> ColumnsOf(IEntityType entity)
    {
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!);
        return [.. entity.GetProperties().Select(p => new Column(
            p.GetColumnName(table)!,
            p.PropertyInfo ?? throw new InvalidOperationException($"{entity.DisplayName()}.{p.Name} has no property to read."),
            p.GetTypeMapping().Converter))];
    }

    private static object ValueOf(Column column, object row)
    {
        var value = column.Property.GetValue(row);
        if (value == null) return DBNull.Value;
        return column.Converter == null ? value : column.Converter.ConvertToProvider(value) ?? DBNull.Value;
    }
}
