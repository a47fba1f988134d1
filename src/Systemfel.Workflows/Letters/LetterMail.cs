using System.Security.Cryptography;
using System.Text;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Letters;

/// <summary>The mails that moves queue besides the letters themselves: reminders, and the team's answer to an authority's question.</summary>
internal static class LetterMail
{
    /// <summary>Filled in at send time, so that no stored row holds a usable token.</summary>
    public const string LinkPlaceholder = "{{svarslänk}}";

    /// <summary>Names the mail that carries a letter to one recipient.</summary>
    public static string KeyOf(LetterRecipient recipient) => $"letter:{recipient.Id}";

    /// <summary>To whom a letter stands now: a letter that was sent again to a corrected address has a later recipient.</summary>
    public static LetterRecipient? RecipientOf(Letter? letter) => letter?.Recipients.MaxBy(r => r.Id);

    /// <summary>Where a reminder of this line would go; null when there is nowhere.</summary>
    public static (string Address, string Name)? ReminderAddress(MoveScope scope, Bookmark bookmark)
    {
        if (RecipientOf(bookmark.LetterItem?.Letter) is { } recipient) return (recipient.Address, recipient.Name);
        var contact = scope.Facts.Parties.GetValueOrDefault(bookmark.WaitsForPartyId ?? 0)?.Contacts.FirstOrDefault(c => c.State == ContactState.Ok);
        return contact == null ? null : (contact.Address, contact.Name);
    }

    /// <summary>The last sent letter's item about this line.</summary>
    public static LetterItem? LastItemOf(MoveScope scope, Bookmark bookmark) =>
        scope.SentItems.Where(i => i.BookmarkId == bookmark.Id && i.Letter.State == LetterState.Sent).MaxBy(i => i.Letter.SentAt);

    public static OutboxItem Reminder(MoveScope scope, Bookmark bookmark, string kind, DateOnly on) =>
        Reminder([(scope, bookmark)], kind, $"remind:{kind}:{bookmark.Id}:{on:yyyy-MM-dd}");

    /// <summary>One reminder for all the points that one recipient has left with the same last day.</summary>
    public static OutboxItem Reminder(IReadOnlyList<(MoveScope Scope, Bookmark Bookmark)> points, string kind, string key)
    {
        var (scope, bookmark) = points[0];
        var (address, name) = ReminderAddress(scope, bookmark)!.Value;
        var recipient = RecipientOf(bookmark.LetterItem?.Letter);
        var due = bookmark.Due ?? scope.Today;
        var tone = ToneOf(due, scope.Today, scope.Route.Deadlines);
        var list = points.Select(p => (p.Bookmark.LetterItem is { Number: > 0 } item ? $"{item.Number}. " : "") + $"{p.Scope.Case.Number} {p.Scope.Case.Title}");
        var text = TextOf(tone, MailTexts.Of(scope.Facts.Texts, tone), Values(scope.Facts.Organisation, name, due), list, scope.Facts.Organisation, recipient != null);
        return Mail(scope, bookmark, recipient, address, name, key, OutboxPurpose.Reminder, SubjectOf(tone, due), text);
    }

    /// <summary>Friendly until the last day, plain after it, firm from the day on which the chair is told.</summary>
    internal static string ToneOf(DateOnly due, DateOnly today, Routes.RouteDeadlines deadlines) =>
        today <= due ? MailTexts.Reminder : today < Reminders.ReminderDays.ChairDay(due, deadlines) ? MailTexts.Overdue : MailTexts.VeryOverdue;

    /// <summary>What the fields of a text stand for in one mail.</summary>
    internal static Dictionary<string, string> Values(Organisation organisation, string recipient, DateOnly answerBy) => new()
    {
        ["svarsdag"] = SwedishText.LongDate(answerBy),
        ["mottagare"] = recipient,
        ["verksamhet"] = organisation.Name,
    };

    internal static string SubjectOf(string kind, DateOnly due) => kind switch
    {
        MailTexts.Reminder => "Påminnelse: svar senast " + SwedishText.LongDate(due),
        MailTexts.Overdue => "Påminnelse: vi saknar ert svar",
        MailTexts.VeryOverdue => "Svaret är mycket försenat",
        _ => "Tack för ert svar",
    };

    /// <summary>A mail of the system's: the opening words, the points, and how to go on.</summary>
    internal static string TextOf(
        string kind, string opening, IReadOnlyDictionary<string, string> values, IEnumerable<string> points, Organisation organisation, bool hasLink)
    {
        var text = new StringBuilder();
        if (hasLink) text.Append(Systemfel.Mail.ReplyText.Marker).Append("\n\n");
        text.Append("Hej!\n\n").Append(MailTexts.Fill(opening, values)).Append("\n\n").AppendJoin('\n', points).Append("\n\n");
        if (kind == MailTexts.Thanks)
        {
            text.Append("Det här är ett automatiskt meddelande. Vill ni ändra eller lägga till något? Svara på det, eller på webben utan konto: ");
            return text.Append(LinkPlaceholder).Append("\n\n").Append(SwedishText.Signature(organisation)).ToString();
        }
        text.Append("Har ni redan svarat behöver ni inte göra något.\n");
        if (hasLink) text.Append("Svara på det här brevet, eller på webben utan konto: ").Append(LinkPlaceholder).Append('\n');
        return text.Append("Behöver ni mer tid? Skriv till när, så noterar vi det.\n\n").Append(SwedishText.Signature(organisation)).ToString();
    }

    public static OutboxItem Reply(MoveScope scope, Bookmark bookmark, LetterItem item, string answer)
    {
        var recipient = RecipientOf(item.Letter)!;
        var text = $"Hej!\n\nNi hade en fråga om {scope.Case.Number} {scope.Case.Title}. Vårt svar:\n\n{answer.Trim()}\n\n"
            + $"Vi vill gärna ha ert svar senast {SwedishText.LongDate(bookmark.Due!.Value)}. Svara på det här brevet, eller på webben: {LinkPlaceholder}\n\n"
            + SwedishText.Signature(scope.Facts.Organisation);
        return Mail(scope, bookmark, recipient, recipient.Address, recipient.Name, $"reply:{bookmark.Id}:{bookmark.Version}", OutboxPurpose.Reply,
            "Svar på er fråga", text);
    }

    private static OutboxItem Mail(
        MoveScope scope, Bookmark bookmark, LetterRecipient? recipient, string address, string name, string key, string purpose, string subject, string text)
    {
        var letter = recipient == null ? null : bookmark.LetterItem?.Letter;
        return new OutboxItem
        {
            OrganisationId = scope.Case.OrganisationId,
            UniqueKey = key,
            Purpose = purpose,
            LetterId = letter?.Id,
            LetterRecipientId = recipient?.Id,
            DeficiencyId = scope.Case.Id,
            ToAddress = address,
            ToName = name,
            Subject = subject + (letter == null || letter.Tag == "" ? "" : $" [#{letter.Tag}]"),
            Text = text,
            MessageId = MessageIdOf(key, scope.Facts.MailDomain),
            InReplyTo = letter == null ? "" : MessageIdOf(KeyOf(recipient!), scope.Facts.MailDomain),
            IsAutomatic = scope.Actor == Actor.System,
            CreatedAt = scope.Now,
            NextAttemptAt = scope.Now,
        };
    }

    /// <summary>Fixed by what the mail is, so that every extra copy bears the same one.</summary>
    public static string MessageIdOf(string key, string domain) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("systemfel:" + key)))[..32] + "@" + domain;
}
