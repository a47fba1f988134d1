namespace Systemfel.Mail;

/// <summary>A mail read from its bytes: headers, parts, text and attachments. Reading fetches nothing and runs nothing.</summary>
public sealed class MimeMessage
{
    private readonly ReadingState _state;
    private MessageBody? _body;
    private MailSignature? _signature;

    internal MimeMessage(ReadOnlyMemory<byte> raw, MimePart root, ReadingState state)
    {
        Raw = raw;
        Root = root;
        _state = state;
        From = Addresses("From");
        To = Addresses("To");
        Cc = Addresses("Cc");
        ReplyTo = Addresses("Reply-To");
        Subject = Headers["Subject"] ?? "";
        var date = Headers.First("Date")?.Raw;
        Date = MailDate.Parse(date);
        if (Date is null && !string.IsNullOrWhiteSpace(date))
            state.Problem("the date is impossible");
        MessageId = MessageIds.First(Headers.First("Message-ID")?.Raw);
        InReplyTo = MessageIds.First(Headers.First("In-Reply-To")?.Raw);
        References = MessageIds.Parse(string.Join(' ', Headers.All("References").Select(h => h.Raw)));
    }

    /// <summary>The bytes as they came, untouched.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The mail's own entity: its headers and the tree of parts.</summary>
    public MimePart Root { get; }

    /// <summary>The headers.</summary>
    public HeaderList Headers => Root.Headers;

    /// <summary>Who says they wrote it. Never identity: anyone can write anything here.</summary>
    public IReadOnlyList<MailboxAddress> From { get; }

    /// <summary>The To recipients as written.</summary>
    public IReadOnlyList<MailboxAddress> To { get; }

    /// <summary>The Cc recipients as written.</summary>
    public IReadOnlyList<MailboxAddress> Cc { get; }

    /// <summary>Where the sender wants answers.</summary>
    public IReadOnlyList<MailboxAddress> ReplyTo { get; }

    /// <summary>The subject, decoded; empty when there is none.</summary>
    public string Subject { get; }

    /// <summary>The sender's date, or null when missing or impossible.</summary>
    public DateTimeOffset? Date { get; }

    /// <summary>Message-ID without angle brackets, or null.</summary>
    public string? MessageId { get; }

    /// <summary>The first id of In-Reply-To without angle brackets, or null.</summary>
    public string? InReplyTo { get; }

    /// <summary>The ids of References, oldest first, without angle brackets.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>The plain text the sender wrote, or null when there is none.</summary>
    public string? TextBody => Body.Plain;

    /// <summary>The HTML the sender wrote, or null. Only for making text from; never to be shown.</summary>
    public string? HtmlBody => Body.Html;

    /// <summary>All text: the plain part, or text made from the HTML where there is no plain part. Lines end with LF.</summary>
    public string Text => Body.Text;

    /// <summary>Everything that is not body text: named parts, attached messages, images. A returned original in a bounce is not one.</summary>
    public IReadOnlyList<MailAttachment> Attachments => Body.Attachments;

    /// <summary>The <c>text/calendar</c> parts (invitations and answers to them), outermost message only.</summary>
    public IReadOnlyList<MimePart> CalendarParts => [.. Parts().Where(p => p.ContentType.MimeType == "text/calendar")];

    /// <summary>What the mail's S/MIME signature shows, or null when it has none. One that covers only a part further in, as below a list's footer, counts too.</summary>
    public MailSignature? Signature => _signature ??= Parts().Select(p => p.Signature).FirstOrDefault(s => s is not null) is { } check ? SecureMime.Describe(check) : null;

    /// <summary>What was odd or left unread, for a person; holds nothing of the mail's text.</summary>
    public IReadOnlyList<string> Problems => _state.Problems;

    /// <summary>Whether a limit was met, so that a person must look at the raw mail.</summary>
    public bool NeedsReview => _state.OverLimit;

    private MessageBody Body => _body ??= MessageBody.Choose(this, _state);

    /// <summary>Reads a mail.</summary>
    /// <param name="raw">The bytes; they are kept, not copied, so they must not change.</param>
    /// <param name="limits">How much to open; null for <see cref="MimeLimits.Default"/>.</param>
    /// <returns>The mail; see <see cref="Problems"/> for what could not be followed.</returns>
    /// <exception cref="UnreadableMailException">There is no byte, or no header line at all.</exception>
    public static MimeMessage Parse(ReadOnlyMemory<byte> raw, MimeLimits? limits = null)
    {
        var state = new ReadingState(limits ?? MimeLimits.Default);
        var source = MimeParser.SkipLeading(raw);
        if (source.IsEmpty)
            throw new UnreadableMailException("The mail is empty.");
        var (headers, bodyStart) = HeaderReader.Read(source.Span, state);
        if (headers.Count == 0)
            throw new UnreadableMailException("There is no header line.");
        var body = source[bodyStart..];
        if (raw.Length > state.Limits.RawBytes)
        {
            state.LimitMet($"larger than {state.Limits.RawBytes} bytes, the body is not opened");
            body = default;
        }

        return new MimeMessage(raw, MimeParser.ReadBody(headers, body, 0, state), state);
    }

    /// <summary>All parts of this message in order, multiparts included, without entering attached messages.</summary>
    /// <returns>The parts, the root first.</returns>
    public IEnumerable<MimePart> Parts()
    {
        var waiting = new Stack<MimePart>();
        waiting.Push(Root);
        while (waiting.TryPop(out var part))
        {
            yield return part;
            for (var i = part.Parts.Count - 1; i >= 0; i--)
                waiting.Push(part.Parts[i]);
        }
    }

    private List<MailboxAddress> Addresses(string header) =>
        [.. Headers.All(header).SelectMany(h => AddressParser.Parse(h.Raw))];
}
