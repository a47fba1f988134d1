using System.Text;

namespace Systemfel.MailFuzz;

/// <summary>What real mailers and gateways do to a mail, and after which everything must still be readable.</summary>
internal static class Reshape
{
    private static readonly string[] Charsets = ["x-okand", "", "\"utf-8\"", "UTF8", "unicode-1-1-utf-8", "iso-8859-1", "ks_c_5601-1987", "gb2312", "default", "windows-1252 ", "=?utf-8?Q?utf-8?="];

    public static void Once(Random random, Piece root)
    {
        var all = root.All().ToList();
        var piece = all[random.Next(all.Count)];
        var parts = all.Where(p => p.Boundary is not null).ToList();
        switch (random.Next(14))
        {
            case 0 when parts.Count > 0:
                Boundary(random, parts[random.Next(parts.Count)]);
                break;
            case 1 when parts.Count > 0:
                var many = parts[random.Next(parts.Count)];
                var at = random.Next(many.Children.Count);
                // Of several bodies in an alternative one is shown, and a report's third part is the returned original.
                if (many.Headers.Exists(h => h.Contains("alternative", StringComparison.Ordinal) || h.Contains("report", StringComparison.Ordinal))) break;
                many.Children.Insert(at, many.Children[at].Copy());
                break;
            case 2 when parts.Count > 0:
                Nest(random, parts[random.Next(parts.Count)]);
                break;
            case 3 when piece.IsHtml && !piece.Spoiled:
                Html(random, piece);
                break;
            case 4:
                Replace(piece, "charset=", Charsets[random.Next(Charsets.Length)]);
                break;
            case 5:
                Transfer(random, piece);
                break;
            case 6:
                piece.Headers.Insert(random.Next(piece.Headers.Count + 1), "X-Skräp-" + random.Next(10) + ": " + new string('x', random.Next(2000)) + "\n\t" + "åäö\u0000 =?utf-8?B?====?=");
                break;
            case 7:
                for (var i = 0; i < piece.Headers.Count; i++) piece.Headers[i] = Folded(random, piece.Headers[i]);
                break;
            case 8:
                for (var i = 0; i < piece.Headers.Count; i++) piece.Headers[i] = Cased(random, piece.Headers[i]);
                break;
            case 9:
                root.Headers.Insert(0, random.Next(3) switch { 0 => "From asa@x.example Sat Oct  3 14:02:00 2026", 1 => ">From x", _ => "\uFEFFX-A: b" });
                break;
            case 10:
                root.Headers.Add("Subject: =?utf-8?Q?=C3=?= =?utf-8?Q?=A5?= =?iso-8859-1?B?5eT2=?= =?x?Q?a?==?utf-8?X?b?= =?utf-8?Q?" + new string('=', random.Next(60)));
                break;
            case 11:
                root.Headers.Insert(random.Next(root.Headers.Count), "To: <<a@x.example>, \"b, c\" <d@x.example, e f@x.example;, (" + new string('(', random.Next(20)));
                break;
            case 12:
                root.Headers.Insert(random.Next(root.Headers.Count), "References: " + string.Concat(Enumerable.Range(0, random.Next(300)).Select(i => $"<{i}@x.example>\n ")) + "<z@x.example>");
                break;
            default:
                piece.Headers.RemoveAll(h => h.StartsWith("MIME-Version", StringComparison.Ordinal));
                break;
        }
    }

    private static void Boundary(Random random, Piece part)
    {
        switch (random.Next(6))
        {
            case 0:
                part.AfterBoundary = new string(random.Next(2) == 0 ? ' ' : '\t', random.Next(1, 20));
                break;
            case 1:
                part.Doubled = true;
                break;
            case 2:
                part.Unclosed = true;
                break;
            case 3:
                part.Preamble = "This is a multi-part message in MIME format.\0 -- \n--\n";
                break;
            case 4:
                Replace(part, "boundary=", part.Boundary!.Contains(';', StringComparison.Ordinal) ? "\"" + part.Boundary + "\"" : part.Boundary);
                break;
            default:
                part.Headers.RemoveAll(h => h.StartsWith("Content-Type: multipart/mixed", StringComparison.Ordinal) && part.Headers.Count == 1);
                if (part.Headers.Count == 0) part.Headers.Add("Content-Type: multipart/mixed; boundary=\"fel\"");
                break;
        }
    }

    private static void Nest(Random random, Piece part)
    {
        var at = random.Next(part.Children.Count);
        var child = part.Children[at];
        if (part.Headers.Exists(h => h.Contains("report", StringComparison.Ordinal))) return;
        part.Children[at] = Trees.Multipart(random, "mixed", [child]);
    }

    private static void Html(Random random, Piece piece)
    {
        var times = random.Next(1, 60);
        var (open, close) = random.Next(5) switch
        {
            0 => ("<div>", "</div>"),
            1 => ("<table><tr><td>", "</td></tr></table>"),
            2 => ("<blockquote type=cite>", "</blockquote>"),
            3 => ("<span style='mso-x:y'>", ""),
            _ => ("<b><i>", "</b></i>"),
        };
        var html = string.Concat(Enumerable.Repeat(open, times)) + "<p>" + Encoding.ASCII.GetString(piece.Witness) + " &nbsp;&#0;&#x110000;&amp&lt</p>" + string.Concat(Enumerable.Repeat(close, times));
        piece.TransferEncoding = "7bit";
        piece.Body = Encoding.ASCII.GetBytes(html);
    }

    private static void Transfer(Random random, Piece piece)
    {
        if (!piece.IsLeaf) return;
        var text = Encoding.Latin1.GetString(piece.Body);
        switch (piece.TransferEncoding)
        {
            case "base64":
                text = random.Next(4) switch
                {
                    0 => text.Replace("\n", "", StringComparison.Ordinal),
                    1 => text.TrimEnd('='),
                    2 => string.Join("!\n*", text.Split('\n')),
                    _ => string.Join("\n\n \t", text.Chunk(5).Select(c => new string(c))),
                };
                piece.Body = Encoding.Latin1.GetBytes(text);
                piece.TransferEncoding = random.Next(3) == 0 ? "BASE64 (x)" : "base64";
                break;
            case "quoted-printable":
                piece.Body = Encoding.Latin1.GetBytes(text.Replace("=\n", random.Next(2) == 0 ? "=  \n" : "", StringComparison.Ordinal) + "=ZZ =\n=");
                piece.TransferEncoding = random.Next(3) == 0 ? "\"Quoted-Printable\"" : "quoted-printable";
                break;
            case "8bit":
                piece.TransferEncoding = random.Next(2) == 0 ? "x-hittepa" : "";
                break;
        }
    }

    // The value up to the next parameter is replaced.
    private static void Replace(Piece piece, string parameter, string value)
    {
        for (var i = 0; i < piece.Headers.Count; i++)
        {
            var header = piece.Headers[i];
            var at = header.IndexOf(parameter, StringComparison.Ordinal);
            if (!header.StartsWith("Content-Type", StringComparison.Ordinal) || at < 0) continue;
            at += parameter.Length;
            var quoted = at < header.Length && header[at] == '"' && header.IndexOf('"', at + 1) > 0;
            var end = quoted ? header.IndexOf('"', at + 1) + 1 : header.IndexOf(';', at);
            piece.Headers[i] = header[..at] + value + (end < 0 ? "" : header[end..]);
        }
    }

    private static string Folded(Random random, string header) =>
        header.Contains('\n', StringComparison.Ordinal) || header.StartsWith("From ", StringComparison.Ordinal) || header.StartsWith(">From ", StringComparison.Ordinal)
            ? header
            : header.Replace("; ", random.Next(2) == 0 ? ";\n\t" : " ;\n     ", StringComparison.Ordinal);

    private static string Cased(Random random, string header)
    {
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return header;
        var name = header[..colon];
        return (random.Next(2) == 0 ? name.ToUpperInvariant() : name.ToLowerInvariant()) + (random.Next(3) == 0 ? " :" : ":") + header[(colon + 1)..].TrimStart();
    }
}
