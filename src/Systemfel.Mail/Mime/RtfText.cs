using System.Text;

namespace Systemfel.Mail;

/// <summary>The text of RTF (also RTF made from HTML, MS-OXRTFEX): paragraphs, tabs and characters; fonts, pictures and fields' codes left out.</summary>
internal sealed class RtfText
{
    private static readonly HashSet<string> Skipped = ["fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "fldinst", "listtable", "generator", "htmltag", "mhtmltag"];

    private readonly StringBuilder _output = new();
    private readonly List<byte> _bytes = [];
    private readonly Stack<(bool Skip, int Unicode)> _groups = new();
    private string _charset = "windows-1252";
    private bool _skip;
    private int _fallbackLength = 1;
    private int _fallbackLeft;

    public static string From(ReadOnlySpan<byte> rtf)
    {
        var reader = new RtfText();
        reader.Read(rtf);
        return reader._output.ToString().Trim();
    }

    private void Read(ReadOnlySpan<byte> rtf)
    {
        for (var i = 0; i < rtf.Length; i++)
        {
            switch (rtf[i])
            {
                case (byte)'{':
                    Flush();
                    _groups.Push((_skip, _fallbackLength));
                    break;
                case (byte)'}':
                    Flush();
                    if (_groups.TryPop(out var outer))
                        (_skip, _fallbackLength) = outer;
                    break;
                case (byte)'\\':
                    i = Control(rtf, i + 1);
                    break;
                case (byte)'\r' or (byte)'\n' or 0:
                    break;
                default:
                    Byte(rtf[i]);
                    break;
            }
        }

        Flush();
    }

    // Returns the place of the last byte used.
    private int Control(ReadOnlySpan<byte> rtf, int i)
    {
        if (i >= rtf.Length)
            return i;
        if (!char.IsAsciiLetter((char)rtf[i]))
            return Symbol(rtf, i);
        var start = i;
        while (i < rtf.Length && i - start < 32 && char.IsAsciiLetter((char)rtf[i]))
            i++;
        var word = Encoding.ASCII.GetString(rtf[start..i]);
        var digits = i;
        if (i < rtf.Length && rtf[i] == '-')
            i++;
        while (i < rtf.Length && i - digits < 9 && char.IsAsciiDigit((char)rtf[i]))
            i++;
        _ = int.TryParse(rtf[digits..i], out var number);
        Word(word, number, i > digits);
        return i < rtf.Length && rtf[i] == ' ' ? i : i - 1;
    }

    private int Symbol(ReadOnlySpan<byte> rtf, int i)
    {
        switch (rtf[i])
        {
            case (byte)'\'' when i + 2 < rtf.Length && TransferDecoding.Hex(rtf[i + 1]) is >= 0 and var high && TransferDecoding.Hex(rtf[i + 2]) is >= 0 and var low:
                Byte((byte)((high << 4) | low));
                return i + 2;
            case (byte)'*':
                _skip = true;
                break;
            case (byte)'~':
                Byte((byte)' ');
                break;
            case (byte)'{' or (byte)'}' or (byte)'\\':
                Byte(rtf[i]);
                break;
        }

        return i;
    }

    private void Word(string word, int number, bool numbered)
    {
        switch (word)
        {
            case "par" or "line" or "row" or "sect" or "page":
                Character('\n');
                break;
            case "tab" or "cell":
                Character('\t');
                break;
            case "ansicpg":
                _charset = Tnef.Label(number);
                break;
            case "uc":
                _fallbackLength = Math.Clamp(number, 0, 8);
                break;
            case "u" when numbered:
                Character((char)(ushort)number);
                _fallbackLeft = _fallbackLength;
                break;
            default:
                _skip |= Skipped.Contains(word);
                break;
        }
    }

    private void Byte(byte b)
    {
        // What stands in for a character of \u, for readers that do not know it.
        if (_fallbackLeft > 0)
            _fallbackLeft--;
        else if (!_skip)
            _bytes.Add(b);
    }

    private void Character(char c)
    {
        Flush();
        if (!_skip)
            _output.Append(c);
    }

    private void Flush()
    {
        if (_bytes.Count == 0)
            return;
        _output.Append(Charsets.Decode(_bytes.ToArray(), _charset));
        _bytes.Clear();
    }
}
