using Systemfel.Workflows.Outbox;

namespace Systemfel.Kills;

/// <summary>The mail server outside: what it has taken stands in the ledger, by its Message-ID, before it says so.</summary>
public sealed class LedgerTransport(Ledger ledger) : IMailTransport
{
    public string Description => "The ledger.";

    public Task<SendResult> SendAsync(OutboundMail mail, CancellationToken ct)
    {
        ledger.Write($"sent {mail.MessageId}");
        return Task.FromResult(new SendResult(SendOutcome.Accepted, "250"));
    }
}
