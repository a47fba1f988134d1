using System.Text;

namespace Systemfel.MailFuzz;

/// <summary>The leaves that mails are made of, each with a word or bytes to find again.</summary>
internal static class Leaves
{
    static Leaves() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static readonly string[] Texts =
    [
        "Hej!\n\n{0}: vi ändrar rutinen i maj.\n\nMed vänlig hälsning\nÅsa Öst\nEnhetschef\n",
        "1) {0} ja, mallen är ändrad.\n2) Nej.\n\nDen 9 apr. 2026 skrev PO <po@po.example>:\n> 1. Brev utan besked (SF-2026-0042)\n> 2. Kötid\n",
        "{0}\n\nFrån: PO Norr\nSkickat: den 3 maj 2026 10:00\nTill: Åsa Öst\nÄmne: Systemfel att besvara\n\n--- Svara ovanför den här raden ---\n1. Brev\n",
        "> 1. Brev utan besked\n\n{0} det är rättat.\n\n> 2. Kötid\n\nInget svar.\n-- \nÅsa\n",
        "Er skrivelse har diarieförts med dnr KS 2026/00123.\n{0}\n",
        "Skickat från min iPhone\n{0}\n> 3 maj 2026 kl. 10:00 skrev PO:\n",
        "Text före\nbegin 644 svar.txt\n#0V%T\n`\nend\n{0} efter\n",
    ];

    private static readonly string[] Htmls =
    [
        "<html><head><style>p{{margin:0}}</style></head><body><p class=MsoNormal>{0}</p><p class=MsoNormal>R&auml;ksm&ouml;rg&aring;s</p></body></html>",
        "<div dir=\"ltr\">{0}<br>1. ja<ol><li>nej<li>kanske</ol><div class=\"gmail_quote\"><blockquote>frågan</blockquote></div></div>",
        "<body><table><tr><td>{0}<td>två</table><div id=\"divRplyFwdMsg\"><b>Från:</b> PO</div><!-- dold --></body>",
        "<p>{0}<script>x()</script><div style=\"display:none\">dolt</div><pre>a\n b</pre>&#229;&#x1F31E;&bogus;",
    ];

    private static readonly (string Name, Encoding Encoding)[] CharsetsUsed =
        [("utf-8", Encoding.UTF8), ("iso-8859-1", Encoding.Latin1), ("windows-1252", CodePagesEncodingProvider.Instance.GetEncoding(1252)!)];

    public static Piece Any(Random random, int number) => random.Next(8) switch
    {
        0 or 1 or 2 => Text(random, number),
        3 or 4 => Html(random, number),
        5 => File(random, number),
        6 => Calendar(number),
        _ => Winmail(random),
    };

    public static Piece Text(Random random, int number)
    {
        var flowed = random.Next(4) == 0 ? "; format=flowed" : "";
        return Encoded(random, "text/plain", flowed, Texts[random.Next(Texts.Length)], Word(number));
    }

    public static Piece Html(Random random, int number) => Encoded(random, "text/html", "", Htmls[random.Next(Htmls.Length)], Word(number));

    public static Piece File(Random random, int number)
    {
        var bytes = new byte[random.Next(20, 400)];
        random.NextBytes(bytes);
        var name = random.Next(4) switch
        {
            0 => "filename=\"Svar " + number + ".pdf\"",
            1 => "filename*=utf-8''Svar%20p%C3%A5%20" + number + ".pdf",
            2 => "filename*0*=utf-8''Svar%20p%C3;\n filename*1*=%A5;\n filename*2=\"" + number + ".pdf\"",
            _ => "filename=\"=?utf-8?Q?Svar_p=C3=A5?= " + number + ".pdf\"",
        };
        return new Piece
        {
            Headers = ["Content-Type: application/pdf", "Content-Disposition: attachment; " + name],
            TransferEncoding = "base64",
            Body = Encoding.ASCII.GetBytes(Encodings.Base64(bytes)),
            Witness = bytes,
        };
    }

    public static Piece Winmail(Random random)
    {
        var bytes = WinmailBytes.Make(random);
        return new Piece
        {
            Headers = ["Content-Type: application/ms-tnef; name=winmail.dat", "Content-Disposition: attachment; filename=winmail.dat"],
            TransferEncoding = "base64",
            Body = Encoding.ASCII.GetBytes(Encodings.Base64(bytes)),
            Witness = bytes,
        };
    }

    public static Piece Status(int number, Random random)
    {
        var blank = random.Next(3) switch { 0 => "", 1 => "\n", _ => "\n\n\n" };
        var text = $"Reporting-MTA: dns; mx.x.example\n{blank}Final-Recipient: rfc822; {Word(number)}@y.example\nAction: failed\nStatus: 5.1.1\n{blank}Final-Recipient: rfc822;b@y.example\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: smtp; 4\n 50 x\n";
        return new Piece { Headers = ["Content-Type: message/delivery-status"], Body = Encoding.ASCII.GetBytes(text), Witness = Encoding.ASCII.GetBytes(Word(number)) };
    }

    private static Piece Calendar(int number) => new()
    {
        Headers = ["Content-Type: text/calendar; charset=utf-8; method=REPLY"],
        Body = Encoding.UTF8.GetBytes($"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nSUMMARY:{Word(number)} möte\nEND:VEVENT\nEND:VCALENDAR\n"),
        Witness = Encoding.ASCII.GetBytes(Word(number)),
    };

    private static Piece Encoded(Random random, string type, string more, string format, string word)
    {
        var (charset, encoding) = CharsetsUsed[random.Next(CharsetsUsed.Length)];
        var bytes = encoding.GetBytes(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, word));
        var (transfer, body) = random.Next(3) switch
        {
            0 => ("8bit", bytes),
            1 => ("quoted-printable", Encoding.ASCII.GetBytes(Encodings.QuotedPrintable(bytes))),
            _ => ("base64", Encoding.ASCII.GetBytes(Encodings.Base64(bytes))),
        };
        return new Piece
        {
            Headers = [$"Content-Type: {type}; charset={charset}{more}"],
            TransferEncoding = transfer,
            Body = body,
            Witness = Encoding.ASCII.GetBytes(word),
        };
    }

    private static string Word(int number) => $"vittne{number}x";
}
