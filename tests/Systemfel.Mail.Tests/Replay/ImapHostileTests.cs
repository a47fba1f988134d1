using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Systemfel.Mail.Tests;

/// <summary>A whole fetch against a server that stops being one: at every step of the conversation it says BYE, hangs up, falls silent or drips.</summary>
public class ImapHostileTests
{
    /// <summary>Connect, sign in, select, search, fetch, move, sign out.</summary>
    private static readonly string[] Whole =
    [
        "S: * OK ready",
        "C: S0001 CAPABILITY",
        "S: * CAPABILITY IMAP4rev1 AUTH=PLAIN MOVE",
        "S: S0001 OK done",
        "C: S0002 AUTHENTICATE PLAIN",
        "S: +",
        "C: AHUAaGVtbGlz",
        "S: S0002 OK in",
        "C: S0003 CAPABILITY",
        "S: * CAPABILITY IMAP4rev1 MOVE",
        "S: S0003 OK done",
        "C: S0004 SELECT \"INBOX\"",
        "S: * 1 EXISTS",
        "S: * OK [UIDVALIDITY 5] ok",
        "S: S0004 OK done",
        "C: S0005 UID SEARCH UID 1:*",
        "S: * SEARCH 7",
        "S: S0005 OK done",
        "C: S0006 UID FETCH 7 *",
        "S-RAW: * 1 FETCH (UID 7 BODY[] {5}\\r\\n",
        "S-RAW: hallo",
        "S: )",
        "S: S0006 OK done",
        "C: S0007 UID MOVE 7 \"Klart\"",
        "S: * 1 EXPUNGE",
        "S: S0007 OK done",
    ];

    public static TheoryData<int, string> EveryStep()
    {
        var steps = new TheoryData<int, string>();
        foreach (var ending in new[] { "S: * BYE going down", "CLOSE", "SILENCE", "DRIP" })
        {
            for (var step = 0; step < Whole.Length; step++)
                steps.Add(step, ending);
        }

        foreach (var step in new[] { 2, 12, 16, 19 })
            steps.Add(step, "FLOOD * OK wait");
        return steps;
    }

    [Fact]
    public async Task Fetch_WhenNothingHappens_GetsTheMailAndMovesIt()
    {
        await using var server = new ScriptedServer(string.Join('\n', Whole.Append("C: S0008 LOGOUT").Append("S: S0008 OK")));
        Assert.Equal(1, await FetchAsync(ImapScripts.Options(server) with { User = "u", Password = "hemlis" }));
        await server.PlayedAsync();
    }

    [Theory, MemberData(nameof(EveryStep))]
    public async Task Fetch_WhenServerStopsAtAnyStep_EndsWithATransientErrorInTime(int step, string ending)
    {
        await using var server = new ScriptedServer(string.Join('\n', Whole.Take(step).Append(ending)));
        var watch = Stopwatch.StartNew();
        var e = await Assert.ThrowsAsync<MailProtocolException>(() => FetchAsync(Impatient(server)));
        Assert.True(e.IsTransient, e.Message);
        Assert.DoesNotContain("hemlis", e.ToString(), StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Connect_WhenNobodyTakesTheConnection_GivesUpInTime()
    {
        // A full queue of connections: the system neither accepts nor refuses.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        var waiting = Enumerable.Range(0, 4).Select(_ => new TcpClient()).ToList();
        var tries = waiting.ConvertAll(c => c.ConnectAsync(IPAddress.Loopback, port));
        var watch = Stopwatch.StartNew();
        var options = new MailServerOptions { Host = "127.0.0.1", Port = port, Security = MailSecurity.None, CommandTimeout = TimeSpan.FromMilliseconds(500), TotalTimeout = TimeSpan.FromSeconds(2) };
        var e = await Assert.ThrowsAsync<MailProtocolException>(() => ImapClient.ConnectAsync(options));
        Assert.True(e.IsTransient);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(6));
        waiting.ForEach(c => c.Dispose());
        await Task.WhenAll(tries).ContinueWith(t => t.Exception, TaskScheduler.Default);
    }

    [Fact]
    public async Task Connect_WhenTlsIsNeverAnswered_GivesUpInTime()
    {
        await using var server = new ScriptedServer("SILENCE");
        var watch = Stopwatch.StartNew();
        var e = await Assert.ThrowsAsync<MailProtocolException>(() => ImapClient.ConnectAsync(Impatient(server) with { Security = MailSecurity.Tls }));
        Assert.True(e.IsTransient);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(6));
    }

    [Fact]
    public async Task Connect_WhenTrustedCertificateIsForAnotherName_GivesUp()
    {
        await using var server = new ScriptedServer("TLS", certificateName: "annan.example");
        await Assert.ThrowsAsync<MailSecurityException>(() => ImapClient.ConnectAsync(ImapScripts.Options(server, MailSecurity.Tls) with { TrustedRootFile = server.WriteCertificate() }));
    }

    [Fact]
    public async Task Connect_WhenPlaintextFollowsStartTls_GivesUpBeforeThePassword()
    {
        await using var server = new ScriptedServer("""
            S: * OK ready
            C: S0001 CAPABILITY
            S: * CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN
            S: S0001 OK done
            C: S0002 STARTTLS
            S-RAW: S0002 OK go\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n
            SILENCE
            """);
        await Assert.ThrowsAsync<MailSecurityException>(() => ImapClient.ConnectAsync(ImapScripts.Options(server, MailSecurity.StartTls) with { User = "u", Password = "hemlis" }));
        Assert.Equal(2, server.Received.Count);
    }

    [Theory]
    [InlineData("* SEARCH 4294967296 -3 7 9.37e+06 x 0", new uint[] { 7 })]
    [InlineData("* SEARCH", new uint[0])]
    [InlineData("* SEARCH 9 7 7 8\nS: * SEARCH 10", new uint[] { 7, 8, 9, 10 })]
    public async Task Search_WhenNumbersAreOdd_KeepsThoseThatCanBeRight(string answer, uint[] expected)
    {
        await using var server = new ScriptedServer(ImapScripts.Hello + $"""
            C: S0002 UID SEARCH UID 1:*
            S: {answer}
            S: S0002 OK
            """);
        await using var client = await ImapClient.ConnectAsync(ImapScripts.Options(server));
        Assert.Equal(expected, await client.SearchAsync());
    }

    [Theory]
    [InlineData("* -3 EXISTS", 0)]
    [InlineData("* 9.37e+06 EXISTS", 0)]
    [InlineData("* 99999999999 EXISTS", 99999999999)]
    public async Task Select_WhenCountIsOdd_StillOpensTheFolder(string exists, long count)
    {
        await using var server = new ScriptedServer(ImapScripts.Hello + $"""
            C: S0002 SELECT "INBOX"
            S: {exists}
            S: * OK [UIDVALIDITY 44] ok
            S: S0002 OK
            """);
        await using var client = await ImapClient.ConnectAsync(ImapScripts.Options(server));
        Assert.Equal(new ImapFolder(44, null, count), await client.SelectAsync("INBOX"));
    }

    [Theory]
    [InlineData("{99999999999999}")]
    [InlineData("{5000000000}")]
    public async Task Fetch_WhenLiteralIsImpossiblyLarge_GivesUpWithoutTheMemory(string literal)
    {
        await using var server = new ScriptedServer(ImapScripts.Hello + $"""
            C: S0002 UID FETCH 7 *
            S: * 1 FETCH (UID 7 BODY[] {literal}
            SILENCE
            """);
        await using var client = await ImapClient.ConnectAsync(ImapScripts.Options(server));
        var before = GC.GetTotalAllocatedBytes();
        await Assert.ThrowsAnyAsync<MailProtocolException>(async () =>
        {
            await foreach (var _ in client.FetchAsync([7]))
            {
            }
        });
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 50_000_000);
    }

    [Fact]
    public async Task SearchLarger_AsksBySize()
    {
        await using var server = new ScriptedServer(ImapScripts.Hello + """
            C: S0002 UID SEARCH LARGER 1000
            S: * SEARCH 12
            S: S0002 OK
            """);
        await using var client = await ImapClient.ConnectAsync(ImapScripts.Options(server));
        Assert.Equal([12u], await client.SearchLargerAsync(1000));
    }

    private static MailServerOptions Impatient(ScriptedServer server) =>
        ImapScripts.Options(server) with { CommandTimeout = TimeSpan.FromMilliseconds(150), TotalTimeout = TimeSpan.FromMilliseconds(400), User = "u", Password = "hemlis" };

    private static async Task<int> FetchAsync(MailServerOptions options)
    {
        await using var client = await ImapClient.ConnectAsync(options);
        await client.SelectAsync("INBOX");
        var found = 0;
        await foreach (var mail in client.FetchAsync(await client.SearchAsync()))
            found += mail.Raw is null ? 0 : 1;
        await client.MoveAsync([7], "Klart");
        return found;
    }
}
