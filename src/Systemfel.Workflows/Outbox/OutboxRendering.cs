using System.Globalization;
using Systemfel.Data.Mail;
using Systemfel.Data.Organisations;
using Systemfel.Mail;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Letters;

namespace Systemfel.Workflows.Outbox;

/// <summary>Fills in what the outbox does not hold: the reply address and the link, from the token as it is derived now.</summary>
internal sealed class OutboxRendering(ReplyTokens tokens, EffectLinks links, WorkflowOptions options)
{
    /// <param name="item">A row, loaded with its letter recipient.</param>
    /// <param name="organisation">Who writes; null for mail about accounts that belong to none.</param>
    /// <param name="now">The date it is given.</param>
    public OutboundMail Render(OutboxItem item, Organisation? organisation, DateTimeOffset now)
    {
        var token = item.LetterRecipient is { } recipient ? tokens.Of(recipient) : null;
        var link = token != null ? $"{options.PublicBaseUrl.TrimEnd('/')}/svara/{token}"
            : item.Purpose == OutboxPurpose.Adjust && item.UniqueKey.Split(':') is ["adjust", var id, var number, ..]
                ? $"{options.PublicBaseUrl.TrimEnd('/')}/justera/{tokens.OfAdjustment(long.Parse(id, CultureInfo.InvariantCulture), int.Parse(number, CultureInfo.InvariantCulture))}"
            : EffectMail.LinkPartOf(item) is var (account, day)
                ? $"{options.PublicBaseUrl.TrimEnd('/')}/effekt/{links.Of(account, day)}"
            : null;
        return new OutboundMail
        {
            From = new MailboxAddress(organisation == null ? "Systemfel" : OneLine($"{organisation.Name}, {organisation.HostName}"), options.ReplyAddress),
            To = new MailboxAddress(OneLine(item.ToName), item.ToAddress),
            ReplyTo = token == null ? options.ReplyAddress : AddressWith(token),
            Subject = OneLine(item.Subject),
            Text = item.Text.Replace(LetterMail.LinkPlaceholder, link ?? options.PublicBaseUrl, StringComparison.Ordinal),
            Html = item.Html.Replace(LetterMail.LinkPlaceholder, LetterHtml.Encode(link ?? options.PublicBaseUrl), StringComparison.Ordinal),
            MessageId = item.MessageId.Trim('<', '>'),
            InReplyTo = item.InReplyTo.Trim('<', '>'),
            IsAutomatic = item.IsAutomatic,
            UsesNullSender = item is { IsAutomatic: true, Purpose: OutboxPurpose.Thanks },
            EnvelopeId = item.Id.ToString(CultureInfo.InvariantCulture),
            Date = now,
            ReplyLink = link,
        };
    }

    public string AddressWith(string token)
    {
        var at = options.ReplyAddress.IndexOf('@', StringComparison.Ordinal);
        return $"{options.ReplyAddress[..at]}+{token.ToLowerInvariant()}{options.ReplyAddress[at..]}";
    }

    // A name or title with a line break in it must not become a header of its own.
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
