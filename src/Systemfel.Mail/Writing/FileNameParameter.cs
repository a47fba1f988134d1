using System.Globalization;
using System.Text;

namespace Systemfel.Mail;

/// <summary>The filename parameter: quoted ASCII, or RFC 2231 in UTF-8, continued over lines when long.</summary>
internal static class FileNameParameter
{
    private const int PieceLength = 55;

    public static void Write(string name, StringBuilder output)
    {
        if (Ascii.IsValid(name) && name.Length <= PieceLength)
        {
            output.Append(";\r\n filename=\"").Append(name.Replace("\"", "'")).Append('"');
            return;
        }

        var pieces = new List<string>();
        var piece = new StringBuilder("utf-8''");
        foreach (var rune in name.EnumerateRunes())
        {
            var encoded = Percent(rune);
            if (piece.Length + encoded.Length > PieceLength)
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }

            piece.Append(encoded);
        }

        pieces.Add(piece.ToString());
        for (var i = 0; i < pieces.Count; i++)
        {
            output.Append(";\r\n filename").Append(pieces.Count == 1 ? "*=" : string.Create(CultureInfo.InvariantCulture, $"*{i}*=")).Append(pieces[i]);
        }
    }

    private static string Percent(Rune rune)
    {
        if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '.' or '-' or '_'))
            return rune.ToString();
        Span<byte> bytes = stackalloc byte[4];
        var output = "";
        foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
            output += "%" + b.ToString("X2", CultureInfo.InvariantCulture);
        return output;
    }
}
