using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Exporting;

/// <summary>
/// Everything of an organisation as a zip: a JSON file for each kind, mails as they came, attachments. It is written while it is read,
/// a batch at a time, so that a large one takes no more memory than a small one. What is in it and what is not: docs/export.md.
/// </summary>
public sealed class OrganisationExport(SystemfelReader reader, TimeProvider time)
{
    /// <summary>The form of the export; it grows when what is there means something else.</summary>
    public const int Version = 1;

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The files by the kind that each holds.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. ExportKinds.All.Select(k => k.Name + ".json")];

    /// <param name="organisationId">Whose.</param>
    /// <param name="to">Takes the zip; it is only written to, never read back.</param>
    /// <param name="ct">Stops in the middle; what has been written is then no whole zip.</param>
    /// <returns>How many rows and files it holds.</returns>
    public async Task<(long Rows, long Files)> WriteAsync(long organisationId, Stream to, CancellationToken ct = default)
    {
        using var held = new HeldStream();
        using var zip = new ZipArchive(held, ZipArchiveMode.Create, leaveOpen: true);
        await PutAsync(zip, held, "LÄS-MIG.txt", Encoding.UTF8.GetBytes(ExportReadMe.Text), to, ct);
        var counts = new List<(string File, long Rows)>();
        foreach (var kind in ExportKinds.All) counts.Add(($"{kind.Name}.json", await KindAsync(zip, held, kind, organisationId, to, ct)));
        var files = await ExportFiles.ListAsync(reader, organisationId, ct);
        foreach (var (path, read) in files) await PutAsync(zip, held, path, await read(), to, ct);
        await PutAsync(zip, held, "manifest.json", Manifest(organisationId, counts, files.Count), to, ct);
        zip.Dispose();
        await held.PassOnAsync(to, ct);
        return (counts.Sum(c => c.Rows), files.Count);
    }

    private async Task<long> KindAsync(ZipArchive zip, HeldStream held, ExportKind kind, long organisationId, Stream to, CancellationToken ct)
    {
        var rows = 0L;
        await using (var entry = Open(zip, $"{kind.Name}.json"))
        await using (var json = new Utf8JsonWriter(entry, Options))
        {
            json.WriteStartArray();
            for (var last = 0L; ;)
            {
                var batch = await kind.NextAsync(reader, organisationId, last, ct);
                if (batch.Count == 0) break;
                await WriteAsync(json, kind, batch, ct);
                (rows, last) = (rows + batch.Count, kind.IdOf(batch[^1]));
                await json.FlushAsync(ct);
                await held.PassOnAsync(to, ct);
            }
            json.WriteEndArray();
        }
        return rows;
    }

    /// <summary>The rows, each with what stands within it: read for all of them at once.</summary>
    private async Task WriteAsync(Utf8JsonWriter json, ExportNode node, IReadOnlyList<object> rows, CancellationToken ct)
    {
        var within = await WithinAsync(node, rows, ct);
        foreach (var row in rows) Write(json, node, row, within);
    }

    private async Task<Dictionary<ExportNode, ILookup<long, object>>> WithinAsync(ExportNode node, IReadOnlyList<object> rows, CancellationToken ct)
    {
        var found = new Dictionary<ExportNode, ILookup<long, object>>(ReferenceEqualityComparer.Instance);
        if (node.Within.Count == 0 || rows.Count == 0) return found;
        var ids = rows.Select(node.IdOf).ToList();
        foreach (var child in node.Within)
        {
            found[child] = await child.ReadAsync(reader, ids, ct);
            foreach (var (deeper, of) in await WithinAsync(child, [.. found[child].SelectMany(g => g)], ct)) found[deeper] = of;
        }
        return found;
    }

    private static void Write(Utf8JsonWriter json, ExportNode node, object row, Dictionary<ExportNode, ILookup<long, object>> within)
    {
        json.WriteStartObject();
        ExportJson.WriteColumns(json, row);
        foreach (var child in node.Within)
        {
            json.WriteStartArray(child.Name);
            foreach (var inner in within[child][node.IdOf(row)]) Write(json, child, inner, within);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = Options.Encoder };

    private byte[] Manifest(long organisationId, IReadOnlyList<(string File, long Rows)> counts, int files) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            format = "systemfel-export",
            version = Version,
            madeAt = time.GetUtcNow(),
            organisationId,
            kinds = counts.Select(c => new { file = c.File, rows = c.Rows }),
            files,
            withheldColumns = ExportColumns.Withheld.Select(w => new { column = w.Key, why = w.Value }),
            leftOutTables = LeftOut.Tables.Select(t => new { table = t.Key.Name.Split('`')[0], why = t.Value }),
        },
        Indented);

    private static async Task PutAsync(ZipArchive zip, HeldStream held, string path, byte[] content, Stream to, CancellationToken ct)
    {
        await using (var entry = Open(zip, path)) await entry.WriteAsync(content, ct);
        await held.PassOnAsync(to, ct);
    }

    private static Stream Open(ZipArchive zip, string path) => zip.CreateEntry(path, CompressionLevel.Fastest).Open();
}
