using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Ingest;

/// <summary>
/// Thanks for an answer that came by mail, and says what happens next: at most once per letter and day, to a person who writes
/// from the contact's own domain. Machines, lists, ourselves and strangers get nothing (RFC 3834 2).
/// </summary>
internal sealed class ThankYou(SystemfelDb db, WorkflowOptions options)
{
    public async Task QueueAsync(MailMessage mail, ReadMail read, LetterRecipient recipient, MoveScope scope, CancellationToken ct)
    {
        if (mail.UnverifiedReason != "" || !AutomaticAnswer.IsAllowed(read.Message, read.Classification, [options.ReplyAddress])) return;
        var letter = recipient.Letter;
        if (letter.Items.Exists(i => FourEyes.IsMissing(scope.Facts.Organisation, i.Deficiency))) return;
        var key = $"thanks:{letter.Id}:{scope.Today:yyyy-MM-dd}";
        if (await db.OutboxItems.AnyAsync(o => o.UniqueKey == key, ct)) return;
        var organisation = scope.Facts.Organisation;
        var points = letter.Items.OrderBy(i => i.Number).Select(i => $"{i.Number}. {i.Deficiency.Number} {i.Title}");
        db.Add(new OutboxItem
        {
            OrganisationId = organisation.Id,
            UniqueKey = key,
            Purpose = OutboxPurpose.Thanks,
            LetterId = letter.Id,
            LetterRecipientId = recipient.Id,
            ToAddress = read.Message.From[0].Address,
            ToName = ReadMail.Shown(read.Message.From[0].Name ?? ""),
            Subject = LetterMail.SubjectOf(MailTexts.Thanks, letter.AnswerBy) + $" [#{letter.Tag}]",
            Text = LetterMail.TextOf(MailTexts.Thanks, MailTexts.Of(scope.Facts.Texts, MailTexts.Thanks),
                LetterMail.Values(organisation, recipient.Name, letter.AnswerBy), points, organisation, hasLink: true),
            MessageId = LetterMail.MessageIdOf(key, options.MailDomain),
            InReplyTo = mail.MessageId,
            IsAutomatic = true,
            CreatedAt = scope.Now,
            NextAttemptAt = scope.Now,
        });
    }
}
