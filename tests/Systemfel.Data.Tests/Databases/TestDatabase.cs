using Systemfel.Data.Storage;

namespace Systemfel.Data.Tests.Databases;

/// <summary>A migrated database of one test's own.</summary>
public sealed class TestDatabase(DatabaseOptions options)
{
    private readonly DbFactory _factory = new(options);

    public DatabaseOptions Options => options;

    internal SystemfelDb OpenWriter() => _factory.OpenWriter();

    public SystemfelReader OpenReader() => _factory.OpenReader();

    internal async Task<T> ReadAsync<T>(Func<SystemfelDb, Task<T>> read)
    {
        await using var db = OpenWriter();
        return await read(db);
    }

    internal async Task WriteAsync(Func<SystemfelDb, Task> write)
    {
        await using var db = OpenWriter();
        await write(db);
        await db.SaveChangesAsync();
    }
}
