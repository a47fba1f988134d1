using System.Text;

namespace Systemfel.Workflows.Attachments;

/// <summary>
/// What a file is by its own bytes, whatever its name or the mail says. Signatures as in the WHATWG MIME Sniffing standard and the
/// formats' own specifications; a kind that is not in the table is unknown, never guessed from the name.
/// </summary>
public static class AttachmentTypes
{
    /// <summary>A program, script or shortcut: what no authority sends as an answer.</summary>
    public const string Program = "application/x-program";

    private static readonly (byte[] Start, int At, string Type)[] Signatures =
    [
        ("%PDF-"u8.ToArray(), 0, "application/pdf"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, "image/png"),
        ([0xFF, 0xD8, 0xFF], 0, "image/jpeg"),
        ("GIF8"u8.ToArray(), 0, "image/gif"),
        ([0x49, 0x49, 0x2A, 0x00], 0, "image/tiff"),
        ([0x4D, 0x4D, 0x00, 0x2A], 0, "image/tiff"),
        ("WEBP"u8.ToArray(), 8, "image/webp"),
        ("ftypheic"u8.ToArray(), 4, "image/heic"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], 0, "application/x-ole-storage"),
        (@"{\rtf"u8.ToArray(), 0, "application/rtf"),
        ("MZ"u8.ToArray(), 0, Program),
        ([0x7F, 0x45, 0x4C, 0x46], 0, Program),
        ([0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00], 0, Program),
        ("#!"u8.ToArray(), 0, Program),
        ([0x1F, 0x8B], 0, "application/gzip"),
        ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], 0, "application/x-7z-compressed"),
        ("Rar!"u8.ToArray(), 0, "application/vnd.rar"),
        ("BEGIN:VCALENDAR"u8.ToArray(), 0, "text/calendar"),
        ("BEGIN:VCARD"u8.ToArray(), 0, "text/vcard"),
    ];

    private static readonly (string Folder, string Type)[] InZip =
    [
        ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        ("mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
        ("mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
    ];

    private static readonly HashSet<string> ProgramNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ".exe", ".com", ".scr", ".pif", ".cpl", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsh", ".hta", ".jar", ".lnk",
        ".url", ".reg", ".iso", ".img", ".vhd", ".docm", ".xlsm", ".pptm", ".xll", ".chm", ".html", ".htm", ".svg", ".xhtml", ".shtml",
    };

    /// <param name="content">The bytes.</param>
    /// <returns>A media type; empty when the bytes are of no known kind.</returns>
    public static string Detect(ReadOnlySpan<byte> content)
    {
        foreach (var (start, at, type) in Signatures)
            if (content.Length >= at + start.Length && content.Slice(at, start.Length).SequenceEqual(start)) return type;
        if (content.StartsWith("PK\u0003\u0004"u8)) return Zip(content);
        return Text(content);
    }

    /// <summary>Whether opening it could run something, by its bytes or by what the name would make Windows do with it.</summary>
    public static bool IsDangerous(string detected, string name) =>
        detected is Program or "text/html" or "image/svg+xml" || ProgramNames.Contains(Path.GetExtension(name.TrimEnd('.', ' ')));

    /// <summary>Names stand in clear in a zip, before the packed bytes.</summary>
    private static string Zip(ReadOnlySpan<byte> content)
    {
        var head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, 64 * 1024)]);
        var tail = Encoding.Latin1.GetString(content[Math.Max(0, content.Length - 64 * 1024)..]);
        foreach (var (folder, type) in InZip)
            if (head.Contains(folder, StringComparison.Ordinal) || tail.Contains(folder, StringComparison.Ordinal)) return type;
        return "application/zip";
    }

    private static string Text(ReadOnlySpan<byte> content)
    {
        var head = content[..Math.Min(content.Length, 4096)];
        if (head.IsEmpty || head.Contains((byte)0)) return "";
        var start = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (Begins(start, "<svg") || (Begins(start, "<?xml") && start.Contains("<svg", StringComparison.OrdinalIgnoreCase))) return "image/svg+xml";
        if (Begins(start, "<!doctype html") || Begins(start, "<html") || Begins(start, "<script") || Begins(start, "<body")) return "text/html";
        return head.IndexOfAnyInRange((byte)1, (byte)8) < 0 ? "text/plain" : "";
    }

    private static bool Begins(string text, string with) => text.StartsWith(with, StringComparison.OrdinalIgnoreCase);
}
