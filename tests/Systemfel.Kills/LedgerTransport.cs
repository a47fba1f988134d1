using System.Diagnostics;
using Systemfel.Workflows.Outbox;

namespace Systemfel.Kills;

/// <summary>A kill that is aimed at the moment between the server's answer and the mark 'sent'.</summary>
/// <param name="Mail">After so many mails that this process has handed over; 0 for never.</param>
/// <param name="Microseconds">And so long after the server outside has taken it.</param>
public sealed record Aim(int Mail, int Microseconds)
{
    /// <summary>The process is killed from outside, or not at all.</summary>
    public static readonly Aim None = new(0, 0);

    /// <summary>One of the next mails, and from ten microseconds to ten milliseconds after it, each power of ten as often.</summary>
    public static Aim Next(Random random) => new(random.Next(1, 4), (int)Math.Pow(10, 1 + 3 * random.NextDouble()));
}

/// <summary>
/// The mail server outside: what it has taken stands in the ledger, by its Message-ID and the row that it came from, before it says so.
/// When it is aimed, the process gets SIGKILL from a thread of its own, wherever it has come by then.
/// </summary>
public sealed class LedgerTransport(Ledger ledger, Aim aim) : IMailTransport
{
    private readonly Process _self = Process.GetCurrentProcess();
    private int _taken;

    public string Description => "The ledger.";

    public Task<SendResult> SendAsync(OutboundMail mail, CancellationToken ct)
    {
        ledger.Write($"sent {mail.MessageId} {mail.EnvelopeId}");
        if (++_taken == aim.Mail) new Thread(Kill) { Priority = ThreadPriority.Highest }.Start();
        return Task.FromResult(new SendResult(SendOutcome.Accepted, "250"));
    }

    private void Kill()
    {
        var until = Stopwatch.GetTimestamp() + aim.Microseconds * Stopwatch.Frequency / 1_000_000;
        while (Stopwatch.GetTimestamp() < until) Thread.SpinWait(10);
        _self.Kill();
    }
}
