using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Data.Operations;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Mail.Tests;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Ingest;

/// <summary>'Hämta nu' over several mailboxes.</summary>
public class MailFetcherTests
{
    [Fact]
    public async Task Execute_WithoutAMailbox_ReadsWhatIsStored()
    {
        await using var world = await LetterWorld.StartAsync();
        await world.WithAsync<MailIngest, long>(i => i.StoreAsync(world.Organisation, "prov", null, null, "From: a@b.example\r\nSubject: x\r\n\r\nHej\r\n"u8.ToArray()));

        var told = await FetchAsync(world);

        Assert.Contains("1 lästa", told, StringComparison.Ordinal);
        Assert.Equal(MailState.Unsorted, await world.ReadAsync(db => db.MailMessages.Select(m => m.State).SingleAsync()));
    }

    [Fact]
    public async Task Execute_WhenOneMailboxFails_FetchesTheOthersAndThenSaysSo()
    {
        await using var server = new ScriptedServer(ImapTalk.SignedIn().Fetch(44, (7, ImapTalk.Mail("ett"))).ToString());
        await using var world = await LetterWorld.StartAsync(new LetterOptions { Mailboxes = [ImapTalk.Mailbox(port: 1, folder: "Trasig"), ImapTalk.Mailbox(server)] });

        await Assert.ThrowsAsync<MailProtocolException>(() => FetchAsync(world));

        Assert.Equal(MailState.Unsorted, await world.ReadAsync(db => db.MailMessages.Select(m => m.State).SingleAsync()));
        var rows = await world.ReadAsync(db => db.Mailboxes.OrderBy(m => m.Id).ToListAsync());
        Assert.Equal([1, 0], rows.Select(r => r.Failures));
        Assert.Equal([false, true], rows.Select(r => r.FetchedAt != null));
    }

    [Fact]
    public async Task Execute_ForASecondOrganisation_StoresTheMailThere()
    {
        await using var server = new ScriptedServer(ImapTalk.SignedIn().Fetch(44, (7, ImapTalk.Mail("ett"))).ToString());
        await using var world = await LetterWorld.StartAsync(new LetterOptions { Mailboxes = [ImapTalk.Mailbox(server, organisation: "PO Annan")] });
        var other = new Organisation { Name = "PO Annan" };
        await world.DoAsync<SystemfelDb>(async db => { db.Add(other); await db.SaveChangesAsync(); });

        await FetchAsync(world);

        Assert.Equal(other.Id, await world.ReadAsync(db => db.MailMessages.Select(m => m.OrganisationId).SingleAsync()));
        Assert.Equal(other.Id, await world.ReadAsync(db => db.Mailboxes.Select(m => m.OrganisationId).SingleAsync()));
    }

    [Theory]
    [InlineData("PO Annan", true)]
    [InlineData("", false)]
    public async Task FindHomeless_NamesTheMailboxOfAnOrganisationThatIsNotThere(string organisation, bool homeless)
    {
        await using var world = await LetterWorld.StartAsync(new LetterOptions { Mailboxes = [ImapTalk.Mailbox(port: 1, organisation: organisation)] });

        var found = await world.WithAsync<MailboxOwners, MailboxOptions?>(o => o.FindHomelessAsync());

        Assert.Equal(homeless, found != null);
    }

    [Fact]
    public async Task Execute_WhileTheMailboxIsBeingFetched_LeavesItAlone()
    {
        await using var world = await LetterWorld.StartAsync(new LetterOptions { Mailboxes = [ImapTalk.Mailbox(port: 1)] });
        var row = await world.WithAsync<MailboxStatus, Mailbox>(s => s.RowAsync(ImapTalk.Mailbox(port: 1), default));
        using var turn = await world.WithAsync<FetchTurns, IDisposable?>(t => t.EnterAsync(row.Id, TimeSpan.Zero, default));

        Assert.StartsWith("hämtas redan", await FetchAsync(world), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_InADatabaseOfAnotherInstallation_LeavesTheAnswersToTheRealOne()
    {
        await using var server = new ScriptedServer(ImapTalk.SignedIn().Fetch(44).ToString());
        await using var world = await LetterWorld.StartAsync(new LetterOptions { Mailboxes = [ImapTalk.Mailbox(server)] });
        await FenceAsync(world);

        Assert.StartsWith("låst", await FetchAsync(world), StringComparison.Ordinal);
        Assert.Empty(server.Received);
    }

    [Fact]
    public async Task Execute_WhenTheFolderForFetchedMailIsMissing_MakesItOnce()
    {
        var talk = ImapTalk.SignedIn().Command("SELECT \"INBOX\"", "* OK [UIDVALIDITY 44]").Command("UID SEARCH LARGER 1000").Command("UID SEARCH UID 1:*", "* SEARCH 7")
            .Command("UID FETCH *", @"S-RAW: * 1 FETCH (UID 7 BODY[] {7}\r\nA: b\r\nc)\r\n")
            .Raw("C: S0008 UID MOVE 7 \"Klart\"\nS: S0008 NO [TRYCREATE] no such folder\nC: S0009 LIST \"\" \"Klart\"\nS: S0009 OK\nC: S0010 CREATE \"Klart\"\nS: S0010 OK\nC: S0011 UID MOVE 7 \"Klart\"\nS: S0011 OK");
        await using var server = new ScriptedServer(talk.ToString());
        await using var world = await LetterWorld.StartAsync(new LetterOptions { Mailboxes = [ImapTalk.Mailbox(server)] });

        Assert.StartsWith("1 hämtade", await FetchAsync(world), StringComparison.Ordinal);
        await server.PlayedAsync();
    }

    [Fact]
    public async Task Execute_WhenTheDatabaseCannotStore_MovesNothingAside()
    {
        await using var server = new ScriptedServer(ImapTalk.SignedIn().Fetch(44, (7, ImapTalk.Mail("ett"))).ToString());
        await using var world = await LetterWorld.StartAsync(new LetterOptions { Mailboxes = [ImapTalk.Mailbox(server)] });
        await world.DoAsync<SystemfelDb>(db => db.Database.ExecuteSqlRawAsync("CREATE TRIGGER full BEFORE INSERT ON MailMessages BEGIN SELECT RAISE(ABORT, 'full'); END"));

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => FetchAsync(world));

        Assert.DoesNotContain(server.Received, line => line.Contains("MOVE", StringComparison.Ordinal));
        Assert.StartsWith("Posten kunde inte sparas", await world.ReadAsync(db => db.Mailboxes.Select(m => m.Error).SingleAsync()), StringComparison.Ordinal);
    }

    internal static Task FenceAsync(LetterWorld world) => world.DoAsync<SystemfelDb>(async db =>
    {
        db.Add(new Setting { Key = MailFence.SettingKey, Value = "en annan" });
        await db.SaveChangesAsync();
    });

    private static Task<string> FetchAsync(LetterWorld world) => world.WithAsync<MailFetcher, string>(f => f.ExecuteAsync(default));
}
