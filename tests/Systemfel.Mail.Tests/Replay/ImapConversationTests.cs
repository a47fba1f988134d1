using System.Text;

namespace Systemfel.Mail.Tests;

public class ImapConversationTests
{
    private const string Hello = """
        S: * OK ready
        C: S0001 CAPABILITY
        S: * CAPABILITY IMAP4rev1 AUTH=PLAIN UIDPLUS
        S: S0001 OK done

        """;

    private static MailServerOptions Options(ScriptedServer server, MailSecurity security = MailSecurity.None) => new()
    {
        Host = "localhost",
        Port = server.Port,
        Security = security,
        CommandTimeout = TimeSpan.FromSeconds(5),
        TotalTimeout = TimeSpan.FromSeconds(10),
    };

    private static async Task<List<FetchedMessage>> FetchAsync(ImapClient client, params uint[] uids)
    {
        var found = new List<FetchedMessage>();
        await foreach (var message in client.FetchAsync(uids))
            found.Add(message);
        return found;
    }

    private static async Task<FetchedMessage> FetchOneAsync(string answer, MailServerOptions? change = null)
    {
        await using var server = new ScriptedServer(Hello + "C: S0002 UID FETCH 7 *\n" + answer + "\nS: S0002 OK done");
        await using var client = await ImapClient.ConnectAsync(Options(server) with { LargestMessage = change?.LargestMessage ?? 1000 });
        return Assert.Single(await FetchAsync(client, 7));
    }

    [Fact]
    public async Task Connect_WhenStartTlsIsStripped_GivesUpBeforeThePassword()
    {
        await using var server = new ScriptedServer(Hello);
        await Assert.ThrowsAsync<MailSecurityException>(() => ImapClient.ConnectAsync(Options(server, MailSecurity.StartTls) with { User = "u", Password = "hemlis" }));
        Assert.Equal(["S0001 CAPABILITY"], server.Received);
    }

    [Fact]
    public async Task Connect_WhenPreauthenticatedInTheClear_GivesUp()
    {
        await using var server = new ScriptedServer(Hello.Replace("* OK ready", "* PREAUTH welcome").Replace("UIDPLUS", "STARTTLS"));
        await Assert.ThrowsAsync<MailSecurityException>(() => ImapClient.ConnectAsync(Options(server, MailSecurity.StartTls)));
    }

    [Fact]
    public async Task Connect_WhenCertificateIsUnknown_GivesUp()
    {
        await using var server = new ScriptedServer("TLS");
        await Assert.ThrowsAsync<MailSecurityException>(() => ImapClient.ConnectAsync(Options(server, MailSecurity.Tls)));
    }

    [Fact]
    public async Task Connect_WhenServerSaysBye_IsTransient()
    {
        await using var server = new ScriptedServer("S: * BYE too many connections");
        var e = await Assert.ThrowsAsync<MailProtocolException>(() => ImapClient.ConnectAsync(Options(server)));
        Assert.True(e.IsTransient);
    }

    [Fact]
    public async Task Connect_WhenServerHangs_GivesUpInTime()
    {
        await using var server = new ScriptedServer("SILENCE");
        var e = await Assert.ThrowsAsync<MailProtocolException>(() => ImapClient.ConnectAsync(Options(server) with { CommandTimeout = TimeSpan.FromMilliseconds(300) }));
        Assert.True(e.IsTransient);
    }

    [Fact]
    public async Task Connect_WhenPasswordIsWrong_SaysSoWithoutIt()
    {
        await using var server = new ScriptedServer(Hello + """
            C: S0002 AUTHENTICATE PLAIN
            S: +
            C: AHUAaGVtbGlz
            S: S0002 NO [AUTHENTICATIONFAILED] wrong
            """);
        var e = await Assert.ThrowsAsync<MailAuthenticationException>(() => ImapClient.ConnectAsync(Options(server) with { User = "u", Password = "hemlis" }));
        Assert.DoesNotContain("hemlis", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Select_WhenAuthenticatedButNotConnected_IsTransientAndConnectionStaysUsable()
    {
        await using var server = new ScriptedServer(Hello + """
            C: S0002 SELECT "INBOX"
            S: S0002 NO User is authenticated but not connected.
            C: S0003 NOOP
            S: S0003 OK
            """);
        await using var client = await ImapClient.ConnectAsync(Options(server));
        var e = await Assert.ThrowsAnyAsync<MailProtocolException>(() => client.SelectAsync("INBOX"));
        Assert.True(e.IsTransient);
        await client.PingAsync();
    }

    [Theory]
    [InlineData("* OK [UIDVALIDITY 44] ok", "* OK [UIDNEXT 9] ok", 44u, 9u)]
    [InlineData("[UIDVALIDITY 44] ok", "[UIDNEXT 9]", 44u, 9u)]
    [InlineData("* [UIDVALIDITY 44]", "* OK [UIDNEXT 0] ok", 44u, null)]
    [InlineData("* OK [UIDVALIDITY 0] ok", "* OK [UIDNEXT -1] ok", 0u, null)]
    public async Task Select_WhenCodesAreWrittenBadly_ReadsWhatCanBeRight(string first, string second, uint validity, uint? next)
    {
        await using var server = new ScriptedServer(Hello + $"""
            C: S0002 SELECT "INBOX"
            S: * 3 EXISTS
            S: {first}
            S: {second}
            S: S0002 OK [READ-WRITE] done
            """);
        await using var client = await ImapClient.ConnectAsync(Options(server));
        Assert.Equal(new ImapFolder(validity, next, 3), await client.SelectAsync("INBOX"));
    }

    [Fact]
    public async Task Search_WhenStarGivesAnOlderMail_LeavesItOut()
    {
        await using var server = new ScriptedServer(Hello + """
            C: S0002 UID SEARCH UID 10:*
            S: * SEARCH 12 4 10
            S: S0002 OK done
            """);
        await using var client = await ImapClient.ConnectAsync(Options(server));
        Assert.Equal([10u, 12u], await client.SearchAsync(10));
    }

    [Theory]
    [InlineData("9.37e+06", 9370000L)]
    [InlineData("-1", null)]
    [InlineData("5", 5L)]
    public async Task Fetch_WhenSizeIsOdd_ReadsWhatCanBeRight(string size, long? expected)
    {
        var message = await FetchOneAsync($"S: * 1 FETCH (UID 7 RFC822.SIZE {size} INTERNALDATE \" 3-Oct-2026 14:02:00 +0200\" BODY[] {{5}}\nS: hallo)");
        Assert.Equal(expected, message.Size);
        Assert.Equal("hallo"u8.ToArray(), message.Raw);
        Assert.Equal(new DateTimeOffset(2026, 10, 3, 14, 2, 0, TimeSpan.FromHours(2)), message.InternalDate);
    }

    [Theory]
    [InlineData(@"{5}\r\nhallo)\r\n", "hallo")]
    [InlineData(@"{4}\r\nhallo)\r\n", "hallo")]
    [InlineData(@"{3}\r\nhallo)\r\n", "hallo")]
    [InlineData(@"{6}\r\nhallo)\r\n", "hallo")]
    [InlineData(@"{7}\r\nhallo)\r\n", "hallo")]
    [InlineData(@"{5}\r\nhallo\r\n)\r\n", "hallo\r\n")]
    public async Task Fetch_WhenLiteralIsCountedWrong_GetsTheWholeMailAndTheNextAnswer(string tail, string expected)
    {
        var message = await FetchOneAsync($"S-RAW: * 1 FETCH (UID 7 RFC822.SIZE 5 BODY[] {tail}");
        Assert.Equal(expected, Encoding.ASCII.GetString(message.Raw!));
    }

    [Fact]
    public async Task Fetch_WhenBodyIsQuoted_UnescapesIt()
    {
        var message = await FetchOneAsync("""S: * 1 FETCH (BODY[] "a \"b\" \\c" UID 7)""");
        Assert.Equal("a \"b\" \\c", Encoding.ASCII.GetString(message.Raw!));
    }

    [Fact]
    public async Task Fetch_WhenBodyIsMissing_GivesTheMailWithoutBytes()
    {
        var message = await FetchOneAsync("S: * 1 FETCH (UID 7 RFC822.SIZE 5 BODY[] NIL)");
        Assert.Null(message.Raw);
        Assert.False(message.IsTooLarge);
    }

    [Fact]
    public async Task Fetch_WhenMailIsTooLarge_PassesOverItsBytes()
    {
        var message = await FetchOneAsync($"S: * 1 FETCH (UID 7 RFC822.SIZE 2000 BODY[] {{2000}}\nS: {new string('x', 2000)})");
        Assert.True(message.IsTooLarge);
        Assert.Null(message.Raw);
    }

    [Fact]
    public async Task Fetch_WhenTheStatedSizeIsImpossible_GivesUp()
    {
        var e = await Assert.ThrowsAsync<MailProtocolException>(() => FetchOneAsync("S: * 1 FETCH (UID 7 BODY[] {99999999999999}"));
        Assert.False(e.IsTransient);
    }

    [Fact]
    public async Task Fetch_WhenOthersChangeTheFolderMeanwhile_KeepsOnlyTheMails()
    {
        var message = await FetchOneAsync("""
            S: * 2 EXPUNGE
            S: * 1 FETCH (FLAGS (\Seen) UID 7)
            S: * 5 EXISTS
            S: * 1 FETCH (UID 7 RFC822.SIZE 5 BODY[] {5}
            S: hallo)
            S: * 1 FETCH (UID 99 RFC822.SIZE 5 BODY[] {5}
            S: annan)
            """);
        Assert.Equal("hallo"u8.ToArray(), message.Raw);
    }

    [Fact]
    public async Task Fetch_WhenServerSaysByeInTheMiddle_KeepsWhatCameAndThrows()
    {
        await using var server = new ScriptedServer(Hello + """
            C: S0002 UID FETCH 7:8 *
            S: * 1 FETCH (UID 7 RFC822.SIZE 5 BODY[] {5}
            S: hallo)
            S: * BYE shutting down
            """);
        await using var client = await ImapClient.ConnectAsync(Options(server));
        var found = new List<uint>();
        var e = await Assert.ThrowsAsync<MailProtocolException>(async () =>
        {
            await foreach (var message in client.FetchAsync([7, 8]))
                found.Add(message.Uid);
        });
        Assert.True(e.IsTransient);
        Assert.Equal([7u], found);
        await Assert.ThrowsAsync<MailProtocolException>(() => client.PingAsync());
    }

    [Fact]
    public async Task Fetch_WhenConnectionBreaksInsideAMail_Throws()
    {
        await using var server = new ScriptedServer(Hello + """
            C: S0002 UID FETCH 7 *
            S: * 1 FETCH (UID 7 RFC822.SIZE 50 BODY[] {50}
            S: hallo
            CLOSE
            """);
        await using var client = await ImapClient.ConnectAsync(Options(server));
        var e = await Assert.ThrowsAsync<MailProtocolException>(() => FetchAsync(client, 7));
        Assert.True(e.IsTransient);
    }

    [Fact]
    public async Task Fetch_WhenThereAreManyMails_AsksInBatches()
    {
        await using var server = new ScriptedServer(Hello + """
            C: S0002 UID FETCH 1:100 *
            S: S0002 OK
            C: S0003 UID FETCH 101:150 *
            S: S0003 OK
            """);
        await using var client = await ImapClient.ConnectAsync(Options(server));
        Assert.Empty(await FetchAsync(client, [.. Enumerable.Range(1, 150).Select(i => (uint)i)]));
        await server.PlayedAsync();
    }

    [Fact]
    public async Task Move_WhenServerHasUidPlusOnly_CopiesMarksAndExpungesThoseMails()
    {
        await using var server = new ScriptedServer(Hello + """
            C: S0002 UID COPY 7:8 "L&AOQ-st"
            S: S0002 OK
            C: S0003 UID STORE 7:8 +FLAGS.SILENT (\Deleted)
            S: S0003 OK
            C: S0004 UID EXPUNGE 7:8
            S: S0004 OK
            """);
        await using var client = await ImapClient.ConnectAsync(Options(server));
        await client.MoveAsync([8, 7], "Läst");
        await server.PlayedAsync();
    }

    [Fact]
    public async Task Move_WhenServerHasNeither_NeverExpungesOthersMails()
    {
        await using var server = new ScriptedServer(Hello.Replace(" UIDPLUS", "") + """
            C: S0002 UID COPY 7 "Last"
            S: S0002 OK
            C: S0003 UID STORE 7 +FLAGS.SILENT (\Deleted)
            S: S0003 OK
            C: S0004 LOGOUT
            S: S0004 OK
            """);
        await using (var client = await ImapClient.ConnectAsync(Options(server)))
            await client.MoveAsync([7], "Last");
        await server.PlayedAsync();
    }

    [Theory]
    [InlineData("Bad\r\nname")]
    [InlineData("")]
    public async Task Select_WhenNameIsMalformed_Throws(string name)
    {
        await using var server = new ScriptedServer(Hello);
        await using var client = await ImapClient.ConnectAsync(Options(server));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => client.SelectAsync(name));
    }

    [Fact]
    public async Task AddFlag_WhenFlagIsMalformed_Throws()
    {
        await using var server = new ScriptedServer(Hello);
        await using var client = await ImapClient.ConnectAsync(Options(server));
        await Assert.ThrowsAsync<ArgumentException>(() => client.AddFlagAsync([1], @"\Seen) BODY"));
    }
}
