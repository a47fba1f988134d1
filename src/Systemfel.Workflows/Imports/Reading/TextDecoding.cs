using System.Text;

namespace Systemfel.Workflows.Imports.Reading;

/// <summary>Finds how a file of text is encoded: by its mark, else UTF-8 when every byte agrees, UTF-16 by its zeros, else windows-1252.</summary>
internal static class TextDecoding
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <returns>The text without its mark, the encoding's name, and whether it was guessed.</returns>
    /// <exception cref="ImportFileException">The bytes are no text, or of two encodings; the fault holds the row.</exception>
    public static (string Text, string Name, bool IsGuessed) Decode(byte[] content)
    {
        ReadOnlySpan<byte> bytes = content;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return (Strict(Utf8, bytes[3..]), "UTF-8", false);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return (Utf16(bytes[2..], bigEndian: false), "UTF-16", false);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return (Utf16(bytes[2..], bigEndian: true), "UTF-16", false);
        if (Zeros(bytes) is { } bigEndian) return (Utf16(bytes, bigEndian), "UTF-16", true);
        if (FirstControl(bytes) is { } control) throw Broken(FaultKind.BrokenEncoding, bytes, control);
        var end = ValidUtf8(bytes);
        if (end == bytes.Length) return (Utf8.GetString(bytes), "UTF-8", false);
        // Some letters are whole in UTF-8 and others are not: the file was put together from two.
        if (bytes[..end].IndexOfAnyInRange((byte)0xC3, (byte)0xF4) >= 0) throw Broken(FaultKind.MixedEncodings, bytes, end);
        if (bytes.IndexOfAny([(byte)0x81, (byte)0x8D, (byte)0x8F, (byte)0x90, (byte)0x9D]) is >= 0 and var undefined)
            throw Broken(FaultKind.BrokenEncoding, bytes, undefined);
        if (HasLetterOfUtf8(bytes[end..])) throw Broken(FaultKind.MixedEncodings, bytes, end);
        return (Windows.GetString(bytes), "windows-1252", true);
    }

    private static string Strict(UTF8Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        var end = ValidUtf8(bytes);
        if (end < bytes.Length) throw Broken(FaultKind.BrokenEncoding, bytes, end);
        if (FirstControl(bytes) is { } control) throw Broken(FaultKind.BrokenEncoding, bytes, control);
        return encoding.GetString(bytes);
    }

    private static string Utf16(ReadOnlySpan<byte> bytes, bool bigEndian)
    {
        var text = new UnicodeEncoding(bigEndian, false).GetString(bytes[..(bytes.Length & ~1)]);
        var at = FirstLoneSurrogate(text);
        if (at < 0) at = text.IndexOf('\0');
        if (at < 0 && bytes.Length % 2 == 1) at = text.Length;
        return at < 0 ? text : throw new ImportFileException(new ImportFault(FaultKind.BrokenEncoding, text.AsSpan(0, at).Count('\n') + 1));
    }

    /// <summary>How many bytes from the start are whole UTF-8.</summary>
    private static int ValidUtf8(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var used) != System.Buffers.OperationStatus.Done) return at;
            at += used;
        }
        return at;
    }

    /// <summary>Å, ä or ö as UTF-8 writes them; in windows-1252 the same bytes are a pair that no word holds.</summary>
    private static bool HasLetterOfUtf8(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i + 1 < bytes.Length; i++)
            if (bytes[i] == 0xC3 && bytes[i + 1] is (0xA5 or 0xA4 or 0xB6 or 0x85 or 0x84 or 0x96)) return true;
        return false;
    }

    private static int? FirstControl(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
            if (bytes[i] < 0x20 && bytes[i] is not (0x09 or 0x0A or 0x0D or 0x0C)) return i;
        return null;
    }

    private static int FirstLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else return i;
        }
        return -1;
    }

    /// <returns>Whether it is big endian, when nearly every other byte is zero; null when it is not UTF-16.</returns>
    private static bool? Zeros(ReadOnlySpan<byte> bytes)
    {
        var start = bytes[..Math.Min(bytes.Length, 4000)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < start.Length; i++)
            if (start[i] == 0) _ = i % 2 == 0 ? even++ : odd++;
        var most = start.Length / 2 * 0.7;
        return odd > most && even < odd / 10 + 1 ? false : even > most && odd < even / 10 + 1 ? true : null;
    }

    private static ImportFileException Broken(FaultKind kind, ReadOnlySpan<byte> bytes, int at) =>
        new(new ImportFault(kind, bytes[..at].Count((byte)'\n') + 1));
}
