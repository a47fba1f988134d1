using System.Text;

namespace Systemfel.MailFuzz;

/// <summary>Damage: to one part, whose witness is then waived and no other's; or to the bytes, where only what lies before it is asked for.</summary>
internal static class Damage
{
    public static void ToPart(Random random, Piece root)
    {
        var leaves = root.All().Where(p => p.IsLeaf).ToList();
        var leaf = leaves[random.Next(leaves.Count)];
        leaf.Spoiled = true;
        switch (random.Next(9))
        {
            case 0:
                leaf.Body = leaf.Body[..random.Next(leaf.Body.Length)];
                break;
            case 1:
                leaf.Body = [.. leaf.Body.Select(b => random.Next(20) == 0 ? Byte(random) : b)];
                break;
            case 2:
                leaf.TransferEncoding = new[] { "base64", "quoted-printable", "x-uuencode", "7bit", "\"", "base64;base64" }[random.Next(6)];
                break;
            case 3:
                leaf.Headers[^1] += "; charset=" + new[] { "utf-16", "utf-7", "ibm037", "utf-32", "iso-2022-jp", "hz-gb-2312", "x-user-defined" }[random.Next(7)];
                break;
            case 4:
                leaf.Body = [.. leaf.Body, .. Encoding.Latin1.GetBytes(new string((char)random.Next(33, 255), random.Next(100_000)))];
                break;
            case 5:
                leaf.Headers[^1] = "Content-Type: " + new[] { "message/rfc822", "multipart/mixed", "text/html", "application/ms-tnef", "message/delivery-status", "text/calendar", "application/pkcs7-mime", "multipart/signed", "//", "text/plain; charset*0*=x''%; name*9999*=a; ;;=;" }[random.Next(10)];
                break;
            case 6:
                var winmail = WinmailBytes.Make(random);
                for (var i = random.Next(1, 10); i > 0; i--) winmail[random.Next(winmail.Length)] = (byte)random.Next(256);
                leaf.TransferEncoding = "base64";
                leaf.Headers[^1] = "Content-Type: application/ms-tnef; name=winmail.dat";
                leaf.Body = Encoding.ASCII.GetBytes(Convert.ToBase64String(winmail));
                break;
            case 7:
                leaf.TransferEncoding = "";
                leaf.Headers[^1] = "Content-Type: text/html";
                leaf.Body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(400)).Select(_ => Tags[random.Next(Tags.Length)])));
                break;
            default:
                leaf.Headers[^1] += ";\n name*0*=utf-8''a%C3; name*2*=%ZZ; name*1*=%A5; filename=\"" + new string('\\', random.Next(20));
                break;
        }
    }

    private static readonly string[] Tags =
        ["<div>", "</div>", "<table>", "<td>", "</table>", "<b>", "</i>", "<a href=x>", "<!--", "-->", "<![CDATA[", "]]>", "<style>.x{display:none}", "</style>", "<div class=x>", "<svg>", "<math>", "<select>", "<template>", "</p>", "<form>", "&#xD800;", "&", "<", "\0", "<ol start=999999999999>", "<li>", "<pre>", "\n", "text ", "</blockquote>", "<blockquote type=cite>", "<plaintext>", "<frameset>"];

    /// <summary>Bytes changed after writing. Parts that the change may touch are marked.</summary>
    public static byte[] ToBytes(Random random, byte[] mail, Piece root)
    {
        var bytes = mail.ToList();
        var earliest = bytes.Count;
        for (var n = random.Next(1, 5); n > 0 && bytes.Count > 2; n--)
        {
            // At a line that looks like a boundary or a header, or anywhere.
            var at = random.Next(bytes.Count - 1);
            if (random.Next(2) == 0) at = Math.Min(bytes.Count - 1, bytes.IndexOf((byte)'\n', at) + 1);
            var length = Math.Min(random.Next(1, 80), bytes.Count - at);
            earliest = Math.Min(earliest, at);
            switch (random.Next(8))
            {
                case 0:
                    bytes[at] = Byte(random);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length));
                    break;
                case 3:
                    bytes.InsertRange(at, Enumerable.Repeat("\r\n\0=?\"<>;:-%(,"u8[random.Next(14)], random.Next(1, 200)));
                    break;
                case 4 or 5:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 6:
                    var end = bytes.IndexOf((byte)'\n', at);
                    if (end > at) bytes.RemoveRange(at, end - at + 1);
                    break;
                default:
                    bytes.InsertRange(at, "\r\n\r\n--\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"u8.ToArray());
                    break;
            }
        }

        // Which line ends an old Macintosh mail has is told by their number: an LF put in anywhere can turn all of it.
        if (!mail.Contains((byte)'\n') && bytes.Contains((byte)'\n')) earliest = 0;
        foreach (var piece in root.All().Where(p => p.IsLeaf && p.Place.End >= earliest)) piece.Spoiled = true;

        return [.. bytes];
    }

    private static byte Byte(Random random) => random.Next(3) switch { 0 => (byte)random.Next(256), 1 => "\r\n\0=-<>&;:"u8[random.Next(10)], _ => (byte)random.Next(128, 256) };
}
