using System.Text;

namespace Systemfel.Mail.Tests;

public class RobustnessTests
{
    private static readonly string[] Seeds =
    [
        "From: =?utf-8?Q?=C3=85sa?= <a@x.example>\nTo: svar+01J5ZK3Q8R7T9V2W4X6Y8Z0A1B@po.example\nSubject: =?utf-8?B?U1Y6IMOFdGVya29wcGxpbmc=?=\nDate: Sat, 3 Oct 2026 14:02:00 +0200\nContent-Type: multipart/mixed; boundary=\"b\"\n\n--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/plain; charset=utf-8; format=flowed\nContent-Transfer-Encoding: quoted-printable\n\n1) r=C3=A4ksm=\n=C3=B6rg=C3=A5s \n2) nej\n\nMvh\n\nDen 9 apr. 2026 skrev PO <p@po.example>:\n> 1. x (SF-2026-0042)\n--c\nContent-Type: text/html; charset=windows-1252\n\n<div style=\"display:none\">x</div><blockquote><p>y<ol><li>z</blockquote>\n--c--\n--b\nContent-Type: application/pdf; name*0*=utf-8''a%C3;\n name*1*=%A5.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n--b\nContent-Type: message/rfc822\n\nFrom: c@y.example\n\nbegin 644 x\n#0V%T\nend\n--b--\n",
        "From: MAILER-DAEMON@x.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nTyvärr\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@y.example\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: text/rfc822-headers\n\nTo: b@y.example\n--b--\n",
        "From: a@x.example\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+IgEAAQaQCAAEAAAAAAABAAEAAQeQBgAIAAAA5AQAAAAAAADoAAECEIABAAwAAAAAAAAAAAAAAAAAAAABD4AGAAMAAABDYXTWAA==\n",
        "From: Öst, Åsa <a@x.example>, G: b@y.example;\nSubject: rå\nReferences: <a@b>\n <c@d>\n\nHej\n\nFrån: PO\nSkickat: i går\nTill: Åsa\nÄmne: x\n\n--- Svara ovanför den här raden ---\n\nMed vänlig hälsning\nPO\n\nSvar\n",
    ];

    [Fact]
    public void Inspect_WhenMailsAreMutatedAtRandom_NeverThrows()
    {
        var random = new Random(20261003);
        var seeds = Seeds.Select(s => Written.Bytes(s)).ToArray();
        for (var i = 0; i < 3000; i++)
        {
            var mail = Mutate(seeds[i % seeds.Length], random);
            var e = Record.Exception(() => MailInspection.Inspect("x.eml", mail).ToJson());
            Assert.True(e is null, $"Mutation {i} threw {e}\n{Convert.ToBase64String(mail)}");
        }
    }

    [Fact]
    public void Inspect_WhenMailsAreCutAnywhere_NeverThrows()
    {
        foreach (var seed in Seeds.Select(s => Written.Bytes(s)))
        {
            for (var length = 0; length < seed.Length; length += 3)
                Assert.NotNull(MailInspection.Inspect("x.eml", seed[..length]));
        }
    }

    public static TheoryData<string, string, int, string> Bombs() => new()
    {
        { "From: a@x.example\nTo: ", "(", 250_000, "\n\nx" },
        { "From: a@x.example\nTo: ", "<\"", 120_000, "\n\nx" },
        { "From: a@x.example\nTo: ", "a@x.example,", 20_000, "\n\nx" },
        { "Subject: ", "=?a?Q?", 40_000, "\n\nx" },
        { "Subject: ", "=?utf-8?Q?=C3?= ", 15_000, "\n\nx" },
        { "Subject: x\n", "X-A: b\n", 200_000, "\nx" },
        { "Subject: x\n", "skräp\n", 300_000, "\nx" },
        { "Subject: x\nContent-Type: a/b; ", "x*0*=%41;", 25_000, "\n\nx" },
        { "Subject: x\nReferences: ", "<a@b> ", 40_000, "\n\nx" },
        { "Subject: x\n\n", "> ", 2_000_000, "x" },
        { "Subject: x\n\n", "Den 9 apr. 2026 skrev PO:\n", 20_000, "x" },
        { "Subject: x\n\n", "Från: a\n", 60_000, "x" },
        { "Subject: x\n\n", "-----\n", 80_000, "x" },
        { "Subject: x\n\n", "1) a ", 100_000, "x" },
        { "From: MAILER-DAEMON@x.example\nSubject: failure notice\n\n", "a@y.example ", 200_000, "550" },
        { "Subject: x\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\n", 600_000, "" },
        { "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n", "--b\n\nx\n", 500_000, "" },
        { "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n", "--b\nContent-Type: multipart/mixed; boundary=b\n\n", 100_000, "" },
        { "Subject: x\nContent-Type: message/rfc822\n\n", "Content-Type: message/rfc822\n\n", 100_000, "" },
        { "Subject: x\n\n", "begin 644 a\n", 100_000, "" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task Inspect_WhenAMailIsABomb_EndsInTime(string start, string piece, int times, string end)
    {
        var mail = Written.Bytes(start + new StringBuilder(piece.Length * times).Insert(0, piece, times) + end);
        var inspection = await Task.Run(() => MailInspection.Inspect("x.eml", mail)).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.NotEqual("unreadable", inspection.Kind);
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var mail = seed.ToList();
        for (var n = random.Next(1, 8); n > 0 && mail.Count > 0; n--)
        {
            var at = random.Next(mail.Count);
            var length = Math.Min(random.Next(1, 40), mail.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    mail[at] = (byte)random.Next(256);
                    break;
                case 1:
                    mail.RemoveRange(at, length);
                    break;
                case 2:
                    mail.InsertRange(at, mail.GetRange(random.Next(mail.Count - length + 1), length));
                    break;
                case 3:
                    mail.Insert(at, "\r\n\0=?\"<>;:-%"u8[random.Next(12)]);
                    break;
                case 4:
                    mail.RemoveRange(at, mail.Count - at);
                    mail.Add((byte)'\n');
                    break;
                default:
                    var swap = random.Next(mail.Count);
                    (mail[at], mail[swap]) = (mail[swap], mail[at]);
                    break;
            }
        }

        return [.. mail];
    }
}
