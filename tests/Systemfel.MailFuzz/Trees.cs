namespace Systemfel.MailFuzz;

/// <summary>Whole mails as answers come: plain, alternative, with files, forwarded, reports.</summary>
internal static class Trees
{
    private static readonly string[][] Tops =
    [
        ["From: =?utf-8?Q?=C3=85sa_=C3=96st?= <asa@myndighet.example>", "To: svar+01J5ZK3Q8R7T9V2W4X6Y8Z0A1B@po.example", "Subject: =?utf-8?B?U1Y6IMOFdGVya29wcGxpbmc=?=", "Message-ID: <1@x.example>", "References: <a@po.example>\n <b@po.example>", "Date: Sat, 3 Oct 2026 14:02:00 +0200"],
        ["Received: from a by b for <svar+01J5ZK3Q8R7T9V2W4X6Y8Z0A1B@po.example>; Sat, 3 Oct 2026 14:02:00 +0200", "From: Öst, Åsa <a@x.example>, G: b@y.example;", "Subject: SV: Systemfel att besvara [#K7Q2M9]", "Date: 3 okt 2026 14:02"],
        ["Return-Path: <>", "From: MAILER-DAEMON@x.example", "To: svar@po.example", "Subject: Undeliverable: Systemfel", "Auto-Submitted: auto-replied"],
    ];

    public static Piece Any(Random random)
    {
        var number = 0;
        var root = Body(random, ref number, random.Next(4));
        return new Piece
        {
            Headers = [.. Tops[random.Next(Tops.Length)], "MIME-Version: 1.0", .. root.Headers],
            Children = root.Children,
            Boundary = root.Boundary,
            Body = root.Body,
            Witness = root.Witness,
            TransferEncoding = root.TransferEncoding,
        };
    }

    private static Piece Body(Random random, ref int number, int depth)
    {
        if (depth == 0) return random.Next(4) == 0 ? Leaves.Html(random, ++number) : Leaves.Text(random, ++number);
        switch (random.Next(6))
        {
            case 0:
                return Multipart(random, "alternative", [Leaves.Text(random, ++number), Leaves.Html(random, ++number)]);
            case 1:
                return Multipart(random, "report; report-type=delivery-status", [Leaves.Text(random, ++number), Leaves.Status(++number, random), Attached(Body(random, ref number, 0), false)]);
            case 2:
                return Multipart(random, "mixed", [Body(random, ref number, depth - 1), Attached(Body(random, ref number, depth - 1), true)]);
            default:
                var parts = new List<Piece> { Body(random, ref number, depth - 1) };
                for (var i = random.Next(1, 4); i > 0; i--) parts.Add(Leaves.Any(random, ++number));
                return Multipart(random, random.Next(3) == 0 ? "related" : "mixed", parts);
        }
    }

    public static Piece Multipart(Random random, string type, List<Piece> parts)
    {
        var boundary = random.Next(4) switch
        {
            0 => "b" + random.Next(1_000_000_000),
            1 => "----=_Part_" + random.Next(1_000_000_000) + ".1",
            2 => "_000_" + random.Next(1_000_000_000) + "AB0PR01MB_",
            _ => "=_" + random.Next(1_000_000_000) + "?'()+,./:=",
        };
        return new Piece { Headers = [$"Content-Type: multipart/{type};\n boundary=\"{boundary}\""], Children = parts, Boundary = boundary };
    }

    /// <summary>A forwarded message. What is in a returned original is asked for no more than that it does no harm.</summary>
    public static Piece Attached(Piece content, bool asked)
    {
        if (!asked)
            foreach (var piece in content.All()) piece.Spoiled = true;
        content.Headers.InsertRange(0, ["From: annan@y.example", "Subject: Vidarebefordrat", "Date: Sat, 3 Oct 2026 14:02:00 +0200"]);
        return new Piece { Headers = ["Content-Type: message/rfc822"], Children = [content] };
    }
}
