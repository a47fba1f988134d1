using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Letters;

public sealed class LetterServiceTests : IAsyncLifetime
{
    private LetterWorld _world = null!;

    public async Task InitializeAsync() => _world = await LetterWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Send_ByAnOmbud_FindsNoLetter()
    {
        var id = await _world.DecideLetterAsync(1);

        await Assert.ThrowsAsync<CaseNotFoundException>(() => _world.DoAsync<LetterService>(s => s.SendAsync(id, 0, _world.Ombud, "k")));
        Assert.Equal(0, await _world.CountAsync<OutboxItem>());
    }

    [Fact]
    public async Task Send_OfAnOldVersion_IsRefused()
    {
        var id = await _world.DecideLetterAsync(1);

        await Assert.ThrowsAsync<StaleLetterException>(() => _world.DoAsync<LetterService>(s => s.SendAsync(id, 5, _world.Coordinator, "k")));
    }

    [Fact]
    public async Task Send_WhenATextPointsAtAPerson_IsRefused()
    {
        var id = await _world.DecideLetterAsync(1);
        await _world.DoAsync<SystemfelDb>(db => db.LetterItems.ExecuteUpdateAsync(s => s.SetProperty(i => i.Pattern, "Gäller 19121212-1212 som väntar.")));

        await Assert.ThrowsAsync<MoveRefusedException>(() => _world.SendAsync(id));
        Assert.Equal(0, await _world.CountAsync<OutboxItem>());
        Assert.Equal(LetterState.Draft, await _world.ReadAsync(db => db.Letters.Select(l => l.State).SingleAsync()));
    }

    [Fact]
    public async Task Send_ToARetiredContact_IsRefused()
    {
        var id = await _world.DecideLetterAsync(1);
        await _world.DoAsync<SystemfelDb>(db => db.Contacts.ExecuteUpdateAsync(s => s.SetProperty(c => c.State, ContactState.Retired)));

        var refusal = await Assert.ThrowsAsync<MoveRefusedException>(() => _world.SendAsync(id));

        Assert.Equal("contact", refusal.Input);
    }

    [Fact]
    public async Task Send_Twice_SendsOnce()
    {
        var id = await _world.DecideLetterAsync(2);

        await _world.SendAsync(id, "en");
        await _world.SendAsync(id, "en");
        await _world.SendAsync(id, "två");

        Assert.Equal(1, await _world.CountAsync<OutboxItem>());
        Assert.Equal(1, await _world.CountAsync<LetterRecipient>());
        Assert.Equal(2, await _world.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Kind == "letter-sent")));
    }

    [Fact]
    public async Task Send_OfTwoPoints_GivesReferenceAndTellsEachCase()
    {
        var id = await _world.DecideLetterAsync(2);

        await _world.SendAsync(id);

        var letter = await _world.ReadAsync(db => db.Letters.Include(l => l.Items).Include(l => l.Recipients).SingleAsync());
        Assert.Equal("PO 2026/1", letter.Reference);
        Assert.Equal([1, 2], letter.Items.Select(i => i.Number).Order());
        Assert.Matches(@"^Systemfel att besvara \(SF-2026-0001 och SF-2026-0002\) \[#[0-9A-Z]{6}\]$", letter.Subject);
        Assert.All(await _world.ReadAsync(db => db.Deficiencies.Include(d => d.Events).ToListAsync()), d => Assert.Null(EventChain.FirstBreak(d)));
    }

    [Fact]
    public async Task Send_Always_LeavesNoUsableTokenInTheDatabase()
    {
        var id = await _world.DecideLetterAsync(1);
        await _world.SendAsync(id);
        var token = await _world.TokenAsync(id);

        var outbox = await _world.ReadAsync(db => db.OutboxItems.SingleAsync());

        Assert.DoesNotContain(token, outbox.Text + outbox.Html + outbox.Subject + outbox.MessageId, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(ReplyTokens.HashOf(token), (await _world.ReadAsync(db => db.LetterRecipients.SingleAsync())).TokenHash);
    }

    [Fact]
    public async Task Send_WhenAPointWasTakenBack_LeavesItOut()
    {
        var id = await _world.DecideLetterAsync(2);
        await _world.DoAsync<SystemfelDb>(async db =>
        {
            var first = await db.Bookmarks.OrderBy(b => b.Id).FirstAsync();
            (first.Stage, first.LetterItemId) = (Stages.Group, null);
            await db.SaveChangesAsync();
        });

        await _world.SendAsync(id);

        var item = Assert.Single(await _world.ReadAsync(db => db.LetterItems.ToListAsync()));
        Assert.Equal(1, item.Number);
    }

    [Fact]
    public async Task Edit_WithAnotherPartysContact_IsRefused()
    {
        var id = await _world.DecideLetterAsync(1);
        var other = await _world.ReadAsync(db => db.Contacts.Where(c => c.Party.Code == "kommun-avesta").Select(c => c.Id).FirstAsync());

        var refusal = await Assert.ThrowsAsync<MoveRefusedException>(() =>
            _world.DoAsync<LetterService>(s => s.EditAsync(id, 0, _world.Coordinator, new LetterEdit("", new DateOnly(2026, 12, 1), other))));

        Assert.Equal("contact", refusal.Input);
    }

    [Fact]
    public async Task Edit_WithAPersonnummerInTheIntroduction_IsRefused()
    {
        var id = await _world.DecideLetterAsync(1);
        var contact = await _world.ReadAsync(db => db.Letters.Select(l => l.ContactId).SingleAsync());

        var refusal = await Assert.ThrowsAsync<MoveRefusedException>(() => _world.DoAsync<LetterService>(s =>
            s.EditAsync(id, 0, _world.Coordinator, new LetterEdit("Det gäller 19121212-1212.", new DateOnly(2026, 12, 1), contact))));

        Assert.Equal("introduction", refusal.Input);
    }

    [Fact]
    public async Task Edit_WithAnotherDay_MovesTheLinesToo()
    {
        var id = await _world.DecideLetterAsync(2);
        var (contact, version) = await _world.ReadAsync(async db => { var l = await db.Letters.SingleAsync(); return (l.ContactId, l.Version); });

        await _world.DoAsync<LetterService>(s => s.EditAsync(id, version, _world.Coordinator, new LetterEdit("Hej igen.", new DateOnly(2026, 12, 1), contact)));

        Assert.All(await _world.ReadAsync(db => db.Bookmarks.ToListAsync()), b => Assert.Equal(new DateOnly(2026, 12, 1), b.Due));
    }

    [Fact]
    public async Task MoveItem_Up_ChangesTheOrderInThePreview()
    {
        var id = await _world.DecideLetterAsync(2);
        var second = await _world.ReadAsync(db => db.LetterItems.OrderByDescending(i => i.Number).Select(i => i.Id).FirstAsync());
        var version = await _world.ReadAsync(db => db.Letters.Select(l => l.Version).SingleAsync());

        await _world.DoAsync<LetterService>(s => s.MoveItemAsync(id, version, _world.Coordinator, second, up: true));

        var preview = await _world.WithAsync<LetterService, LetterPreview>(s => s.PreviewAsync(id, _world.Coordinator));
        Assert.StartsWith("Systemfel att besvara (SF-2026-0002 och SF-2026-0001)", preview.Composed.Subject);
    }

    [Fact]
    public async Task Preview_Always_ChangesNothing()
    {
        var id = await _world.DecideLetterAsync(1);
        var before = await _world.PictureAsync();

        await _world.DoAsync<LetterService>(s => s.PreviewAsync(id, _world.Coordinator));

        Assert.Equal(before, await _world.PictureAsync());
        Assert.Equal("", await _world.ReadAsync(db => db.Letters.Select(l => l.Reference).SingleAsync()));
    }

    [Theory]
    [InlineData("", "registrator@kommunen.example", "name")]
    [InlineData("Registrator", "ingen adress", "address")]
    [InlineData("Registrator", "a@b.example\r\nBcc: x@y.example", "address")]
    [InlineData("Registrator\r\nBcc: x@y.example", "a@b.example", "name")]
    public async Task AddContact_WithSomethingWrong_PointsAtTheField(string name, string address, string field)
    {
        var party = await _world.ReadAsync(db => db.Parties.Select(p => p.Id).FirstAsync());

        var refusal = await Assert.ThrowsAsync<MoveRefusedException>(() =>
            _world.DoAsync<ContactService>(s => s.AddAsync(_world.Organisation, _world.Coordinator, new ContactInput(party, name, address, ""))));

        Assert.Equal(field, refusal.Input);
    }

    [Fact]
    public async Task AddContact_ToAPartyOfAnotherOrganisation_PointsAtTheParty()
    {
        var (organisation, coordinator) = await _world.ElsewhereAsync();
        var party = await _world.ReadAsync(db => db.Parties.Select(p => p.Id).FirstAsync());

        var refusal = await Assert.ThrowsAsync<MoveRefusedException>(() =>
            _world.DoAsync<ContactService>(s => s.AddAsync(organisation, coordinator, new ContactInput(party, "Registrator", "r@k.example", ""))));

        Assert.Equal("party", refusal.Input);
    }

    [Fact]
    public async Task AddContact_ByAnOmbud_FindsNothing() => await Assert.ThrowsAsync<CaseNotFoundException>(() =>
        _world.DoAsync<ContactService>(s => s.AddAsync(_world.Organisation, _world.Ombud, new ContactInput(1, "R", "r@k.example", ""))));
}
