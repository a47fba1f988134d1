using Systemfel.Mail;

namespace Systemfel.Workflows.Ingest;

/// <summary>Why fetching failed, in Swedish for the administrator. Never an address, a password or the server's own words.</summary>
internal static class FetchTrouble
{
    public static string Words(Exception e) => e switch
    {
        MailSecurityException => "Anslutningen kan inte skyddas: servern saknar STARTTLS, eller dess certifikat är inte betrott eller gäller ett annat namn.",
        MailAuthenticationException { IsTransient: true } => "Inloggningen går inte just nu: servern för åtkomst svarar inte.",
        MailAuthenticationException => "Inloggningen godtas inte: användare, lösenord eller åtkomstnyckel är fel, eller så saknas rätt till brevlådan.",
        MailProtocolException { IsTransient: true } => "Servern svarar inte, eller bröt anslutningen.",
        MailProtocolException => "Servern vägrade: kontrollera mapparna och rätten till dem.",
        OperationCanceledException => "Det tog för lång tid.",
        _ => "Posten kunde inte sparas (" + e.GetType().Name + ").",
    };
}
