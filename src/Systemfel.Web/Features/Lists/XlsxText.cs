using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Systemfel.Web.Features.Lists;

/// <summary>Values as a workbook keeps them.</summary>
internal static partial class XlsxText
{
    /// <summary>What a cell holds at most, in UTF-16 code units.</summary>
    internal const int Longest = 32_767;

    internal const string Cut = " … [avkortat: en cell i Excel rymmer inte mer, hela texten finns i CSV]";

    /// <summary>
    /// The text, without what XML cannot hold. '_x0041_' is read as 'A' in a cell (ECMA-376 ST_Xstring): its first character is
    /// written so, and the rest stays as it was typed.
    /// </summary>
    public static string Of(string text)
    {
        var clean = new StringBuilder(Math.Min(text.Length, Longest));
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i])) clean.Append(text[i]);
            else if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) clean.Append(text[i]).Append(text[++i]);
        }
        var escaped = Escape().Replace(clean.ToString(), "_x005F_");
        if (escaped.Length <= Longest) return escaped;
        var end = Longest - Cut.Length;
        return (char.IsHighSurrogate(escaped[end - 1]) ? escaped[..(end - 1)] : escaped[..end]) + Cut;
    }

    /// <summary>Days since 30 December 1899, which a spreadsheet counts from; null before March 1900, where its calendar is wrong.</summary>
    public static string? Serial(DateTime at) =>
        at < new DateTime(1900, 3, 1) ? null : (at - new DateTime(1899, 12, 30)).TotalDays.ToString("0.##########", CultureInfo.InvariantCulture);

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
