using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Systemfel.Tests.Shared;

/// <summary>Dovecot and Postfix on this machine, started by <c>tests/mail-servers</c> on free ports with their state in a directory of their own.</summary>
public sealed class MailServers : IAsyncLifetime
{
    public const string User = "svar@test.example";
    public const string OtherUser = "registrator@test.example";
    public const string Password = "hemligt";

    private readonly string _directory = Path.Combine(Path.GetTempPath(), "systemfel-mail-" + Guid.NewGuid().ToString("N")[..12]);
    private Dictionary<string, int> _ports = [];

    public string Host => "localhost";

    public int Imap => _ports["IMAP"];

    public int Imaps => _ports["IMAPS"];

    public int Lmtp => _ports["LMTP"];

    public int Smtp => _ports["SMTP"];

    public int Submission => _ports["SUBMISSION"];

    /// <summary>Where Dovecot asks whether an access token is good; nothing listens there by itself.</summary>
    public int Tokens => _ports["TOKENS"];

    /// <summary>The servers' self-signed certificate, for localhost and 127.0.0.1.</summary>
    public string CertificateFile => Path.Combine(_directory, "cert.pem");

    public async Task InitializeAsync()
    {
        await RunAsync("start");
        _ports = (await File.ReadAllLinesAsync(Path.Combine(_directory, "ports")))
            .Select(line => line.Split('='))
            .ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture));
    }

    public async Task DisposeAsync()
    {
        await RunAsync("stop");
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Ends Dovecot: nobody listens on its ports.</summary>
    public Task StopImapAsync() => RunAsync("imap-stop");

    /// <summary>Starts Dovecot again, on the same ports and with the same mails.</summary>
    public Task StartImapAsync() => RunAsync("imap-start");

    /// <summary>As when a mailbox is restored from a copy: the mails of a folder are back in the INBOX, which has a new UIDVALIDITY and new numbers.</summary>
    public void RestoreInbox(string user, string folder)
    {
        var root = Path.Combine(_directory, "mail", user);
        foreach (var mail in new[] { "cur", "new" }.SelectMany(part => Directory.EnumerateFiles(Path.Combine(root, "." + folder, part))).ToList())
            File.Move(mail, Path.Combine(root, "new", Path.GetFileName(mail).Split(':')[0]));
        foreach (var index in Directory.EnumerateFiles(root, "dovecot*").ToList()) File.Delete(index);
    }

    /// <summary>Puts raw bytes into a mailbox over LMTP, unchanged but for added trace headers. When it returns, the mail is there.</summary>
    public async Task DeliverAsync(string recipient, byte[] mail)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Lmtp);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await ExpectAsync(reader, '2');
        foreach (var command in new[] { "LHLO localhost", "MAIL FROM:<avsandare@example.org>", $"RCPT TO:<{recipient}>" })
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"));
            await ExpectAsync(reader, '2');
        }

        await stream.WriteAsync("DATA\r\n"u8.ToArray());
        await ExpectAsync(reader, '3');
        var stuffed = Encoding.Latin1.GetString(mail).Replace("\n.", "\n..");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(stuffed + (stuffed.EndsWith('\n') ? ".\r\n" : "\r\n.\r\n")));
        await ExpectAsync(reader, '2');
    }

    private static async Task ExpectAsync(StreamReader reader, char kind)
    {
        string? line;
        do
        {
            line = await reader.ReadLineAsync();
            if (line is null || line[0] != kind)
                throw new InvalidOperationException("The LMTP server answered: " + line);
        }
        while (line.Length > 3 && line[3] == '-');
    }

    private async Task RunAsync(string verb)
    {
        var script = Path.Combine(Repository(), "tests", "mail-servers");
        using var process = Process.Start(new ProcessStartInfo("/bin/bash", [script, verb, _directory]) { RedirectStandardError = true })!;
        // Servers inherit the pipe, so only a failed start is read to its end.
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException("tests/mail-servers failed: " + await process.StandardError.ReadLineAsync());
    }

    private static string Repository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Systemfel.sln")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("Systemfel.sln was not found above the tests.");
    }
}
