using System.Text;

namespace Systemfel.Mail.Tests;

public class TnefTests
{
    private static byte[] Attribute(byte level, int tag, byte[] data) =>
        [level, .. BitConverter.GetBytes(tag), .. BitConverter.GetBytes(data.Length), .. data, .. BitConverter.GetBytes((short)data.Sum(b => b))];

    private static byte[] Property(int type, int id, byte[] data) =>
        [.. BitConverter.GetBytes((short)type), .. BitConverter.GetBytes((short)id), .. BitConverter.GetBytes(1), .. BitConverter.GetBytes(data.Length), .. data, .. new byte[-data.Length & 3]];

    private static byte[] Winmail() =>
    [
        0x78, 0x9f, 0x3e, 0x22, 1, 0,
        .. Attribute(1, 0x9007, BitConverter.GetBytes(1252)),
        .. Attribute(1, 0x9003, [.. BitConverter.GetBytes(1), .. Property(0x1f, 0x1000, Encoding.Unicode.GetBytes("Svaret är ja."))]),
        .. Attribute(2, 0x9002, new byte[14]),
        .. Attribute(2, 0x8010, Encoding.Latin1.GetBytes("SVARFR~1.TXT\0")),
        .. Attribute(2, 0x800f, "innehåll"u8.ToArray()),
        .. Attribute(2, 0x9005, [.. BitConverter.GetBytes(1), .. Property(0x1f, 0x3707, Encoding.Unicode.GetBytes("Svar från oss.txt"))]),
    ];

    private static MimeMessage Mail(byte[] winmail, string text = "") =>
        Written.Mail($"From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{text}\n--b\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(winmail)}\n--b--");

    [Fact]
    public void Winmail_WhenUnpacked_GivesFilesAndIsKept()
    {
        var mail = Mail(Winmail(), "Se bilaga");
        Assert.Equal(["winmail.dat", "Svar från oss.txt"], mail.Attachments.Select(a => a.Name));
        Assert.True(mail.Attachments[1].IsUnpacked);
        Assert.Equal("innehåll"u8.ToArray(), mail.Attachments[1].Content);
        Assert.Equal("Se bilaga", mail.Text.Trim());
    }

    [Fact]
    public void Winmail_WhenTheMailHasNoText_GivesItsOwn() => Assert.Equal("Svaret är ja.", Mail(Winmail()).Text);

    [Fact]
    public void Winmail_WhenCutAnywhere_IsKept()
    {
        var whole = Winmail();
        Assert.All(Enumerable.Range(1, whole.Length), length => Assert.Equal("winmail.dat", Mail(whole[..length], "x").Attachments[0].Name));
    }

    private static byte[] Rtf(string kind, byte[] packed) =>
        [0x78, 0x9f, 0x3e, 0x22, 1, 0, .. Attribute(1, 0x9003, [.. BitConverter.GetBytes(1), .. Property(0x102, 0x1009, [.. BitConverter.GetBytes(packed.Length + 12), .. BitConverter.GetBytes(0), .. Encoding.ASCII.GetBytes(kind), 0, 0, 0, 0, .. packed])])];

    [Theory]
    [InlineData(@"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\pard Svaret \'e4r \b ja\b0 .\par N\u228?sta rad.}", "Svaret är ja.\nNästa rad.")]
    [InlineData(@"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Ja, \{mallen\} \'e4ndras\htmlrtf\par}\htmlrtf0}", "Ja, {mallen} ändras")]
    [InlineData(@"{\rtf1 {\pict 00ff}{\info{\author Dold}}Text\tab x{\*\okand dold}", "Text\tx")]
    public void Winmail_WhenOnlyRichTextIsThere_GivesItsText(string rtf, string expected) =>
        Assert.Equal(expected, Mail(Rtf("MELA", Encoding.ASCII.GetBytes(rtf))).Text);

    // The two examples of MS-OXRTFCP 3.1, without their headers.
    [Fact]
    public void RichText_WhenPacked_IsUnpacked() =>
        Assert.Equal("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n", Unpacked("03000A00726370673132354232 0AF32068656C090020627705B06C647D0A800FA0"));

    [Fact]
    public void RichText_WhenAReferenceReadsWhatItWrites_IsUnpacked() => Assert.Equal("{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}", Unpacked("41000420 5758595A 0D6E7D01 0EB0"));

    private static string Unpacked(string hex)
    {
        var packed = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        return Encoding.ASCII.GetString(CompressedRtf.Unpack([.. new byte[8], .. "LZFu"u8, 0, 0, 0, 0, .. packed], 10_000)!);
    }

    [Fact]
    public void RichText_WhenCutOrGarbled_EndsWithinItsLimit()
    {
        var random = new Random(7);
        Assert.All(Enumerable.Range(1, 200), i =>
        {
            var packed = new byte[i * 10];
            random.NextBytes(packed);
            Assert.InRange(CompressedRtf.Unpack([.. new byte[8], .. "LZFu"u8, 0, 0, 0, 0, .. packed], 1000)!.Length, 0, 1000 + (8 * 17));
            Assert.NotNull(RtfText.From(packed));
        });
    }
}
