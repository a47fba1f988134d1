using System.Text;

namespace Systemfel.Mail.Tests;

public class WriterTests
{
    private static readonly OutgoingMessage Letter = new()
    {
        From = new MailboxAddress("PO Dalarna", "systemfel@po.example"),
        To = [new MailboxAddress("Öst, Åsa", "asa@myndighet.example")],
        Subject = "Systemfel att besvara",
        MessageId = "brev.1@po.example",
        Date = new DateTimeOffset(2026, 10, 3, 14, 2, 0, TimeSpan.FromHours(2)),
        Text = "Hej!",
    };

    private static string Text(OutgoingMessage message) => Encoding.UTF8.GetString(MimeMessageWriter.Write(message));

    private static MimeMessage Read(OutgoingMessage message) => MimeMessage.Parse(MimeMessageWriter.Write(message));

    public static TheoryData<string> Injections() =>
    [
        "x\r\nBcc: b@y.example",
        "x\nBcc: b@y.example",
        "x\rBcc: b@y.example",
        "x\r\n\r\nkropp",
        "x\0y",
        "x\u2028y",
        "x\u0085y",
    ];

    [Theory]
    [MemberData(nameof(Injections))]
    public void Write_WhenAValueHoldsALineBreak_Throws(string value)
    {
        OutgoingMessage[] messages =
        [
            Letter with { Subject = value },
            Letter with { From = new MailboxAddress(value, "a@x.example") },
            Letter with { From = new MailboxAddress(null, "a@x.example" + value) },
            Letter with { To = [new MailboxAddress(null, value + "@x.example")] },
            Letter with { Cc = [new MailboxAddress(value, "a@x.example")] },
            Letter with { ReplyTo = new MailboxAddress(null, $"svar+{value}@x.example") },
            Letter with { MessageId = value + "@x.example" },
            Letter with { MessageId = "a@x.example" + value },
            Letter with { InReplyTo = "a@x.example" + value },
            Letter with { References = ["a@x.example", value] },
            Letter with { AutoSubmitted = value },
            Letter with { Headers = [new("X-Test", value)] },
            Letter with { Headers = [new(value, "x")] },
            Letter with { Calendar = "BEGIN:VCALENDAR", CalendarMethod = value },
            Letter with { Attachments = [new(value, "application/pdf", default)] },
            Letter with { Attachments = [new("a.pdf", "application/pdf" + value, default)] },
        ];
        Assert.All(messages, m => Assert.ThrowsAny<ArgumentException>(() => MimeMessageWriter.Write(m)));
    }

    [Theory]
    [InlineData("From")]
    [InlineData("bcc:")]
    [InlineData("Content-Type")]
    [InlineData("X Test")]
    public void Write_WhenAHeaderMayNotBeAdded_Throws(string name) =>
        Assert.Throws<ArgumentException>(() => MimeMessageWriter.Write(Letter with { Headers = [new(name, "x")] }));

    [Fact]
    public void Write_WhenNobodyReceives_Throws() => Assert.Throws<ArgumentException>(() => MimeMessageWriter.Write(Letter with { To = [] }));

    [Theory]
    [InlineData("../x.pdf")]
    [InlineData("a\\b.pdf")]
    [InlineData("")]
    public void Write_WhenAFileNameIsHarmful_Throws(string name) =>
        Assert.Throws<ArgumentException>(() => MimeMessageWriter.Write(Letter with { Attachments = [new(name, "application/pdf", default)] }));

    [Theory]
    [InlineData("Systemfel att besvara")]
    [InlineData("Påminnelse: återkoppling från öppenvården – ändrad [#K7Q2M9]")]
    [InlineData("=?utf-8?Q?knep?=")]
    [InlineData("Toppen 👍🏽 familj 👨‍👩‍👧‍👦 e\u0301")]
    [InlineData("ett  två")]
    [InlineData("Åååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååååå")]
    [InlineData("Ettmycketlångtordsomaldrigtarslutochsomdärförmåstekodasförattraderinteskablilängreänvadsomärtillåtetenligtreglerna")]
    public void Subject_WhenWrittenAndRead_IsTheSame(string subject) => Assert.Equal(subject.Normalize(), Read(Letter with { Subject = subject }).Subject.Normalize());

    [Fact]
    public void Letter_WhenWrittenAndRead_IsTheSame()
    {
        var sent = Letter with
        {
            Cc = [new MailboxAddress("Nils \"N\" Å", "nils@örebro.example"), new MailboxAddress(null, "b@y.example")],
            ReplyTo = new MailboxAddress(null, "svar+01J5ZK3Q8R7T9V2W4X6Y8Z0A1B@po.example"),
            InReplyTo = "a@x.example",
            References = [.. Enumerable.Range(0, 30).Select(i => $"tråd{i}@x.example".Replace("å", "a"))],
            AutoSubmitted = "auto-generated",
            Html = "<p>Hej på er, åäö</p>",
            Calendar = "BEGIN:VCALENDAR\nEND:VCALENDAR",
            Attachments = [new("Svar på skrivelse angående återbetalning och handläggningstider – Försäkringskassan.pdf", "application/pdf", new byte[] { 0, 1, 2, 255 }), new("a.txt", "text/plain", "x"u8.ToArray())],
            Headers = [new("X-Auto-Response-Suppress", "All")],
        };
        var read = Read(sent);
        Assert.Equal([new MailboxAddress("Öst, Åsa", "asa@myndighet.example")], read.To);
        Assert.Equal("Nils \"N\" Å", read.Cc[0].Name);
        Assert.Equal("nils@xn--rebro-iua.example", read.Cc[0].Address);
        Assert.Equal(sent.ReplyTo, read.ReplyTo[0]);
        Assert.Equal(sent.Date, read.Date);
        Assert.Equal(sent.MessageId, read.MessageId);
        Assert.Equal(sent.InReplyTo, read.InReplyTo);
        Assert.Equal(sent.References, read.References);
        Assert.Equal("auto-generated", read.Headers["Auto-Submitted"]);
        Assert.Equal("Hej!", read.Text.TrimEnd());
        Assert.Equal("<p>Hej på er, åäö</p>", read.HtmlBody!.TrimEnd());
        Assert.Equal("REQUEST", Assert.Single(read.CalendarParts).ContentType.Parameters["method"]);
        Assert.Equal(sent.Attachments.Select(a => a.Name), read.Attachments.Select(a => a.Name));
        Assert.Equal(sent.Attachments[0].Content.ToArray(), read.Attachments[0].Content);
        Assert.Empty(read.Problems);
    }

    [Theory]
    [InlineData("rad\nmed LF\r\noch CRLF\roch CR")]
    [InlineData("From början\n.punkt\n..två\n.\n")]
    [InlineData("blank sist \ntabb\t\n=lika\n")]
    [InlineData("")]
    public void Text_WhenWrittenAndRead_IsTheSameInLines(string text) =>
        Assert.Equal(text.Replace("\r\n", "\n").Replace('\r', '\n').TrimEnd('\n'), Read(Letter with { Text = text }).Text.TrimEnd('\n'));

    [Fact]
    public void Write_Always_GivesSevenBitCrLfAndShortLines()
    {
        var bytes = MimeMessageWriter.Write(Letter with { Subject = string.Concat(Enumerable.Repeat("åäö ", 200)), Text = new string('å', 5000) + "\nFrom x", Attachments = [new(new string('å', 200), "application/pdf", new byte[5000])] });
        Assert.DoesNotContain(bytes, b => b > 126 || b == 0);
        var lines = Encoding.ASCII.GetString(bytes).Split("\r\n");
        Assert.All(lines, l => Assert.InRange(l.Length, 0, 78));
        Assert.All(lines, l => Assert.DoesNotContain(l, c => c is '\r' or '\n'));
        Assert.DoesNotContain(lines, l => l.StartsWith("From ", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_WhenRepeated_GivesTheSameBytes() => Assert.Equal(Text(Letter), Text(Letter));

    [Fact]
    public void Write_WhenTheLocalPartIsNotAscii_KeepsItForSmtpUtf8() =>
        Assert.Equal("åsa@y.example", Read(Letter with { To = [new MailboxAddress(null, "åsa@y.example")] }).To[0].Address);
}
