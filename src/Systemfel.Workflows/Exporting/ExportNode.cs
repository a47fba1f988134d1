using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Exporting;

/// <summary>A table in the export: the rows of a kind, or those that belong to the rows above them and stand within them.</summary>
internal abstract record ExportNode(Type Entity, string Name)
{
    /// <summary>What stands within each row.</summary>
    public IReadOnlyList<ExportNode> Within { get; init; } = [];

    /// <summary>The rows that belong to rows above, by the id of those.</summary>
    /// <param name="reader">Reads.</param>
    /// <param name="above">Ids of the rows above.</param>
    /// <param name="ct">Stops the reading.</param>
    public abstract Task<ILookup<long, object>> ReadAsync(SystemfelReader reader, IReadOnlyList<long> above, CancellationToken ct);

    /// <summary>The id that rows within refer to.</summary>
    public abstract long IdOf(object row);

    public IEnumerable<ExportNode> All() => Within.SelectMany(n => n.All()).Prepend(this);
}

/// <param name="Name">The list's name within a row: 'events'.</param>
/// <param name="Of">The rows that belong to these, in their order.</param>
/// <param name="Above">Which row it belongs to.</param>
/// <param name="Id">Its own id; needed when rows stand within it.</param>
internal sealed record ExportRows<T>(string Name, Func<SystemfelReader, IReadOnlyList<long>, IQueryable<T>> Of, Func<T, long> Above, Func<T, long>? Id = null)
    : ExportNode(typeof(T), Name) where T : class
{
    /// <summary>Databases take only so many parameters in a question, and a hundred meetings have tens of thousands of items.</summary>
    private const int MostIds = 1000;

    public override async Task<ILookup<long, object>> ReadAsync(SystemfelReader reader, IReadOnlyList<long> above, CancellationToken ct)
    {
        var rows = new List<T>();
        foreach (var ids in above.Chunk(MostIds)) rows.AddRange(await Of(reader, ids).ToListAsync(ct));
        return rows.ToLookup(Above, row => (object)row);
    }

    public override long IdOf(object row) => Id!((T)row);
}

/// <summary>A kind of thing: one file of the export.</summary>
internal abstract record ExportKind(Type Entity, string Name) : ExportNode(Entity, Name)
{
    /// <summary>Rows that are held at once. One, where a row holds a file.</summary>
    public int Batch { get; init; } = 100;

    /// <summary>The next rows of an organisation after an id, by id.</summary>
    public abstract Task<IReadOnlyList<object>> NextAsync(SystemfelReader reader, long organisationId, long after, CancellationToken ct);

    public override Task<ILookup<long, object>> ReadAsync(SystemfelReader reader, IReadOnlyList<long> above, CancellationToken ct) => throw new NotSupportedException();
}

/// <param name="Name">The file's name without its ending: 'cases'.</param>
/// <param name="Of">Its rows of an organisation.</param>
/// <param name="Id">A row's id.</param>
internal sealed record ExportKind<T>(string Name, Func<SystemfelReader, long, IQueryable<T>> Of, Func<T, long> Id) : ExportKind(typeof(T), Name) where T : class
{
    public override async Task<IReadOnlyList<object>> NextAsync(SystemfelReader reader, long organisationId, long after, CancellationToken ct) =>
        [.. await Of(reader, organisationId).Where(row => EF.Property<long>(row, nameof(Id)) > after).OrderBy(row => EF.Property<long>(row, nameof(Id))).Take(Batch).ToListAsync(ct)];

    public override long IdOf(object row) => Id((T)row);
}
