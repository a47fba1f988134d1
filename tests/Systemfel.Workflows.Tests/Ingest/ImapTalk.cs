using System.Globalization;
using System.Text;
using Systemfel.Mail;
using Systemfel.Mail.Tests;
using Systemfel.Workflows.Ingest;

namespace Systemfel.Workflows.Tests.Ingest;

/// <summary>One connection's replayed conversation, with the tags counted: signed in, then command by command.</summary>
internal sealed class ImapTalk
{
    public const string Password = "mycket-hemligt";
    public const string User = "svar@po.example";

    private readonly StringBuilder _script = new("S: * OK ready\n");
    private int _tag;

    private ImapTalk()
    {
    }

    public static ImapTalk SignedIn(string capabilities = "MOVE IDLE")
    {
        var talk = new ImapTalk().Command("CAPABILITY", "* CAPABILITY IMAP4rev1 AUTH=PLAIN");
        talk._script.Append(CultureInfo.InvariantCulture, $"C: S0002 AUTHENTICATE PLAIN\nS: +\nC: *\nS: S0002 OK\n");
        talk._tag++;
        return talk.Command("CAPABILITY", "* CAPABILITY IMAP4rev1 " + capabilities);
    }

    public static string Refused() => "S: * OK ready\nC: S0001 CAPABILITY\nS: * CAPABILITY AUTH=PLAIN\nS: S0001 OK\nC: S0002 AUTHENTICATE PLAIN\nS: S0002 NO wrong " + Password;

    public static MailboxOptions Mailbox(int port, string organisation = "", string folder = "INBOX") => new()
    {
        Server = new MailServerOptions
        {
            Host = "localhost",
            Port = port,
            Security = MailSecurity.None,
            User = User,
            Password = Password,
            CommandTimeout = TimeSpan.FromSeconds(5),
            TotalTimeout = TimeSpan.FromSeconds(10),
            LargestMessage = 1000,
        },
        Organisation = organisation,
        Folder = folder,
        DoneFolder = "Klart",
    };

    public static MailboxOptions Mailbox(ScriptedServer server, string organisation = "") => Mailbox(server.Port, organisation);

    /// <summary>A short mail, its line ends written as ScriptedServer wants them.</summary>
    public static string Mail(string subject) => $@"From: a@sater.example\r\nMessage-ID: <{subject}@sater.example>\r\nSubject: {subject}\r\n\r\nHej\r\n";

    public ImapTalk Command(string command, params string[] answers)
    {
        _tag++;
        _script.Append(CultureInfo.InvariantCulture, $"C: S{_tag:0000} {command}\n");
        foreach (var answer in answers) _script.Append(answer.StartsWith("S-RAW: ", StringComparison.Ordinal) ? answer : "S: " + answer).Append('\n');
        _script.Append(CultureInfo.InvariantCulture, $"S: S{_tag:0000} OK\n");
        return this;
    }

    /// <summary>A fetch of the whole folder: select, search, and for each mail its bytes and the move.</summary>
    public ImapTalk Fetch(uint validity, params (int Uid, string Mail)[] mails)
    {
        Command("SELECT \"INBOX\"", $"* {mails.Length} EXISTS", $"* OK [UIDVALIDITY {validity}]").Command("UID SEARCH LARGER 1000", "* SEARCH");
        Command("UID SEARCH UID 1:*", "* SEARCH " + string.Join(' ', mails.Select(m => m.Uid)));
        if (mails.Length == 0) return this;
        Command("UID FETCH *", [.. mails.Select((m, i) => $@"S-RAW: * {i + 1} FETCH (UID {m.Uid} BODY[] {{{m.Mail.Replace(@"\r\n", "rn", StringComparison.Ordinal).Length}}}\r\n{m.Mail})\r\n")]);
        return Command("UID MOVE *");
    }

    public ImapTalk Idle(params string[] news)
    {
        _tag++;
        _script.Append(CultureInfo.InvariantCulture, $"C: S{_tag:0000} IDLE\nS: + idling\n");
        foreach (var line in news) _script.Append("S: ").Append(line).Append('\n');
        _script.Append(CultureInfo.InvariantCulture, $"C: DONE\nS: S{_tag:0000} OK\n");
        return this;
    }

    public ImapTalk Raw(string lines)
    {
        _script.Append(lines).Append('\n');
        return this;
    }

    public override string ToString() => _script.ToString();
}
