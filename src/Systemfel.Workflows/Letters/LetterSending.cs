using System.Security.Cryptography;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Letters;

/// <summary>What sending does to a letter: no clock, no database. The text itself leaves later, from the outbox.</summary>
internal static class LetterSending
{
    /// <summary>Numbers the points, gives the letter its reference and copies the contact's address onto it.</summary>
    /// <returns>The recipient; it has no token before it is stored, since its id is part of the token.</returns>
    public static LetterRecipient Seal(
        Letter letter, Contact contact, string reference, string tag, long? senderId, DateTimeOffset now, int tokenDays, byte[]? nonce = null)
    {
        var number = 0;
        foreach (var item in letter.Items.OrderBy(i => i.Number).ToList()) item.Number = ++number;
        letter.State = LetterState.Sent;
        letter.Reference = reference;
        letter.Tag = tag;
        letter.SentAt = now;
        letter.SentById = senderId;
        letter.Version++;
        return AddRecipient(letter, contact, now, tokenDays, nonce);
    }

    /// <summary>Copies a contact's address onto a letter, with a token of its own to come.</summary>
    public static LetterRecipient AddRecipient(Letter letter, Contact contact, DateTimeOffset now, int tokenDays, byte[]? nonce = null)
    {
        var recipient = new LetterRecipient
        {
            Letter = letter,
            Address = contact.Address,
            Name = contact.Name,
            Domains = contact.Domains,
            Nonce = nonce ?? RandomNumberGenerator.GetBytes(16),
            // Matches nothing until the token is known.
            TokenHash = RandomNumberGenerator.GetBytes(32),
            ExpiresOn = Time.SwedishCalendar.DateOf(now).AddDays(tokenDays),
            Delivery = DeliveryState.Queued,
        };
        letter.Recipients.Add(recipient);
        return recipient;
    }

    public static void Record(MoveScope scope, LetterItem item, Bookmark bookmark, string party)
    {
        scope.Record("letter-sent",
            new { letter = item.Letter.Id, reference = item.Letter.Reference, party, due = item.Letter.AnswerBy, item = item.Number }, bookmark.Addressee);
        scope.Touch(bookmark);
    }

    /// <summary>From now on the recipient's token matches.</summary>
    public static void GiveToken(LetterRecipient stored, ReplyTokens tokens) => stored.TokenHash = ReplyTokens.HashOf(tokens.Of(stored));

    /// <summary>The row of the outbox, for a recipient that is stored.</summary>
    public static OutboxItem Queue(LetterRecipient recipient, ComposedLetter composed, string domain, ReplyTokens tokens, DateTimeOffset now)
    {
        GiveToken(recipient, tokens);
        recipient.Letter.Subject = composed.Subject;
        return new OutboxItem
        {
            OrganisationId = recipient.Letter.OrganisationId,
            UniqueKey = LetterMail.KeyOf(recipient),
            Purpose = OutboxPurpose.Letter,
            LetterId = recipient.Letter.Id,
            LetterRecipientId = recipient.Id,
            ToAddress = recipient.Address,
            ToName = recipient.Name,
            Subject = composed.Subject,
            Text = composed.Text,
            Html = composed.Html,
            MessageId = LetterMail.MessageIdOf(LetterMail.KeyOf(recipient), domain),
            CreatedAt = now,
            NextAttemptAt = now,
        };
    }
}

/// <summary>What a row of the outbox is for.</summary>
public static class OutboxPurpose
{
    /// <summary>A letter itself.</summary>
    public const string Letter = "letter";

    /// <summary>An invitation to a meeting, a change of it or its cancellation; the calendar file is made when it is sent.</summary>
    public const string Meeting = "meeting";

    /// <summary>An adjuster's link to minutes.</summary>
    public const string Adjust = "adjust";

    /// <summary>Notes or minutes; the document is made when it is sent.</summary>
    public const string Minutes = "minutes";

    /// <summary>A reminder to an authority.</summary>
    public const string Reminder = "reminder";

    /// <summary>The team's answer to an authority's question.</summary>
    public const string Reply = "reply";

    /// <summary>Thanks for an answer, sent by the system: it asks for nothing, and nobody waits for it.</summary>
    public const string Thanks = "thanks";

    /// <summary>A reminder to the team's own heads of a day that the year has.</summary>
    public const string Deadline = "deadline";

    /// <summary>A text that the coordinator tries on themself.</summary>
    public const string Trial = "trial";

    /// <summary>Late questions, told to a group's chair.</summary>
    public const string Chair = "chair";

    /// <summary>The County Administrative Board asks for more of a return.</summary>
    public const string County = "county";

    /// <summary>A question to an ombud: more to tell, or whether it shows.</summary>
    public const string Ombud = "ombud";

    /// <summary>What has happened with what somebody watches, once a day.</summary>
    public const string Watch = "watch";

    /// <summary>A saved view of the register, once a period.</summary>
    public const string View = "view";

    /// <summary>Invitations, sign-in links, passwords.</summary>
    public const string Account = "account";
}
