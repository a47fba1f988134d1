using System.Diagnostics;
using System.Text;
using Systemfel.Mail;

/// <summary>How fast mails are read, and what they allocate: Systemfel.Bench mail FOLDER [ROUNDS].</summary>
internal static class MailReading
{
    public static int Run(string folder, int rounds)
    {
        var mails = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsMail).Select(File.ReadAllBytes).ToList();
        var bytes = mails.Sum(m => (long)m.Length);
        Console.WriteLine($"{mails.Count} mails, {bytes / 1e6:0.0} MB, {mails.Count(m => m.Length < 50_000)} of them under 50 kB");
        Rounds("parse + decode", mails, rounds, ParseAndDecode);
        Rounds("parse + decode + split + classify", mails, rounds, m => MailInspection.Inspect("x", m));
        var small = mails.Where(m => m.Length < 50_000).ToList();
        Rounds("under 50 kB: parse + decode", small, rounds, ParseAndDecode);
        Rounds("under 50 kB: all of it", small, rounds, m => MailInspection.Inspect("x", m));
        Weigh("a mail with a 5 MB file", Large());
        Weigh("hostile nesting, multiparts", Encoding.ASCII.GetBytes("From: a@x.example\r\n" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n"))));
        Weigh("hostile nesting, messages", Encoding.ASCII.GetBytes("From: a@x.example\r\n" + string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\r\n\r\nFrom: a@x.example\r\n", 20_000))));
        Weigh("hostile nesting, HTML", Encoding.ASCII.GetBytes("From: a@x.example\r\nContent-Type: text/html\r\n\r\n" + string.Concat(Enumerable.Repeat("<div>", 200_000))));
        return 0;
    }

    private static bool IsMail(string path) => Path.GetExtension(path) is not (".tsv" or ".md" or ".json" or ".jsonl" or ".py");

    private static void Rounds(string what, List<byte[]> mails, int rounds, Action<byte[]> read)
    {
        var readable = mails.Where(m => Succeeds(read, m)).ToList();
        var speeds = new List<double>();
        for (var round = 0; round < rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var times = 0;
            do
            {
                foreach (var mail in readable) read(mail);
                times++;
            }
            while (Stopwatch.GetElapsedTime(start).TotalSeconds < 1);
            speeds.Add(times * readable.Count / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        speeds.Sort();
        var median = speeds[speeds.Count / 2];
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var mail in readable) read(mail);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Console.WriteLine($"{what,-36} {median,9:0} mails/s {median * readable.Average(m => m.Length) / 1e6,7:0.0} MB/s {allocated / 1e3 / readable.Count,7:0} kB allocated a mail");
    }

    private static void Weigh(string what, byte[] mail)
    {
        foreach (var (way, read) in new (string, Action<byte[]>)[] { ("parse + decode", ParseAndDecode), ("all of it", m => MailInspection.Inspect("x", m)) })
        {
            read(mail);
            var before = GC.GetAllocatedBytesForCurrentThread();
            read(mail);
            Console.WriteLine($"{what,-36} {way,-15} {mail.Length / 1e6,5:0.0} MB, allocates {(GC.GetAllocatedBytesForCurrentThread() - before) / (double)mail.Length,5:0.00} times its size");
        }
    }

    private static void ParseAndDecode(byte[] mail)
    {
        var message = MimeMessage.Parse(mail);
        _ = message.Text;
        foreach (var attachment in message.Attachments) _ = attachment.Content;
    }

    private static bool Succeeds(Action<byte[]> read, byte[] mail)
    {
        try
        {
            read(mail);
            return true;
        }
        catch (UnreadableMailException)
        {
            return false;
        }
    }

    private static byte[] Large()
    {
        var file = new byte[5 << 20];
        new Random(1).NextBytes(file);
        return Encoding.ASCII.GetBytes("From: a@x.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSe bilaga.\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Convert.ToBase64String(file, Base64FormattingOptions.InsertLineBreaks) + "\r\n--b--\r\n");
    }
}
