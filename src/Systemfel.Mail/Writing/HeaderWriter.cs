using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>Writes header lines: folded at 76 characters, other than ASCII as encoded words (RFC 2047), control characters refused.</summary>
internal sealed partial class HeaderWriter(StringBuilder output)
{
    private const int LineLength = 76;
    private const int LongestHeader = 4000;

    /// <summary>A header of free text.</summary>
    public void Text(string name, string value)
    {
        Refuse(value, name);
        if (!IsPlain(value))
            value = Encode(value, name.Length + 2);
        Fold(name, value);
    }

    /// <summary>A header of ASCII tokens that may not be encoded, separated by blanks where it may be folded.</summary>
    public void Structured(string name, string value)
    {
        Refuse(value, name);
        if (!Ascii.IsValid(value))
            throw new ArgumentException($"{name} may hold ASCII only.");
        Fold(name, value);
    }

    /// <summary>A header of addresses.</summary>
    public void Addresses(string name, IEnumerable<MailboxAddress> addresses) =>
        Fold(name, string.Join(", ", addresses.Select(a => Address(a, name))));

    /// <summary>One address; a display name is quoted or encoded.</summary>
    public static string Address(MailboxAddress address, string header)
    {
        var spec = $"<{MailAddressCheck.Valid(address.Address)}>";
        if (string.IsNullOrWhiteSpace(address.Name))
            return spec[1..^1];
        Refuse(address.Name, header);
        var name = address.Name.Trim();
        if (!IsPlain(name))
            return Encode(name, header.Length + 2) + " " + spec;
        return AtomText().IsMatch(name) ? $"{name} {spec}" : $"\"{name.Replace("\\", "\\\\").Replace("\"", "\\\"")}\" {spec}";
    }

    /// <summary>Throws when a value holds a control character: nobody may start a new header line inside one.</summary>
    public static void Refuse(string value, string what)
    {
        if (value.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'))
            throw new ArgumentException($"{what} holds a control character.");
        if (value.Length > LongestHeader)
            throw new ArgumentException($"{what} is longer than {LongestHeader} characters.");
    }

    private static bool IsPlain(string value) =>
        Ascii.IsValid(value) && !value.Contains("=?", StringComparison.Ordinal) && value.Split(' ').All(word => word.Length < 70)
        && !value.StartsWith(' ') && !value.EndsWith(' ');

    // Base64 words of at most 75 characters, cut between characters, so that no reader sees half of one.
    private static string Encode(string value, int used)
    {
        var words = new List<string>();
        var chunk = new StringBuilder();
        var bytes = 0;
        var room = Math.Max(12, ((LineLength - used - 12) / 4 * 3) - 2);
        var elements = StringInfo.GetTextElementEnumerator(value);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            var size = Encoding.UTF8.GetByteCount(element);
            if (bytes > 0 && bytes + size > room)
            {
                words.Add(Word(chunk));
                chunk.Clear();
                bytes = 0;
                room = 42;
            }

            chunk.Append(element);
            bytes += size;
        }

        words.Add(Word(chunk));
        return string.Join(' ', words);
    }

    private static string Word(StringBuilder chunk) => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(chunk.ToString()))}?=";

    private void Fold(string name, string value)
    {
        output.Append(name).Append(':');
        var column = name.Length + 1;
        foreach (var word in value.Split(' '))
        {
            if (column + 1 + word.Length > LineLength && column > name.Length + 1)
            {
                output.Append("\r\n");
                column = 0;
            }

            output.Append(' ').Append(word);
            column += 1 + word.Length;
        }

        output.Append("\r\n");
    }

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+$", RegexOptions.NonBacktracking)]
    private static partial Regex AtomText();
}
