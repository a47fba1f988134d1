using System.Security.Cryptography;
using System.Text;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;

namespace Systemfel.Workflows.Demo;

/// <summary>Incoming mails for a generated database: most in a letter's thread, some unsorted.</summary>
internal sealed class GeneratedMails(DemoStage stage, Random random, DateTimeOffset now)
{
    private static readonly string[] Bodies =
    [
        "Tack för ert brev. Vi har tagit frågan vidare till vår ledning.",
        "Vi har ändrat rutinen och informerat alla handläggare.",
        "Vi behöver mer tid och återkommer efter årsskiftet.",
        "Frågan hör till den regionala ledningen. Vi har skickat den vidare.",
    ];

    private readonly List<Letter> _letters = [.. stage.Simulation.Letters.Where(l => l.State == LetterState.Sent && l.Recipients.Count > 0)];

    public (MailMessage Mail, Letter? Letter) Make(int number)
    {
        var letter = _letters.Count > 0 && random.Next(20) > 0 ? _letters[random.Next(_letters.Count)] : null;
        var from = letter?.Recipients[0].Address ?? $"avsandare{number}@okand.example";
        var at = letter?.SentAt?.AddDays(random.Next(1, 60)) ?? now.AddDays(-random.Next(1, 700));
        if (at > now) at = now;
        var text = Bodies[random.Next(Bodies.Length)];
        var subject = "SV: " + (letter?.Subject ?? "Fråga om personligt ombud");
        var raw = Encoding.UTF8.GetBytes(
            $"From: <{from}>\r\nTo: <svar@systemfel.example>\r\nSubject: {subject}\r\nMessage-ID: <demo.{number}@okand.example>\r\n"
            + $"Date: {at.UtcDateTime:R}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n");
        return (new MailMessage
        {
            OrganisationId = stage.Simulation.Facts.Organisation.Id,
            Mailbox = "demo",
            Sha256 = SHA256.HashData(raw),
            Raw = raw,
            ReceivedAt = at,
            State = letter == null ? MailState.Unsorted : MailState.Filed,
            Kind = "reply",
            Subject = subject,
            FromAddress = from,
            MessageId = $"demo.{number}@okand.example",
            NewText = text,
        }, letter);
    }
}
