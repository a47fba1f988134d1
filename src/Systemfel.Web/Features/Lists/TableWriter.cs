using Systemfel.Workflows.Exporting;

namespace Systemfel.Web.Features.Lists;

/// <summary>
/// Writes a table into memory, from where it is passed on bit by bit: a response takes no synchronous writes, and the libraries that
/// write files know no others.
/// </summary>
internal abstract class TableWriter : IDisposable
{
    protected HeldStream Buffer { get; } = new();

    /// <summary>Bytes that wait to be passed on.</summary>
    public int Held => Buffer.Count;

    /// <summary>The columns' names.</summary>
    public abstract void Begin(IReadOnlyList<string> names);

    /// <summary>The next cell of the row.</summary>
    public abstract void Write(Cell cell);

    public abstract void EndRow();

    /// <summary>No more rows come.</summary>
    public abstract void End();

    public Task PassOnAsync(Stream to, CancellationToken ct) => Buffer.PassOnAsync(to, ct);

    public virtual void Dispose()
    {
        Buffer.Dispose();
        GC.SuppressFinalize(this);
    }
}
