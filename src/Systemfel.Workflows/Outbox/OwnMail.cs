using Systemfel.Data.Mail;
using Systemfel.Workflows.Letters;

namespace Systemfel.Workflows.Outbox;

/// <summary>A mail that the system writes to somebody with an account: a question, a reminder, what has happened. Nobody answers it by mail.</summary>
internal static class OwnMail
{
    /// <param name="key">Kind, recipient and day: a rerun finds it and queues nothing.</param>
    /// <param name="organisationId">Whose account.</param>
    /// <param name="purpose">One of <see cref="OutboxPurpose"/>.</param>
    /// <param name="to">Address and name.</param>
    /// <param name="subject">One line.</param>
    /// <param name="text">The whole text.</param>
    /// <param name="now">When it is queued; it may leave at once.</param>
    /// <param name="options">The domain of its id.</param>
    public static OutboxItem Of(string key, long organisationId, string purpose, (string Address, string Name) to, string subject, string text, DateTimeOffset now, WorkflowOptions options) => new()
    {
        OrganisationId = organisationId,
        UniqueKey = key,
        Purpose = purpose,
        ToAddress = to.Address,
        ToName = to.Name,
        Subject = subject,
        Text = text,
        MessageId = LetterMail.MessageIdOf(key, options.MailDomain),
        IsAutomatic = true,
        CreatedAt = now,
        NextAttemptAt = now,
    };
}
