using System.IO.Compression;

namespace Systemfel.Workflows.Imports.Reading;

/// <summary>
/// Unpacks a workbook once and counts, before anything reads it: what a package says of its own sizes need not be true.
/// </summary>
internal static class WorkbookGuard
{
    /// <exception cref="ImportFileException">It is no workbook, or unpacks to more than is taken.</exception>
    public static void Refuse(byte[] content, CancellationToken ct)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > ImportLimits.Parts) throw new ImportFileException(new ImportFault(FaultKind.UnpacksTooLarge));
            if (zip.GetEntry("content.xml") != null) throw new ImportFileException(new ImportFault(FaultKind.OpenDocument));
            if (zip.GetEntry("[Content_Types].xml") == null || zip.GetEntry("xl/workbook.xml") == null)
                throw new ImportFileException(new ImportFault(FaultKind.WrongType, Detail: zip.GetEntry("word/document.xml") != null ? "Word" : "ZIP"));
            if (zip.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
                throw new ImportFileException(new ImportFault(FaultKind.MacroWorkbook));
            Count(zip, ct);
        }
        catch (InvalidDataException)
        {
            throw new ImportFileException(new ImportFault(FaultKind.BrokenWorkbook));
        }
    }

    private static void Count(ZipArchive zip, CancellationToken ct)
    {
        var (unpacked, buffer) = (0L, new byte[1 << 16]);
        foreach (var entry in zip.Entries)
        {
            using var part = entry.Open();
            var isWhole = entry.Name is "styles.xml" or "workbook.xml";
            var start = unpacked;
            int read;
            while ((read = part.Read(buffer)) > 0)
            {
                ct.ThrowIfCancellationRequested();
                unpacked += read;
                if (unpacked > ImportLimits.Unpacked || (isWhole && unpacked - start > ImportLimits.WholePart)) throw new ImportFileException(new ImportFault(FaultKind.UnpacksTooLarge));
            }
        }
    }
}
