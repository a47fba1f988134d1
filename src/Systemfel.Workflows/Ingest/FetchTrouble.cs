using Systemfel.Mail;

namespace Systemfel.Workflows.Ingest;

/// <summary>Why fetching failed, in Swedish for the administrator. Never an address, a password or the server's own words.</summary>
internal static class FetchTrouble
{
    public const string Fenced = "Databasen hör till en annan installation, och den riktiga ska ha svaren. En administratör kan öppna den på sidan E-post.";

    public static string Words(Exception e) => e switch
    {
        MailSecurityException => "Anslutningen kan inte skyddas: servern saknar STARTTLS, eller dess certifikat är inte betrott eller gäller ett annat namn.",
        MailAuthenticationException { IsTransient: true } => "Inloggningen går inte just nu: servern för åtkomst svarar inte.",
        MailAuthenticationException => "Inloggningen godtas inte: användare, lösenord eller åtkomstnyckel är fel, eller så saknas rätt till brevlådan.",
        MailProtocolException { IsTransient: true } => "Servern svarar inte, eller bröt anslutningen.",
        MailProtocolException => "Servern vägrade: kontrollera mapparna och rätten till dem.",
        MailFencedException => Fenced,
        OperationCanceledException => "Det tog för lång tid.",
        _ => "Posten kunde inte sparas (" + e.GetType().Name + ").",
    };
}

/// <summary>Thrown when the database belongs to another installation: fetching into a copy would take the answers from the real one.</summary>
internal sealed class MailFencedException : Exception;
