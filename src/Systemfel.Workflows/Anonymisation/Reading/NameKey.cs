using System.Globalization;
using System.Text;

namespace Systemfel.Workflows.Anonymisation;

/// <summary>Names as they are compared: lower case, accents other than å, ä, ö taken away.</summary>
internal static class NameKey
{
    public static string Of(ReadOnlySpan<char> name)
    {
        var plain = true;
        foreach (var c in name) plain &= c < 128 || c is 'å' or 'ä' or 'ö' or 'Å' or 'Ä' or 'Ö';
        if (plain) return name.ToString().ToLowerInvariant();
        var key = new StringBuilder(name.Length);
        foreach (var c in name) Add(key, char.ToLowerInvariant(c));
        return key.ToString();
    }

    private static void Add(StringBuilder key, char c)
    {
        switch (c)
        {
            case < '\u0080' or 'å' or 'ä' or 'ö': key.Append(c); break;
            case 'ø': key.Append('ö'); break;
            case 'æ': key.Append('ä'); break;
            case 'ł': key.Append('l'); break;
            case 'đ' or 'ð': key.Append('d'); break;
            case 'ı' or 'İ': key.Append('i'); break;
            case 'ß': key.Append("ss"); break;
            case >= '\ud800' and <= '\udfff': key.Append('\ufffd'); break;
            default:
                foreach (var part in c.ToString().Normalize(NormalizationForm.FormD))
                    if (CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark) key.Append(part);
                break;
        }
    }
}
