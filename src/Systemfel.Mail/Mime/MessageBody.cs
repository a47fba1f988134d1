using System.Text;

namespace Systemfel.Mail;

/// <summary>Picks out of a tree of parts what is text and what is attached (RFC 2046 5.1, RFC 2387, and how clients send).</summary>
internal sealed class MessageBody
{
    private readonly List<string> _plain = [];
    private readonly List<string> _html = [];
    private readonly List<string> _text = [];
    private readonly List<MimePart> _attached = [];
    private readonly List<MailAttachment> _attachments = [];
    private readonly ReadingState _state;

    private MessageBody(ReadingState state) => _state = state;

    public string? Plain => _plain.Count == 0 ? null : Join(_plain);

    public string? Html => _html.Count == 0 ? null : Join(_html);

    public string Text { get; private set; } = "";

    public IReadOnlyList<MailAttachment> Attachments => _attachments;

    public static MessageBody Choose(MimeMessage message, ReadingState state)
    {
        var body = new MessageBody(state);
        body.Visit(message.Root, inReport: false, inRelated: false);
        body.Text = Join(body._text);
        var number = 0;
        foreach (var part in body._attached)
        {
            number++;
            var name = part.FileName ?? AttachmentName.Clean(part.Message?.Subject is { Length: > 0 } subject ? subject.Replace('/', '-').Replace('\\', '-') + ".eml" : null);
            body._attachments.Add(new MailAttachment(part, name ?? AttachmentName.Make(number, part.ContentType.MimeType), part.FileName is not null));
        }

        Tnef.AddContents(body, state);
        return body;
    }

    /// <summary>Adds what an unpacked winmail.dat held.</summary>
    public void AddUnpacked(MailAttachment attachment) => _attachments.Add(attachment);

    /// <summary>Uses text from an unpacked winmail.dat where the mail itself has none.</summary>
    public void UseIfEmpty(string text)
    {
        if (string.IsNullOrWhiteSpace(Text))
            Text = LineEnds(text);
    }

    private void Visit(MimePart part, bool inReport, bool inRelated)
    {
        if (part.ContentType.MimeType == "multipart/alternative" && part.Parts.Count > 0)
            Alternative(part);
        else if (part.ContentType.MimeType == "multipart/report")
            Report(part);
        else if (part.Parts.Count > 0)
            Each(part, inReport);
        else if (!part.ContentType.IsType("multipart"))
            Leaf(part, inReport, inRelated);
    }

    private void Each(MimePart part, bool inReport)
    {
        var related = part.ContentType.MimeType == "multipart/related";
        foreach (var child in part.Parts)
            Visit(child, inReport, related);
    }

    // The first part is for people; the machine part and the returned original are no attachments (RFC 6522).
    private void Report(MimePart part)
    {
        for (var i = 0; i < part.Parts.Count; i++)
        {
            if (i == 0 || !IsReportPart(part.Parts[i]))
                Visit(part.Parts[i], inReport: true, inRelated: false);
        }
    }

    private void Alternative(MimePart part)
    {
        var inner = part.Parts.Select(child =>
        {
            var choice = new MessageBody(_state);
            choice.Visit(child, inReport: false, inRelated: false);
            return choice;
        }).ToList();
        var plain = inner.FirstOrDefault(c => c._plain.Count > 0);
        var html = inner.LastOrDefault(c => c._html.Count > 0 && c != plain);
        _plain.AddRange(plain?._plain ?? []);
        _html.AddRange(html?._html ?? plain?._html ?? []);
        var plainText = plain is null ? "" : Join(plain._text);
        _text.AddRange(html is not null && IsStub(plainText) ? html._text : (plain ?? html ?? inner.FirstOrDefault())?._text ?? []);
        foreach (var choice in inner)
        {
            _attached.AddRange(choice._attached);
            _attachments.AddRange(choice._attachments);
        }
    }

    // 'Your client cannot show HTML' is no text of the sender's.
    private static bool IsStub(string plain) =>
        string.IsNullOrWhiteSpace(plain)
        || (plain.Length < 300 && plain.Contains("HTML", StringComparison.Ordinal)
            && (plain.Contains("visa", StringComparison.OrdinalIgnoreCase) || plain.Contains("stöd", StringComparison.OrdinalIgnoreCase)
                || plain.Contains("view", StringComparison.OrdinalIgnoreCase) || plain.Contains("support", StringComparison.OrdinalIgnoreCase)));

    private void Leaf(MimePart part, bool inReport, bool inRelated)
    {
        if (part.ContentType.MimeType is "message/delivery-status" or "message/global-delivery-status" or "message/disposition-notification" or "message/global-disposition-notification")
            return;
        if (inReport && IsReportPart(part))
            return;
        if (part.ContentType.MimeType == "text/calendar" && !part.IsAttachment)
            return;
        // An unnamed image inside HTML is decoration of the text.
        if (inRelated && part.FileName is null && part.ContentType.IsType("image"))
            return;
        if (IsBodyText(part))
            AddText(part);
        else if (part.FileName is not null || !part.RawBody.Span.Trim(" \r\n\t"u8).IsEmpty)
            _attached.Add(part);
    }

    private static bool IsReportPart(MimePart part) =>
        part.ContentType.MimeType is "text/rfc822-headers" or "message/rfc822-headers" or "message/global-headers" || part.IsMessage
        || part.ContentType.IsType("message");

    private static bool IsBodyText(MimePart part) =>
        !part.IsAttachment
        && (part.ContentType.MimeType is "text/plain" or "text/html" or "text/enriched" or "text/richtext")
        && (part.FileName is null || (part.Depth == 0 && part.Disposition is null))
        && !part.TransferEncoding.Contains("uue", StringComparison.Ordinal);

    private void AddText(MimePart part)
    {
        var text = part.TextUpTo(_state.Limits.TextBytes, out var cut).Replace("\0", "");
        if (cut)
            _state.LimitMet($"text over {_state.Limits.TextBytes} bytes, the rest is not read");
        if (part.ContentType.MimeType == "text/html")
        {
            _html.Add(text);
            _text.Add(HtmlText.From(text, _state));
            return;
        }

        text = LineEnds(text);
        if (text.Contains("\nbegin ", StringComparison.Ordinal) || text.StartsWith("begin ", StringComparison.Ordinal))
            text = TakeUuencoded(part, text);
        if (string.Equals(part.ContentType.Parameters.GetValueOrDefault("format"), "flowed", StringComparison.OrdinalIgnoreCase))
            text = FlowedText.Unwrap(text, string.Equals(part.ContentType.Parameters.GetValueOrDefault("delsp"), "yes", StringComparison.OrdinalIgnoreCase));
        // Plain text after HTML is what list software and mobile clients add; it is text all the same.
        _plain.Add(text);
        _text.Add(text);
    }

    private string TakeUuencoded(MimePart part, string text)
    {
        var kept = new StringBuilder(text.Length);
        var begun = -1;
        for (int at = 0, next; at < text.Length; at = next)
        {
            var end = text.IndexOf('\n', at);
            next = end < 0 ? text.Length : end + 1;
            var line = text.AsSpan(at, next - at).TrimEnd('\n');
            if (begun < 0)
            {
                if (line.StartsWith("begin ", StringComparison.Ordinal) && Uuencode.IsBegin(Encoding.UTF8.GetBytes(line.ToString()), out _) && _state.TakePart())
                    begun = at;
                else
                    kept.Append(line).Append('\n');
            }
            else if (line.SequenceEqual("end"))
            {
                AddUuencoded(part, text[begun..next]);
                begun = -1;
            }
        }

        if (begun >= 0)
        {
            _state.Problem("a uuencoded file has no end");
            AddUuencoded(part, text[begun..]);
        }

        return kept.ToString();
    }

    private void AddUuencoded(MimePart part, string file)
    {
        var bytes = Uuencode.Decode(Encoding.UTF8.GetBytes(file), out var name) ?? [];
        if (_state.TakeDecoded(bytes.Length))
            _attachments.Add(new MailAttachment(part, AttachmentName.Clean(name) ?? AttachmentName.Make(_attachments.Count + 1, ""), "application/octet-stream", bytes));
    }

    private static string Join(List<string> texts) =>
        texts.Count == 1 ? texts[0] : string.Join("\n\n", texts.Select(t => t.TrimEnd('\n')).Where(t => t.Length > 0));

    private static string LineEnds(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n');
}
