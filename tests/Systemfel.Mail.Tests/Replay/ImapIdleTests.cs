using System.Diagnostics;

namespace Systemfel.Mail.Tests;

/// <summary>Waiting for news (RFC 2177), with servers that do it right and servers that do not.</summary>
public class ImapIdleTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);

    private static ScriptedServer Serve(string script) => new(ImapScripts.Hello + script);

    private static Task<ImapClient> ConnectAsync(ScriptedServer server) => ImapClient.ConnectAsync(ImapScripts.Options(server));

    [Theory]
    [InlineData("S0002 BAD what")]
    [InlineData("S0002 NO [LIMIT] not now")]
    [InlineData("S0002 OK idled already")]
    public async Task Idle_WhenServerWillNot_SaysSoAndConnectionStaysUsable(string answer)
    {
        await using var server = Serve($"""
            C: S0002 IDLE
            S: {answer}
            C: S0003 NOOP
            S: S0003 OK
            """);
        await using var client = await ConnectAsync(server);
        await Assert.ThrowsAnyAsync<MailProtocolException>(() => client.IdleAsync(Long));
        Assert.True(client.IsUsable);
        await client.PingAsync();
        await server.PlayedAsync();
    }

    [Fact]
    public async Task CanIdle_WhenServerDoesNotOfferIt_IsFalse()
    {
        await using var server = new ScriptedServer(ImapScripts.Hello.Replace(" IDLE", "", StringComparison.Ordinal));
        await using var client = await ConnectAsync(server);
        Assert.False(client.CanIdle);
    }

    [Theory]
    [InlineData("* 5 EXISTS")]
    [InlineData("* 1 RECENT")]
    [InlineData("* 3 exists")]
    public async Task Idle_WhenAMailComes_EndsAtOnceInOrder(string news)
    {
        await using var server = Serve($"""
            C: S0002 IDLE
            S: + idling
            S: {news}
            C: DONE
            S: S0002 OK done
            C: S0003 NOOP
            S: S0003 OK
            """);
        await using var client = await ConnectAsync(server);
        var watch = Stopwatch.StartNew();
        Assert.True(await client.IdleAsync(Long));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Long / 2);
        await client.PingAsync();
        await server.PlayedAsync();
    }

    [Theory]
    [InlineData("* 2 EXPUNGE")]
    [InlineData("* 0 EXISTS")]
    [InlineData("* 0 RECENT")]
    [InlineData("* -5 EXISTS")]
    [InlineData("* 4 FETCH (FLAGS (\\Seen))")]
    [InlineData("* OK still here")]
    [InlineData("* OK [ALERT] 7 EXISTS")]
    [InlineData("rubbish")]
    public async Task Idle_WhenItIsNoMail_WaitsOnUntilTheTimeIsOver(string line)
    {
        await using var server = Serve($"""
            C: S0002 IDLE
            S: +
            S: {line}
            C: DONE
            S: {line}
            S: S0002 OK done
            C: S0003 NOOP
            S: S0003 OK
            """);
        await using var client = await ConnectAsync(server);
        Assert.False(await client.IdleAsync(Short));
        await client.PingAsync();
        await server.PlayedAsync();
    }

    [Fact]
    public async Task Idle_WhenTheMailComesWithTheEnd_IsNotLost()
    {
        await using var server = Serve("""
            C: S0002 IDLE
            S: + idling
            C: DONE
            S: * 9 EXISTS
            S: S0002 OK done
            """);
        await using var client = await ConnectAsync(server);
        Assert.True(await client.IdleAsync(Short));
    }

    [Fact]
    public async Task Idle_WhenAMailCameWithAnEarlierAnswer_DoesNotWaitForTheNext()
    {
        await using var server = Serve("""
            C: S0002 UID SEARCH UID 1:*
            S: * 1 EXISTS
            S: * SEARCH 7
            S: S0002 OK
            C: S0003 UID MOVE 7 "Klart"
            S: * 1 EXPUNGE
            S: * 1 EXISTS
            S: S0003 OK
            """);
        await using var client = await ConnectAsync(server);
        await client.SearchAsync();
        await client.MoveAsync([7], "Klart");
        Assert.True(await client.IdleAsync(Long));
        await server.PlayedAsync();
    }

    [Fact]
    public async Task Idle_WhenTheSearchSawTheMail_WaitsForTheNext()
    {
        await using var server = Serve("""
            C: S0002 UID SEARCH UID 1:*
            S: * 1 EXISTS
            S: * SEARCH 7
            S: S0002 OK
            C: S0003 IDLE
            S: + idling
            C: DONE
            S: S0003 OK
            """);
        await using var client = await ConnectAsync(server);
        await client.SearchAsync();
        Assert.False(await client.IdleAsync(Short));
        await server.PlayedAsync();
    }

    [Fact]
    public async Task Idle_WhenServerEndsItByItself_GoesOn()
    {
        await using var server = Serve("""
            C: S0002 IDLE
            S: + idling
            S: S0002 OK enough
            C: S0003 NOOP
            S: S0003 OK
            """);
        await using var client = await ConnectAsync(server);
        Assert.False(await client.IdleAsync(Long));
        await client.PingAsync();
        await server.PlayedAsync();
    }

    [Theory]
    [InlineData("S: * BYE going down")]
    [InlineData("S: + idling\nS: * BYE going down")]
    [InlineData("S: + idling\nC: DONE\nS: * BYE going down")]
    [InlineData("CLOSE")]
    [InlineData("S: + idling\nCLOSE")]
    [InlineData("S: + idling\nS-RAW: * 5 EXI\nCLOSE")]
    [InlineData("S: + idling\nC: DONE\nCLOSE")]
    public async Task Idle_WhenServerGoesAway_IsTransientAndTheConnectionIsOver(string script)
    {
        await using var server = Serve("C: S0002 IDLE\n" + script);
        await using var client = await ConnectAsync(server);
        var e = await Assert.ThrowsAsync<MailProtocolException>(() => client.IdleAsync(Short));
        Assert.True(e.IsTransient);
        Assert.False(client.IsUsable);
    }

    [Theory]
    [InlineData("SILENCE")]
    [InlineData("S: + idling\nC: DONE\nSILENCE")]
    [InlineData("S: + idling\nDRIP")]
    [InlineData("FLOOD * OK wait")]
    [InlineData("S: + idling\nFLOOD * OK wait")]
    public async Task Idle_WhenServerNeverAnswersToThePoint_GivesUpInTime(string script)
    {
        await using var server = Serve("C: S0002 IDLE\n" + script);
        await using var client = await ImapClient.ConnectAsync(ImapScripts.Options(server) with { CommandTimeout = TimeSpan.FromSeconds(1), TotalTimeout = TimeSpan.FromSeconds(3) });
        var watch = Stopwatch.StartNew();
        var e = await Assert.ThrowsAsync<MailProtocolException>(() => client.IdleAsync(Short));
        Assert.True(e.IsTransient);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Idle_WhenStopped_TellsTheServerAndSignsOut()
    {
        await using var server = Serve("""
            C: S0002 IDLE
            S: + idling
            C: DONE
            S: S0002 OK done
            C: S0003 LOGOUT
            S: S0003 OK
            """);
        using var stop = new CancellationTokenSource(Short);
        await using (var client = await ConnectAsync(server))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.IdleAsync(Long, ct: stop.Token));
        await server.PlayedAsync();
    }

    [Fact]
    public async Task Idle_OverTls_ReadsOnAfterTheTimeIsOver()
    {
        await using var server = new ScriptedServer("TLS\n" + ImapScripts.Hello + """
            C: S0002 IDLE
            S: + idling
            C: DONE
            S: S0002 OK done
            C: S0003 IDLE
            S: + idling
            S: * 2 EXISTS
            C: DONE
            S: S0003 OK done
            """);
        await using var client = await ImapClient.ConnectAsync(ImapScripts.Options(server, MailSecurity.Tls) with { TrustedRootFile = server.WriteCertificate() });
        Assert.False(await client.IdleAsync(Short));
        Assert.True(await client.IdleAsync(Long));
        await server.PlayedAsync();
    }
}
