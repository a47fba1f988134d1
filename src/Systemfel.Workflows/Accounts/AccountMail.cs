using System.Globalization;
using Systemfel.Data.Accounts;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Accounts;

/// <summary>Mail about an account. Each call adds to what its caller saves; nothing is sent before that.</summary>
public interface IAccountMail
{
    /// <summary>Asks a new person to choose a password.</summary>
    void SendInvitation(Account account, Uri url);

    /// <summary>A link that signs in once, in place of a password.</summary>
    void SendSignInLink(Account account, Uri url);

    /// <summary>A link to choose a new password.</summary>
    void SendReset(Account account, Uri url);
}

/// <summary>Queues account mail in the outbox, in the transaction of the caller.</summary>
internal sealed class OutboxAccountMail(SystemfelDb db, AccountLinks links, TimeProvider time) : IAccountMail
{
    public void SendInvitation(Account account, Uri url) => Queue(account, "inbjudan", "Du är inbjuden till Systemfel", $"""
        Hej {account.DisplayName}!

        Du har fått ett konto i Systemfel, där personliga ombud samlar återkommande fel hos myndigheter.

        Öppna länken och välj ett lösenord:
        {url}

        Länken gäller i sju dagar och kan användas en gång.

        Väntade du inte den här inbjudan? Då behöver du inte göra något.
        """);

    public void SendSignInLink(Account account, Uri url) => Queue(account, "lank", "Logga in i Systemfel", $"""
        Hej {account.DisplayName}!

        Öppna länken för att logga in:
        {url}

        Länken gäller i 30 minuter och kan användas en gång.

        Har du inte bett om länken? Då behöver du inte göra något. Ingen kommer in utan den.
        """);

    public void SendReset(Account account, Uri url) => Queue(account, "aterstall", "Välj nytt lösenord i Systemfel", $"""
        Hej {account.DisplayName}!

        Öppna länken för att välja ett nytt lösenord:
        {url}

        Länken gäller i 60 minuter och kan användas en gång.

        Har du inte bett om länken? Då behöver du inte göra något. Ditt lösenord är oförändrat.
        """);

    private void Queue(Account account, string kind, string subject, string text)
    {
        var id = Guid.NewGuid();
        var now = time.GetUtcNow();
        db.OutboxItems.Add(new OutboxItem
        {
            OrganisationId = account.Memberships.FirstOrDefault()?.OrganisationId ?? 0,
            UniqueKey = string.Create(CultureInfo.InvariantCulture, $"account:{kind}:{account.Id}:{id:N}"),
            Purpose = "account",
            ToAddress = account.Email ?? "",
            ToName = account.DisplayName,
            Subject = subject,
            Text = text,
            MessageId = $"<{id:N}@{links.Host}>",
            IsAutomatic = true,
            State = OutboxState.Queued,
            CreatedAt = now,
            NextAttemptAt = now,
        });
    }
}
