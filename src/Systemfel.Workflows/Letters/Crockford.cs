using System.Security.Cryptography;

namespace Systemfel.Workflows.Letters;

/// <summary>Crockford's base32: survives lower-casing and reading aloud, and leaves out I, L, O and U.</summary>
internal static class Crockford
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>128 bits as 26 characters; the last holds three bits and two zeros.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[(bytes.Length * 8 + 4) / 5];
        int buffer = 0, bits = 0, at = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            bits += 8;
            while (bits >= 5) text[at++] = Alphabet[(buffer >> (bits -= 5)) & 31];
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) text[at] = Alphabet[(buffer << (5 - bits)) & 31];
        return new string(text);
    }

    public static bool IsWord(string text) => text.All(c => Alphabet.Contains(c, StringComparison.Ordinal));

    public static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);
}
