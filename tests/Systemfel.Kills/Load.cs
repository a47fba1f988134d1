using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Systemfel.Kills;

/// <summary>A letter that waits for an answer: where answers go, and who answers.</summary>
public sealed record OpenLetter(string ReplyAddress, string Recipient);

/// <summary>What one run is to get done; the same for the same seed, so that a run after a kill goes on with the same.</summary>
public sealed record Load(int Mails, int Moves, int Seed)
{
    public const string Mailbox = "kills";

    /// <summary>Every other mail answers a letter of the demo; the rest belong to none.</summary>
    public byte[] Mail(int number, IReadOnlyList<OpenLetter> letters)
    {
        var words = new Random(Seed * 100_003 + number);
        var letter = number % 2 == 1 && letters.Count > 0 ? letters[number / 2 % letters.Count] : new OpenLetter("svar@systemfel.example", $"r{number}@myndighet.example");
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"From: Registrator <{letter.Recipient}>\r\nTo: {letter.ReplyAddress}\r\nSubject: SV: Svar {Seed}-{number}\r\n"
            + $"Message-ID: <{Seed}.{number}@myndighet.example>\r\nDate: Mon, 2 Nov 2026 10:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
        // From a few hundred bytes to over a page of the database, so that a mail does not always fit in one write.
        for (var i = words.Next(1, 200); i > 0; i--) text.Append(CultureInfo.InvariantCulture, $"Rad {i}: vi har ändrat rutinen, del {words.Next()}.\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public string Hash(int number, IReadOnlyList<OpenLetter> letters) => Convert.ToHexString(SHA256.HashData(Mail(number, letters)));

    public string Key(int move) => $"kills-{Seed}-{move}";

    /// <summary>Every third move is a new report, every third a reminder as long as there is a line to remind of; the others count one that is there.</summary>
    public static MoveSort SortOf(int move, int lines) => (move % 3) switch
    {
        0 => MoveSort.Report,
        1 when move / 3 < lines => MoveSort.Reminder,
        _ => MoveSort.Count,
    };
}

public enum MoveSort { Report, Reminder, Count }
