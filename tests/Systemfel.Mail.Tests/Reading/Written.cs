using System.Text;

namespace Systemfel.Mail.Tests;

/// <summary>Mails written out in tests: LF becomes CRLF, characters become the bytes of a charset.</summary>
internal static class Written
{
    public static byte[] Bytes(string mail, Encoding? encoding = null) => (encoding ?? Encoding.UTF8).GetBytes(mail.Replace("\r\n", "\n").Replace("\n", "\r\n"));

    public static MimeMessage Mail(string mail, Encoding? encoding = null, MimeLimits? limits = null) => MimeMessage.Parse(Bytes(mail, encoding), limits);

    public static MimeMessage Header(string lines) => Mail(lines + "\n\nHej\n");

    public static MimeMessage Reply(string text, string headers = "") =>
        Mail($"{(headers.Contains("From:", StringComparison.Ordinal) ? "" : "From: Asa <asa@myndighet.example>\n")}To: svar@po.example\n{(headers.Contains("Subject:", StringComparison.Ordinal) ? "" : "Subject: SV: Systemfel\n")}{headers}Content-Type: text/plain; charset=utf-8\n\n{text}");
}
