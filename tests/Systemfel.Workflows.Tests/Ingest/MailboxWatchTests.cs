using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Mail.Tests;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Ingest;

/// <summary>The watch over a mailbox against replayed servers, on a clock that jumps over every wait.</summary>
public sealed class MailboxWatchTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private LetterWorld _world = null!;
    private JumpingTime _clock = null!;

    /// <summary>Called on each wait of the loop.</summary>
    private Action<TimeSpan> _jumped = _ => { };

    public async Task InitializeAsync()
    {
        _world = await LetterWorld.StartAsync();
        _clock = new JumpingTime(wait =>
        {
            _world.Time.Advance(wait);
            _jumped(wait);
        });
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task Run_WhenNobodyAnswers_WaitsLongerAndLongerAndSaysWhyWithoutAnAddress()
    {
        StopAfter(12);

        await RunAsync(ImapTalk.Mailbox(port: 1));

        Assert.All(_clock.Waits.Take(12).Select((w, i) => (Wait: w, Top: Math.Min(600, 5 * Math.Pow(2, i + 1)))), w => Assert.InRange(w.Wait.TotalSeconds, w.Top / 2, w.Top));
        var row = await RowAsync();
        Assert.Equal((12, "Servern svarar inte, eller bröt anslutningen."), (row.Failures, row.Error));
        Assert.Null(row.FetchedAt);
        Assert.NotNull(row.TriedAt);
    }

    [Fact]
    public async Task Run_WhenThePasswordIsRefused_WaitsLongAtOnceSoThatTheAccountIsNotLocked()
    {
        StopAfter(1);
        await using var server = new ScriptedServer(ImapTalk.Refused());

        await RunAsync(ImapTalk.Mailbox(server));

        Assert.InRange(_clock.Waits[0], BackOff.Longest / 2, BackOff.Longest);
        var row = await RowAsync();
        Assert.Contains("godtas inte", row.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(ImapTalk.Password, row.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('@', row.Error);
    }

    [Fact]
    public async Task Run_WhenTheOrganisationIsNotThere_GoesOnTrying()
    {
        StopAfter(3);

        await RunAsync(ImapTalk.Mailbox(port: 1, organisation: "Finns inte"));

        Assert.True(_clock.Waits.Count >= 3);
        Assert.Equal(0, await _world.CountAsync<Mailbox>());
    }

    [Fact]
    public async Task Run_InADatabaseOfAnotherInstallation_NeverConnectsAndSaysWhy()
    {
        StopAfter(2);
        await MailFetcherTests.FenceAsync(_world);
        await using var server = new ScriptedServer(ImapTalk.SignedIn().ToString());

        await RunAsync(ImapTalk.Mailbox(server));

        Assert.Empty(server.Received);
        Assert.StartsWith("Databasen hör till en annan installation", (await RowAsync()).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_WhenMailLiesThere_StoresReadsAndNotesIt()
    {
        await using var server = new ScriptedServer(ImapTalk.SignedIn().Fetch(44, (7, ImapTalk.Mail("ett")), (8, ImapTalk.Mail("två"))).Raw("SILENCE\nHOLD").ToString());

        await RunUntilPlayedAsync(server);

        Assert.Equal([(44L, 7L, MailState.Unsorted), (44, 8, MailState.Unsorted)],
            await _world.ReadAsync(db => db.MailMessages.OrderBy(m => m.Uid).Select(m => new ValueTuple<long, long, MailState>(m.UidValidity!.Value, m.Uid!.Value, m.State)).ToListAsync()));
        var row = await RowAsync();
        Assert.Equal((44L, 0, ""), (row.UidValidity, row.Failures, row.Error));
        Assert.NotNull(row.FetchedAt);
        Assert.NotNull(row.LastMailAt);
        Assert.Equal("svar@po.example@localhost/INBOX", row.Name);
    }

    [Fact]
    public async Task Run_WhenTheServerTellsOfMail_FetchesIt()
    {
        await using var server = new ScriptedServer(ImapTalk.SignedIn().Fetch(44).Idle("* 1 EXISTS").Fetch(44, (9, ImapTalk.Mail("nytt"))).Raw("SILENCE\nHOLD").ToString());

        await RunUntilPlayedAsync(server);

        Assert.Equal(["nytt"], await SubjectsAsync());
    }

    [Fact]
    public async Task Run_WhenTheServerDoesNotIdle_AsksEachMinute()
    {
        await using var server = new ScriptedServer(ImapTalk.SignedIn("MOVE").Fetch(44).Fetch(44, (9, ImapTalk.Mail("nytt"))).Raw("SILENCE\nHOLD").ToString());

        await RunUntilPlayedAsync(server);

        Assert.Equal(["nytt"], await SubjectsAsync());
        Assert.Contains(MailboxWatch.PollEvery, _clock.Waits);
    }

    [Fact]
    public async Task Run_WhenTheServerOffersIdleButRefusesIt_AsksEachMinute()
    {
        await using var server = new ScriptedServer(ImapTalk.SignedIn().Fetch(44).Raw("C: S0007 IDLE\nS: S0007 NO not here").ToString()
            + "C: S0008 SELECT \"INBOX\"\nHOLD");

        await RunUntilPlayedAsync(server);

        Assert.Equal(MailboxWatch.PollEvery, _clock.Waits[^1]);
    }

    [Fact]
    public async Task Run_WhenTheServerSaysByeInTheMiddle_ComesBackAndDoublesNothing()
    {
        var mail = ImapTalk.Mail("ett");
        var cut = ImapTalk.SignedIn().Command("SELECT \"INBOX\"", "* OK [UIDVALIDITY 44]").Command("UID SEARCH LARGER 1000").Command("UID SEARCH UID 1:*", "* SEARCH 7 8")
            .Raw($@"C: S0007 UID FETCH *{'\n'}S-RAW: * 1 FETCH (UID 7 BODY[] {{{mail.Replace(@"\r\n", "rn", StringComparison.Ordinal).Length}}}\r\n{mail})\r\n{'\n'}S: * BYE down");
        var again = ImapTalk.SignedIn().Fetch(44, (7, mail), (8, ImapTalk.Mail("två"))).Raw("SILENCE\nHOLD");
        await using var server = new ScriptedServer([cut.ToString(), again.ToString()]);

        await RunUntilPlayedAsync(server);

        Assert.Equal(["ett", "två"], await SubjectsAsync());
        Assert.Equal(0, (await RowAsync()).Failures);
    }

    [Fact]
    public async Task Run_WhenUidValidityChanges_AsksForEverythingAgainAndDoublesNothing()
    {
        var before = ImapTalk.SignedIn().Fetch(44, (7, ImapTalk.Mail("ett"))).Raw("C: S0009 IDLE\nCLOSE");
        // The folder was made anew: the same mail has another number, and the old number is another mail.
        var after = ImapTalk.SignedIn().Fetch(45, (1, ImapTalk.Mail("ett")), (7, ImapTalk.Mail("två"))).Raw("SILENCE\nHOLD");
        await using var server = new ScriptedServer([before.ToString(), after.ToString()]);

        await RunUntilPlayedAsync(server);

        Assert.Equal(["ett", "två"], await SubjectsAsync());
        Assert.Equal(45, (await RowAsync()).UidValidity);
    }

    [Fact]
    public async Task Run_WhenANumberIsGivenTwiceToDifferentMails_KeepsBoth()
    {
        var before = ImapTalk.SignedIn().Fetch(44, (7, ImapTalk.Mail("ett"))).Raw("C: S0009 IDLE\nCLOSE");
        var after = ImapTalk.SignedIn().Fetch(44, (7, ImapTalk.Mail("två"))).Raw("SILENCE\nHOLD");
        await using var server = new ScriptedServer([before.ToString(), after.ToString()]);

        await RunUntilPlayedAsync(server);

        Assert.Equal(["ett", "två"], await SubjectsAsync());
    }

    [Fact]
    public async Task Run_WhenTheServerGivesNoUidValidity_KeepsMailsByTheirBytes()
    {
        var before = ImapTalk.SignedIn().Fetch(0, (1, ImapTalk.Mail("ett"))).Raw("C: S0009 IDLE\nCLOSE");
        var after = ImapTalk.SignedIn().Fetch(0, (1, ImapTalk.Mail("två")), (2, ImapTalk.Mail("ett"))).Raw("SILENCE\nHOLD");
        await using var server = new ScriptedServer([before.ToString(), after.ToString()]);

        await RunUntilPlayedAsync(server);

        Assert.Equal(["ett", "två"], await SubjectsAsync());
    }

    [Fact]
    public async Task Run_WhenAMailIsTooLarge_LeavesItAndSaysSo()
    {
        var talk = ImapTalk.SignedIn().Command("SELECT \"INBOX\"", "* OK [UIDVALIDITY 44]").Command("UID SEARCH LARGER 1000", "* SEARCH 7")
            .Command("UID SEARCH UID 1:*", "* SEARCH 7").Raw("C: S0007 IDLE\nHOLD");
        await using var server = new ScriptedServer(talk.ToString());

        await RunUntilPlayedAsync(server);

        Assert.Equal((1, 0), ((await RowAsync()).TooLarge, await _world.CountAsync<MailMessage>()));
    }

    [Fact]
    public async Task Run_WhenAnotherNodeHasJustTakenTheMailbox_LetsItWork()
    {
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            db.Add(new Mailbox { OrganisationId = _world.Organisation, Name = "svar@po.example@localhost/INBOX", TriedAt = _world.Time.GetUtcNow() });
            await db.SaveChangesAsync();
        });
        await using var server = new ScriptedServer(ImapTalk.SignedIn().Fetch(44).Raw("SILENCE\nHOLD").ToString());
        var held = TimeSpan.Zero;
        _jumped = wait => held += server.Received.Count == 0 ? wait : TimeSpan.Zero;

        await RunUntilPlayedAsync(server);

        Assert.InRange(held, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40));
    }

    private void StopAfter(int waits) => _jumped = _ =>
    {
        if (_clock.Waits.Count >= waits) _stop.Cancel();
    };

    private Task RunAsync(MailboxOptions mailbox) =>
        new MailboxWatch(mailbox, _world.Scopes, _clock, new BackOff(new Random(5)), NullLogger.Instance).RunAsync(_stop.Token).WaitAsync(Patience);

    /// <summary>Until the server has said all it has to say; it then holds the connection.</summary>
    private async Task RunUntilPlayedAsync(ScriptedServer server)
    {
        var watch = RunAsync(ImapTalk.Mailbox(server));
        await server.PlayedAsync();
        await _stop.CancelAsync();
        await watch;
    }

    private Task<Mailbox> RowAsync() => _world.ReadAsync(db => db.Mailboxes.SingleAsync());

    private Task<List<string>> SubjectsAsync() => _world.ReadAsync(db => db.MailMessages.OrderBy(m => m.Id).Select(m => m.Subject).ToListAsync());
}
