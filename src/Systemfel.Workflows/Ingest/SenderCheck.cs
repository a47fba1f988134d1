using Systemfel.Data.Letters;
using Systemfel.Mail;

namespace Systemfel.Workflows.Ingest;

/// <summary>Whether the From line fits the contact. It proves nothing; a misfit is shown to whoever accepts the answer.</summary>
internal static class SenderCheck
{
    /// <returns>Empty when it fits; else why not, in Swedish.</returns>
    public static string WhyUnverified(MimeMessage message, IReadOnlyList<LetterRecipient> recipients)
    {
        if (message.From.Count == 0) return "Brevet har ingen avsändare.";
        if (message.From.Count > 1) return "Brevet har flera avsändare.";
        var domain = message.From[0].Domain;
        if (domain == "") return "Avsändarens adress har ingen domän.";
        return recipients.All(r => Domains(r).Any(d => domain == d || domain.EndsWith("." + d, StringComparison.Ordinal)))
            ? ""
            : "Avsändarens domän är ingen av dem som mottagaren svarar från.";
    }

    private static string[] Domains(LetterRecipient r) => r.Domains.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
