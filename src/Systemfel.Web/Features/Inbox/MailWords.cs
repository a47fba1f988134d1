using Systemfel.Data.Mail;
using Systemfel.Workflows.Attachments;

namespace Systemfel.Web.Features.Inbox;

/// <summary>What a mail is, in words.</summary>
public static class MailWords
{
    public static string Kind(string kind) => kind switch
    {
        "reply" => "Svar",
        "auto-reply" => "Automatiskt svar",
        "bounce" => "Kom inte fram",
        "delivery-report" => "Leveransrapport",
        "read-receipt" => "Läskvitto",
        "calendar" => "Kalender",
        "unreadable" => "Går inte att läsa",
        "" => "Inte läst än",
        _ => "Annat",
    };

    public static string Swedish(this MailState state) => state switch
    {
        MailState.Stored => "Inte läst än",
        MailState.Filed => "Hos brevet",
        MailState.Unsorted => "Osorterat",
        MailState.NotForUs => "Inte för oss",
        _ => "I karantän",
    };

    /// <summary>What a file is by its bytes.</summary>
    public static string FileKind(string detected, string name) => AttachmentTypes.IsDangerous(detected, name) ? "Program eller skript" : detected switch
    {
        "application/pdf" => "PDF",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" or "application/vnd.oasis.opendocument.text" or "application/rtf" => "Textdokument",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" or "application/vnd.oasis.opendocument.spreadsheet" => "Kalkylblad",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation" => "Presentation",
        "application/x-ole-storage" => "Äldre Officedokument",
        "text/calendar" => "Kalender",
        "text/plain" or "text/vcard" => "Text",
        "application/zip" or "application/gzip" or "application/x-7z-compressed" or "application/vnd.rar" => "Packad fil",
        _ when detected.StartsWith("image/", StringComparison.Ordinal) => "Bild",
        _ => "Okänd filtyp",
    };

    public static string Scan(AttachmentScan scan) => scan switch
    {
        AttachmentScan.Clean => "virusgranskad, inget funnet",
        AttachmentScan.Infected => "innehåller skadlig kod",
        _ => "ej virusgranskad",
    };

    public static string Size(long bytes) => bytes < 10_000 ? $"{Math.Max(1, bytes / 1000)} kB" : bytes < 1_000_000 ? $"{bytes / 1000} kB" : $"{bytes / 1_000_000.0:0.0} MB";
}
