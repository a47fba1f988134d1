using System.Text;

namespace Systemfel.Mail;

/// <summary>Bytes to text when the declared charset may be missing, unknown or wrong: declared, then UTF-8, then windows-1252.</summary>
internal static class Charsets
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows1252;

    static Charsets()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Windows1252 = Encoding.GetEncoding(1252);
    }

    /// <summary>Decodes and reports through <paramref name="problem"/> when the label could not be followed. Never throws.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? declared, Action<string>? problem = null)
    {
        var name = Normalise(declared);
        if (bytes.StartsWith("\uFEFF"u8))
            return Encoding.UTF8.GetString(bytes[3..]);
        if (name is "utf-7" or "unicode-1-1-utf-7" or "x-unicode-2-0-utf-7")
            return Utf7.Decode(bytes);
        if (name.Length == 0)
            return Guess(bytes, out _);
        if (name == "utf-8")
            return DecodeUtf8(bytes, problem);

        var encoding = Find(name);
        if (encoding is not null && IsWide(encoding) && bytes.IndexOf((byte)0) < 0)
            encoding = null; // labelled 'unicode' by old mailers, but plain bytes
        if (encoding is null)
        {
            var text = Guess(bytes, out var used);
            problem?.Invoke($"unknown charset {Printable(name)}, read as {used}");
            return text;
        }

        if (IsLatin(encoding) && TryStrictUtf8(bytes, out var utf8) && utf8.Length != bytes.Length)
        {
            problem?.Invoke($"declared {Printable(name)} but the bytes are utf-8");
            return utf8;
        }

        return encoding.GetString(bytes);
    }

    /// <summary>For header bytes without a label: UTF-8 when valid, else windows-1252.</summary>
    public static string Guess(ReadOnlySpan<byte> bytes, out string used)
    {
        used = "utf-8";
        if (bytes.IndexOf("\u001b$"u8) >= 0 && bytes.IndexOfAnyInRange((byte)0x80, (byte)0xff) < 0 && Find("iso-2022-jp") is { } japanese)
        {
            used = "iso-2022-jp";
            return japanese.GetString(bytes);
        }

        if (TryStrictUtf8(bytes, out var text))
            return text;
        used = "windows-1252";
        return Windows1252.GetString(bytes);
    }

    private static string DecodeUtf8(ReadOnlySpan<byte> bytes, Action<string>? problem)
    {
        if (TryStrictUtf8(bytes, out var text))
            return text;
        // A few broken bytes in real UTF-8 (a cut text) stay UTF-8; otherwise the label is wrong.
        var lenient = Encoding.UTF8.GetString(bytes);
        var broken = lenient.AsSpan().Count('\uFFFD');
        var good = 0;
        foreach (var c in lenient)
            good += c > 0x7f && c != '\uFFFD' ? 1 : 0;
        if (good > broken)
        {
            problem?.Invoke("broken utf-8, some characters are lost");
            return lenient;
        }

        problem?.Invoke("declared utf-8 but the bytes are not, read as windows-1252");
        return Windows1252.GetString(bytes);
    }

    private static bool TryStrictUtf8(ReadOnlySpan<byte> bytes, out string text)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            text = StrictUtf8.GetString(bytes);
            return true;
        }

        text = "";
        return false;
    }

    private static bool IsLatin(Encoding encoding) =>
        encoding.CodePage is 1252 or 1250 or 1254 or 1257 or 28591 or 28592 or 28599 or 28605 or 20127 or 850 or 437;

    private static bool IsWide(Encoding encoding) => encoding.CodePage is 1200 or 1201 or 12000 or 12001;

    private static Encoding? Find(string name)
    {
        // HTML and every mail client read the two Latin-1 labels as windows-1252 (WHATWG Encoding).
        if (name is "iso-8859-1" or "us-ascii" or "ascii" or "latin1" or "l1" or "ansi_x3.4-1968")
            return Windows1252;
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static string Normalise(string? declared)
    {
        var name = (declared ?? "").Trim().Trim('"', '\'', ' ', ';').ToLowerInvariant();
        if (name.StartsWith("charset=", StringComparison.Ordinal))
            name = name["charset=".Length..].Trim('"', '\'');
        return name switch
        {
            "utf8" or "unicode-1-1-utf-8" or "utf-8-bom" or "utf8mb4" => "utf-8",
            "iso8859-1" or "iso-8859_1" or "iso_8859-1" or "iso-88591" or "8859-1" or "latin-1" => "iso-8859-1",
            "iso8859-15" or "iso_8859-15" or "latin-9" or "latin9" => "iso-8859-15",
            "cp1252" or "cp-1252" or "win-1252" or "ansi" or "windows1252" or "x-ansi" => "windows-1252",
            "cp850" or "cp-850" => "ibm850",
            "none" or "default" or "default_charset" or "_autodetect" => "",
            _ => name,
        };
    }

    private static string Printable(string name)
    {
        var kept = new string([.. name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':')]);
        return kept.Length > 40 ? kept[..40] : kept;
    }
}
