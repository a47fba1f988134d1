using Systemfel.Data.Imports;

namespace Systemfel.Workflows.Imports.Reading;

/// <summary>Reads an older list into a table: CSV and the like, xlsx, or the pasted text of a yearly report. Stores nothing.</summary>
public static class ImportReader
{
    /// <summary>What a file is, by its first bytes and not by its name.</summary>
    /// <param name="content">The file.</param>
    /// <exception cref="ImportFileException">It is too long, empty, or of no sort that is read; the fault says what to do.</exception>
    public static ImportFormat SortOf(ReadOnlySpan<byte> content)
    {
        if (content.Length > ImportLimits.Bytes) throw new ImportFileException(new ImportFault(FaultKind.TooLarge));
        if (content.Length == 0) throw new ImportFileException(new ImportFault(FaultKind.Empty));
        if (content.StartsWith("PK\u0003\u0004"u8)) return ImportFormat.Xlsx;
        // An xls of before 2007; a workbook that is locked with a password lies in the same wrapping.
        if (content.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) throw new ImportFileException(new ImportFault(FaultKind.OldWorkbook));
        foreach (var (start, name) in Others)
            if (content.StartsWith(start)) throw new ImportFileException(new ImportFault(FaultKind.WrongType, Detail: name));
        return ImportFormat.Csv;
    }

    /// <summary>Reads it.</summary>
    /// <param name="format">As <see cref="SortOf"/> said, or <see cref="ImportFormat.Text"/> for what was pasted.</param>
    /// <param name="content">The file; pasted text as UTF-8.</param>
    /// <param name="ct">Stops it.</param>
    /// <exception cref="ImportFileException">It cannot be read; the fault says why.</exception>
    public static ImportTable Read(ImportFormat format, byte[] content, CancellationToken ct = default) => format switch
    {
        ImportFormat.Xlsx => XlsxReading.Read(content, ct),
        ImportFormat.Text => YearReportText.Read(TextDecoding.Decode(content).Text, ct),
        _ => CsvReading.Read(content, ct),
    };

    private static readonly (byte[] Start, string Name)[] Others =
    [
        ("%PDF"u8.ToArray(), "PDF"), ([0x89, 0x50, 0x4E, 0x47], "PNG"), ([0xFF, 0xD8, 0xFF], "JPEG"), ("GIF8"u8.ToArray(), "GIF"),
        ("{\\rtf"u8.ToArray(), "RTF"), ([0x1F, 0x8B], "gzip"), ("Rar!"u8.ToArray(), "RAR"), ([0x37, 0x7A, 0xBC, 0xAF], "7z"), ("MZ"u8.ToArray(), "EXE"),
        ([0x7F, 0x45, 0x4C, 0x46], "ELF"), ("<!DOCTYPE html"u8.ToArray(), "HTML"), ("<html"u8.ToArray(), "HTML"), ("<?xml"u8.ToArray(), "XML"),
    ];
}
