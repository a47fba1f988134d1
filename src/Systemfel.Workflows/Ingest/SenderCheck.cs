using Systemfel.Data.Letters;
using Systemfel.Mail;

namespace Systemfel.Workflows.Ingest;

/// <summary>Whether the From line fits the contact. It proves nothing; a misfit is shown to whoever accepts the answer.</summary>
internal static class SenderCheck
{
    /// <returns>Empty when it fits; else why not, in Swedish.</returns>
    public static string WhyUnverified(MimeMessage message, AuthenticationResults? found, IReadOnlyList<LetterRecipient> recipients)
    {
        if (message.From.Count == 0) return "Brevet har ingen avsändare.";
        if (message.From.Count > 1) return "Brevet har flera avsändare.";
        if (message.Signature is { IsIntact: false }) return "Brevets elektroniska signatur stämmer inte: det kan ha ändrats på vägen.";
        // Only this result is about the From line; SPF and DKIM can pass for anyone's own domain.
        return found is { Dmarc: "fail" }
            ? "Vår mottagande server kunde inte bekräfta avsändarens domän (DMARC)."
            : WhyUnverified(message.From[0].Domain, [.. recipients.Select(Domains)]);
    }

    /// <param name="domain">The sender's, lower case.</param>
    /// <param name="domains">For each letter that is answered, those its recipient may answer from.</param>
    internal static string WhyUnverified(string domain, IReadOnlyList<string[]> domains)
    {
        if (domain == "") return "Avsändarens adress har ingen domän.";
        if (domains.All(own => own.Any(d => domain == d || domain.EndsWith("." + d, StringComparison.Ordinal)))) return "";
        return domains.SelectMany(own => own).Any(d => LookAlikeDomain.Is(domain, d))
            ? $"Avsändarens domän liknar mottagarens men är en annan ({ReadMail.Shown(domain)})."
            : "Avsändarens domän är ingen av dem som mottagaren svarar från.";
    }

    /// <summary>What our own server and the mail's signature say, for whoever weighs the answer; empty when neither says anything.</summary>
    public static string Words(MimeMessage message, AuthenticationResults? found)
    {
        var results = new[] { ("spf", found?.Spf), ("dkim", found?.Dkim), ("dmarc", found?.Dmarc) }.Where(r => r.Item2 != null).Select(r => $"{r.Item1}={ReadMail.Shown(r.Item2!)}");
        var signature = message.Signature switch
        {
            null => "",
            { IsIntact: false } => "signaturen stämmer inte",
            var s => $"signerat av {ReadMail.Shown(s.SignerAddress ?? s.SignerName ?? "okänd")}, certifikatet är {(s.IsTrusted ? "" : "inte ")}betrott",
        };
        return string.Join("; ", new[] { string.Join(' ', results), signature }.Where(w => w != ""));
    }

    private static string[] Domains(LetterRecipient r) => r.Domains.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
