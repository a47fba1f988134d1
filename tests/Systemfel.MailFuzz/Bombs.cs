using System.Text;

namespace Systemfel.MailFuzz;

/// <summary>Mails made to cost the reader more than they cost their sender. Each is at most a few tens of megabytes.</summary>
internal static class Bombs
{
    private const string Head = "From: a@x.example\r\nSubject: SV: Systemfel\r\n";

    public static IReadOnlyDictionary<string, Func<byte[]>> All { get; } = new Dictionary<string, Func<byte[]>>
    {
        ["multiparts-nested"] = () => Bytes(Head + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n"))),
        ["multiparts-nested-same-boundary"] = () => Bytes(Head + Many("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", 300_000)),
        ["messages-nested"] = () => Bytes(Head + Many("Content-Type: message/rfc822\r\n\r\nFrom: a@x.example\r\n", 300_000)),
        ["messages-nested-base64"] = NestedBase64,
        ["parts-half-a-million"] = () => Bytes(Head + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + Many("--b\r\n\r\nx\r\n", 500_000)),
        ["boundary-nearly"] = () => Bytes(Head + "Content-Type: multipart/mixed; boundary=" + new string('-', 60) + "\r\n\r\n" + new string('-', 20_000_000)),
        ["boundary-lines-without-parts"] = () => Bytes(Head + "Content-Type: multipart/mixed; boundary=fel\r\n\r\n" + Many("--b\r\n", 4_000_000)),
        ["base64-thirty-megabytes"] = () => Bytes(Head + "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Many("QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\r\n", 800_000)),
        ["base64-html"] = () => Bytes(Head + "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Convert.ToBase64String(Encoding.ASCII.GetBytes(Many("<div><p>x", 2_000_000)))),
        ["quoted-printable-soft-breaks"] = () => Bytes(Head + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + Many("=\r\n", 8_000_000)),
        ["quoted-printable-blanks"] = () => Bytes(Head + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + Many("=" + new string(' ', 5000), 4000)),
        ["headers-flood"] = () => Bytes(Head + Many("X-A: b\r\n", 3_000_000) + "\r\nx"),
        ["headers-garbage"] = () => Bytes(Head + Many("skräp\r\n", 3_000_000) + "\r\nx"),
        ["header-folded-forever"] = () => Bytes(Head + "X-A: b\r\n" + Many(" x\r\n", 5_000_000) + "\r\nx"),
        ["recipients-100000"] = () => Bytes(Head + "To: " + string.Join(",\r\n ", Enumerable.Range(0, 100_000).Select(i => $"\"Namn, {i}\" <a{i}@x.example>")) + "\r\n\r\nx"),
        ["recipients-parentheses"] = () => Bytes(Head + "To: " + Many("(<\"", 80_000) + "\r\n\r\nx"),
        ["rfc2231-100000-segments"] = () => Bytes(Head + "Content-Type: application/pdf;\r\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $" name*{i}*=%41;\r\n")) + "\r\nx"),
        ["encoded-words"] = () => Bytes(Head + "Subject: " + Many("=?utf-8?Q?=C3?= =?utf-8?B?pQ?= ", 8_000) + "\r\nX-B: " + Many("=?a?Q?", 40_000) + "\r\n\r\nx"),
        ["references-flood"] = () => Bytes(Head + Many("References: " + Many("<a@b> ", 150) + "\r\n", 200) + "\r\nx"),
        ["html-nested"] = () => Bytes(Head + "Content-Type: text/html\r\n\r\n" + Many("<div>", 400_000)),
        ["html-formatting"] = () => Bytes(Head + "Content-Type: text/html\r\n\r\n" + Many("<b><i><font color=a><p>", 90_000)),
        ["html-tables"] = () => Bytes(Head + "Content-Type: text/html\r\n\r\n" + Many("<table><tr><td>", 130_000)),
        ["html-attributes"] = () => Bytes(Head + "Content-Type: text/html\r\n\r\n<p " + string.Concat(Enumerable.Range(0, 200_000).Select(i => $"a{i}=b ")) + ">x"),
        ["html-styles"] = () => Bytes(Head + "Content-Type: text/html\r\n\r\n" + Many("<style>" + Many(".a{display:none}/*@{{", 4_000) + "</style>", 20) + Many("<p class='a b c'>x", 20_000)),
        ["html-entities"] = () => Bytes(Head + "Content-Type: text/html\r\n\r\n" + Many("&amp", 500_000) + Many("&CounterClockwiseContourIntegra", 30_000)),
        ["html-quotes-and-blanks"] = () => Bytes(Head + "Content-Type: text/html\r\n\r\n" + Many("<blockquote></blockquote><p>", 70_000)),
        ["winmail-lying-lengths"] = () => Winmail([.. Many(() => [2, .. BitConverter.GetBytes(0x9005), .. BitConverter.GetBytes(0x7fffffff), 0xff, 0xff, 0xff, 0x7f], 300_000)]),
        ["winmail-many-properties"] = () => Winmail([.. WinmailBytes.Attribute(1, 0x9003, [0xff, 0xff, 0xff, 0x7f, .. Many(() => [0x1f, 0x10, 0, 0x10, 0x10, 0x27, 0, 0, 0, 0, 0, 0], 400_000)])]),
        ["uuencode-begins"] = () => Bytes(Head + "\r\n" + Many("begin 644 a\r\n", 1_000_000)),
        ["uuencode-files"] = () => Bytes(Head + "\r\n" + Many("begin 644 a\r\n#0V%T\r\nend\r\n", 600_000)),
        ["flowed"] = () => Bytes(Head + "Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\n" + Many(">>> x \r\n", 2_000_000)),
        ["quote-marks"] = () => Bytes(Head + "\r\n" + Many("> ", 8_000_000) + "x"),
        ["quote-introductions"] = () => Bytes(Head + "\r\n" + Many("Den 9 apr. 2026 skrev PO:\r\nFrån: a\r\n-----\r\n", 300_000)),
        ["item-labels"] = () => Bytes(Head + "\r\n" + Many("1) a 2) b Punkt 3: ", 800_000)),
        ["bounce-addresses"] = () => Bytes("From: MAILER-DAEMON@x.example\r\nSubject: failure notice\r\n\r\n" + string.Concat(Enumerable.Range(0, 400_000).Select(i => $"a{i}@y.example ")) + "550"),
        ["status-groups"] = () => Bytes(Head + "Content-Type: message/delivery-status\r\n\r\n" + Many("Final-Recipient: rfc822; a@y.example\r\nAction: failed\r\n\r\n", 300_000)),
        ["signatures"] = () => Bytes(Head + "\r\n" + Many("Mvh\r\nÅsa\r\n-- \r\n", 800_000)),
        ["receipt-words"] = () => Bytes(Head + "\r\n" + Many("har fått dnr vi har tagit ", 600_000)),
        ["carriage-returns"] = () => Bytes(Head.Replace("\n", "", StringComparison.Ordinal) + "\r" + Many("x\r", 8_000_000)),
        ["nul-bytes"] = () => Bytes(Head + "\r\n" + new string('\0', 20_000_000)),
    };

    private static byte[] NestedBase64()
    {
        var mail = Bytes(Head + "\r\nx");
        for (var i = 0; i < 25; i++)
            mail = Bytes(Head + "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Convert.ToBase64String(i == 0 ? Bytes(Head + "\r\n" + new string('x', 10_000)) : mail));
        return mail;
    }

    private static byte[] Winmail(byte[] attributes) =>
        Bytes(Head + "Content-Type: application/ms-tnef; name=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Convert.ToBase64String([0x78, 0x9f, 0x3e, 0x22, 1, 0, .. attributes]));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Many(string piece, int times) => new StringBuilder(piece.Length * times).Insert(0, piece, times).ToString();

    private static IEnumerable<byte> Many(Func<byte[]> piece, int times) => Enumerable.Repeat(piece(), times).SelectMany(p => p);
}
