using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Systemfel.Mail;

/// <summary>Everything the product reads out of one raw mail, in the form that <c>mail inspect</c> prints.</summary>
/// <param name="File">The file's name as given.</param>
/// <param name="Kind">reply, auto-reply, bounce, delivery-report, read-receipt, calendar, other or unreadable.</param>
/// <param name="Subject">Decoded subject.</param>
/// <param name="From">First sender address.</param>
/// <param name="To">To addresses as written.</param>
/// <param name="Cc">Cc addresses as written.</param>
/// <param name="Date">ISO 8601 with the sender's offset.</param>
/// <param name="MessageId">Without angle brackets.</param>
/// <param name="InReplyTo">Without angle brackets.</param>
/// <param name="References">Without angle brackets, oldest first.</param>
/// <param name="Token">The first reply token, 26 characters in upper case.</param>
/// <param name="Text">All text.</param>
/// <param name="NewText">What the sender newly wrote.</param>
/// <param name="ItemAnswers">Item number to answer; null when nothing tells.</param>
/// <param name="Attachments">What came with the mail.</param>
/// <param name="FailedRecipients">Whom a mail of ours did not reach.</param>
/// <param name="Problems">What was odd.</param>
public sealed record MailInspection(
    string File,
    string Kind,
    string Subject,
    string? From,
    IReadOnlyList<string> To,
    IReadOnlyList<string> Cc,
    string? Date,
    string? MessageId,
    string? InReplyTo,
    IReadOnlyList<string> References,
    string? Token,
    string Text,
    string NewText,
    IReadOnlyDictionary<string, string>? ItemAnswers,
    IReadOnlyList<InspectedAttachment> Attachments,
    IReadOnlyList<InspectedRecipient> FailedRecipients,
    IReadOnlyList<string> Problems)
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Reads a mail and gathers what was found. Never throws on what the bytes hold: nothing readable gives the kind <c>unreadable</c>.</summary>
    /// <param name="fileName">The name to report it under.</param>
    /// <param name="raw">The mail's bytes.</param>
    /// <returns>The findings.</returns>
    public static MailInspection Inspect(string fileName, byte[] raw)
    {
        MimeMessage message;
        try
        {
            message = MimeMessage.Parse(raw);
        }
        catch (UnreadableMailException e)
        {
            return new MailInspection(fileName, Name(MailKind.Unreadable), "", null, [], [], null, null, null, [], null, "", "", null, [], [], [e.Message]);
        }

        var reply = ReplyText.Split(message.Text);
        var classified = MailClassifier.Classify(message, reply);
        var answers = classified.Kind is MailKind.Reply or MailKind.Calendar ? Systemfel.Mail.ItemAnswers.Find(reply, message.Subject) : null;
        var attachments = message.Attachments
            .Where(a => !a.IsUnpacked && a.ContentType != "text/calendar")
            .Select(a => new InspectedAttachment(a.Name, a.ContentType, a.Content.Length, a.Sha256))
            .ToList();
        return new MailInspection(
            fileName,
            Name(classified.Kind),
            message.Subject,
            message.From is [var first, ..] ? first.Address : null,
            [.. message.To.Select(a => a.Address)],
            [.. message.Cc.Select(a => a.Address)],
            message.Date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
            message.MessageId,
            message.InReplyTo,
            message.References,
            TokenFinder.Find(message) is [var token, ..] ? token : null,
            message.Text,
            reply.NewText,
            answers is { Count: > 0 } ? answers.ToDictionary(a => a.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), a => a.Value) : null,
            attachments,
            [.. classified.FailedRecipients.Select(r => new InspectedRecipient(r.Address, r.Status))],
            message.Problems);
    }

    /// <summary>One line of JSON in the form of the contract; å, ä and ö stay readable.</summary>
    /// <returns>JSON without line breaks.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, Form);

    private static string Name(MailKind kind) => kind switch
    {
        MailKind.AutoReply => "auto-reply",
        MailKind.DeliveryReport => "delivery-report",
        MailKind.ReadReceipt => "read-receipt",
        _ => kind.ToString().ToLowerInvariant(),
    };
}

/// <summary>An attachment as <c>mail inspect</c> prints it.</summary>
/// <param name="Name">Name made harmless to show.</param>
/// <param name="ContentType">Declared type.</param>
/// <param name="Size">Decoded bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record InspectedAttachment(string Name, string ContentType, int Size, [property: JsonPropertyName("sha256")] string Sha256);

/// <summary>A recipient that could not be reached.</summary>
/// <param name="Address">The address.</param>
/// <param name="Status">Enhanced code as <c>5.1.1</c>, or null.</param>
public sealed record InspectedRecipient(string Address, string? Status);
