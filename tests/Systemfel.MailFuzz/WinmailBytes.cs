using System.Text;

namespace Systemfel.MailFuzz;

/// <summary>winmail.dat as Outlook makes it (MS-OXTNEF): code page, a body, one file.</summary>
internal static class WinmailBytes
{
    public static byte[] Make(Random random)
    {
        var content = new byte[random.Next(10, 60)];
        random.NextBytes(content);
        return
        [
            0x78, 0x9f, 0x3e, 0x22, 1, 0,
            .. Attribute(1, 0x9007, BitConverter.GetBytes(1252)),
            .. Attribute(1, 0x9003, [.. BitConverter.GetBytes(1), .. Property(0x1f, 0x1000, Encoding.Unicode.GetBytes("Svaret är ja."))]),
            .. Attribute(2, 0x9002, new byte[14]),
            .. Attribute(2, 0x8010, Encoding.Latin1.GetBytes("SVARFR~1.TXT\0")),
            .. Attribute(2, 0x800f, content),
            .. Attribute(2, 0x9005, [.. BitConverter.GetBytes(1), .. Property(0x1f, 0x3707, Encoding.Unicode.GetBytes("Svar från oss.txt"))]),
        ];
    }

    public static byte[] Attribute(byte level, int tag, byte[] data) =>
        [level, .. BitConverter.GetBytes(tag), .. BitConverter.GetBytes(data.Length), .. data, .. BitConverter.GetBytes((short)data.Sum(b => b))];

    public static byte[] Property(int type, int id, byte[] data) =>
        [.. BitConverter.GetBytes((short)type), .. BitConverter.GetBytes((short)id), .. BitConverter.GetBytes(1), .. BitConverter.GetBytes(data.Length), .. data, .. new byte[-data.Length & 3]];
}
