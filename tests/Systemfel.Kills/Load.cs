using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Systemfel.Kills;

/// <summary>What one run is to get done; the same for the same seed, so that a run after a kill goes on with the same.</summary>
public sealed record Load(int Mails, int Moves, int Seed)
{
    public const string Mailbox = "kills";

    public byte[] Mail(int number)
    {
        var words = new Random(Seed * 100_003 + number);
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"From: Registrator <r{number}@myndighet.example>\r\nTo: svar@systemfel.example\r\nSubject: Svar {Seed}-{number}\r\n"
            + $"Message-ID: <{Seed}.{number}@myndighet.example>\r\nDate: Mon, 2 Nov 2026 10:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
        // From a few hundred bytes to over a page of the database, so that a mail does not always fit in one write.
        for (var i = words.Next(1, 200); i > 0; i--) text.Append(CultureInfo.InvariantCulture, $"Rad {i}: vi har tagit emot er skrivelse {words.Next()}.\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public string Hash(int number) => Convert.ToHexString(SHA256.HashData(Mail(number)));

    public string Key(int move) => $"kills-{Seed}-{move}";

    /// <summary>Every third move is a new report, the others count one that is there.</summary>
    public static bool IsReport(int move) => move % 3 == 0;
}
