namespace Systemfel.Mail;

/// <summary>File names from mails, made harmless to show: no folders, no control or direction characters, not endless.</summary>
internal static class AttachmentName
{
    private const int Longest = 200;

    public static string? Clean(string? name)
    {
        if (name is null)
            return null;
        var cut = name.LastIndexOfAny(['/', '\\']);
        var kept = new string([.. name[(cut + 1)..].Where(IsHarmless)]).Trim().Trim('"');
        if (kept.Length > Longest)
        {
            var dot = kept.LastIndexOf('.');
            var extension = dot > 0 && kept.Length - dot <= 12 ? kept[dot..] : "";
            kept = kept[..(Longest - extension.Length)] + extension;
        }

        return kept.Length == 0 || kept is "." or ".." ? null : kept;
    }

    /// <summary>A name for a part that has none, from its place and type, as <c>bilaga-2.pdf</c>.</summary>
    public static string Make(int number, string mimeType) => $"bilaga-{number}{mimeType switch
    {
        "application/pdf" => ".pdf",
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "image/gif" => ".gif",
        "text/plain" => ".txt",
        "text/html" => ".html",
        "text/csv" => ".csv",
        "message/rfc822" => ".eml",
        "application/zip" => ".zip",
        "application/ms-tnef" => ".dat",
        "application/msword" => ".doc",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => ".docx",
        "application/pkcs7-mime" or "application/x-pkcs7-mime" => ".p7m",
        "application/pkcs7-signature" or "application/x-pkcs7-signature" => ".p7s",
        _ => ".bin",
    }}";

    // Direction overrides can make 'exe.fdp' look like 'pdf.exe' turned round.
    internal static bool IsHarmless(char c) =>
        !char.IsControl(c) && c is not ((>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f' or '\ufeff');
}
