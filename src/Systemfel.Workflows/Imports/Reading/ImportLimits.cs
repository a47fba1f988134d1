namespace Systemfel.Workflows.Imports.Reading;

/// <summary>How much an older list may hold. Whatever is more is refused in words, before it is read further.</summary>
public static class ImportLimits
{
    /// <summary>The longest file, in bytes.</summary>
    public const int Bytes = 20 << 20;

    /// <summary>The most rows below the headers.</summary>
    public const int Rows = 20_000;

    /// <summary>The most columns.</summary>
    public const int Columns = 100;

    /// <summary>The longest cell, in UTF-16 code units.</summary>
    public const int Cell = 20_000;

    /// <summary>The most bytes that a workbook may unpack to: a zip bomb ends here.</summary>
    public const long Unpacked = 200L << 20;

    /// <summary>The most bytes of a part that is held in memory as a whole: the workbook's sheets and its styles.</summary>
    public const long WholePart = 10L << 20;

    /// <summary>The most parts in a workbook's package.</summary>
    public const int Parts = 2_000;

    /// <summary>The most notices that are kept of one file, formulas above all.</summary>
    public const int Notices = 1_000;

    /// <summary>How many faults of one row are said while a file is read; with the first it is stopped.</summary>
    public const int FaultsOfRow = 5;

    /// <summary>How far down the headers are looked for: lists often begin with a title.</summary>
    public const int RowsAboveHeaders = 10;
}
