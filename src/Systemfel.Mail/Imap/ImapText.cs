using System.Globalization;
using System.Text;

namespace Systemfel.Mail;

/// <summary>Strings and folder names as IMAP writes them (RFC 3501 4.3, 5.1.3).</summary>
internal static class ImapText
{
    /// <summary>A quoted string, or null when the text can only go as a literal.</summary>
    public static string? Quote(string text)
    {
        if (text.Any(c => c is < ' ' or > '~') || text.Length > 200)
            return null;
        return $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
    }

    /// <summary>A folder name in modified UTF-7.</summary>
    public static string Folder(string name)
    {
        if (name.Length == 0 || name.Any(char.IsControl))
            throw new ArgumentException("A folder name is empty or holds a control character.", nameof(name));
        var output = new StringBuilder();
        var run = new StringBuilder();
        foreach (var c in name)
        {
            if (c is >= ' ' and <= '~')
            {
                Flush(run, output);
                output.Append(c == '&' ? "&-" : c.ToString());
            }
            else
            {
                run.Append(c);
            }
        }

        Flush(run, output);
        return output.ToString();
    }

    /// <summary>UIDs as a set, neighbours as ranges: 1:3,7.</summary>
    public static string Set(IEnumerable<uint> uids)
    {
        var output = new StringBuilder();
        uint? first = null, last = null;
        foreach (var uid in uids.Distinct().Order())
        {
            if (last is { } l && uid == l + 1)
            {
                last = uid;
                continue;
            }

            Range(first, last, output);
            first = last = uid;
        }

        Range(first, last, output);
        return output.ToString();
    }

    private static void Range(uint? first, uint? last, StringBuilder output)
    {
        if (first is null)
            return;
        output.Append(output.Length > 0 ? "," : "").Append(CultureInfo.InvariantCulture, $"{first}");
        if (last != first)
            output.Append(CultureInfo.InvariantCulture, $":{last}");
    }

    private static void Flush(StringBuilder run, StringBuilder output)
    {
        if (run.Length == 0)
            return;
        output.Append('&').Append(Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(run.ToString())).TrimEnd('=').Replace('/', ',')).Append('-');
        run.Clear();
    }
}
