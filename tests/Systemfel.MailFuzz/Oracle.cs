using System.Text;
using Systemfel.Mail;

namespace Systemfel.MailFuzz;

/// <summary>Reads a mail as the product does and says what is wrong with how it was read.</summary>
internal static class Oracle
{
    /// <returns>Null when all is well.</returns>
    /// <exception cref="Exception">The reader's own.</exception>
    public static string? Judge(byte[] mail, Piece root)
    {
        var inspection = MailInspection.Inspect("x.eml", mail);
        _ = inspection.ToJson();
        var asked = root.All().Where(p => p is { IsLeaf: true, Spoiled: false, Witness.Length: > 0 }).ToList();
        if (inspection.Kind == "unreadable") return HasHeader(mail) ? "unreadable, though it has a header" : null;
        if (asked.Count == 0) return null;
        var message = MimeMessage.Parse(mail);
        // Over a limit the raw mail is for a person; nothing is lost, and nothing is asked for.
        if (message.NeedsReview) return null;
        var readable = new List<byte[]>();
        Gather(message, readable, 0);
        var lost = asked.FirstOrDefault(p => !readable.Exists(r => r.AsSpan().IndexOf(p.Witness) >= 0));
        return lost is null ? null : $"lost: {(lost.IsHtml ? "html" : lost.Headers.LastOrDefault())} {(lost.Witness.Length < 20 ? Encoding.ASCII.GetString(lost.Witness) : "")}";
    }

    private static void Gather(MimeMessage message, List<byte[]> readable, int depth)
    {
        readable.Add(Encoding.UTF8.GetBytes(message.Text));
        readable.Add(Encoding.UTF8.GetBytes(message.HtmlBody ?? ""));
        readable.AddRange(message.CalendarParts.Select(p => p.Content));
        readable.AddRange(message.Parts().Where(p => p.ContentType.MimeType == "message/delivery-status").Select(p => p.Content));
        foreach (var attachment in message.Attachments)
        {
            readable.Add(attachment.Content);
            if (attachment.Part.Message is { } inner && depth < 30) Gather(inner, readable, depth + 1);
        }
    }

    // A header the strictest reader would take: among the first lines, a name without blanks and a colon.
    private static bool HasHeader(byte[] mail)
    {
        var text = Encoding.Latin1.GetString(mail).Trim('\r', '\n', ' ', '\t', '\0');
        var line = text.Split('\n')[0];
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon is > 0 and <= 200 && line.AsSpan(0, colon).IndexOfAnyExceptInRange('!', '~') < 0;
    }
}
