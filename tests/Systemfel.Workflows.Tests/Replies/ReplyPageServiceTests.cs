using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Letters;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Replies;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Replies;

public sealed class ReplyPageServiceTests : IAsyncLifetime
{
    private LetterWorld _world = null!;
    private string _token = "";

    public async Task InitializeAsync()
    {
        _world = await LetterWorld.StartAsync();
        _token = await _world.TokenAsync(await _world.SendLetterAsync(3));
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00000000000000000000000000")]
    [InlineData("inte en token")]
    public async Task Find_WithATokenThatDoesNotWork_FindsNothing(string? token) => Assert.Null(await FindAsync(token));

    [Fact]
    public async Task Find_WithARevokedToken_FindsNothing()
    {
        await _world.DoAsync<SystemfelDb>(db => db.LetterRecipients.ExecuteUpdateAsync(s => s.SetProperty(r => r.RevokedAt, _world.Time.GetUtcNow())));

        Assert.Null(await FindAsync(_token));
    }

    [Fact]
    public async Task Find_AfterTheTokenExpired_FindsNothing()
    {
        _world.Time.AdvanceDays(401);

        Assert.Null(await FindAsync(_token));
    }

    [Fact]
    public async Task Find_AThousandTimes_ChangesNothing()
    {
        var before = await _world.PictureAsync();

        for (var i = 0; i < 1000; i++) Assert.NotNull(await FindAsync(_token));

        Assert.Equal(before, await _world.PictureAsync());
    }

    [Theory]
    [InlineData(null, "Text", "", "", "kind")]
    [InlineData(AnswerKind.Changed, " ", "", "", "text")]
    [InlineData(AnswerKind.Planned, "Text", "", "", "date")]
    [InlineData(AnswerKind.MoreTime, "Text", "2020-01-01", "", "date")]
    [InlineData(AnswerKind.SomeoneElse, "Text", "", "", "who")]
    [InlineData(AnswerKind.Changed, "Gäller 19121212-1212.", "", "", "text")]
    public async Task Save_WithSomethingMissing_PointsAtTheField(AnswerKind? kind, string text, string date, string who, string field)
    {
        var item = (await FindAsync(_token))!.Items[0].Id;
        DateOnly? day = date == "" ? null : DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture);

        var refusal = await Assert.ThrowsAsync<MoveRefusedException>(() => SaveAsync(item, new ReplyInput(kind, text, day, who)));

        Assert.Equal(field, refusal.Input);
        Assert.Equal(0, await _world.CountAsync<Answer>());
    }

    [Fact]
    public async Task Save_OnAnotherLettersPoint_FindsNothing()
    {
        var other = await _world.SendLetterAsync(1, "kommun-avesta");
        var item = await _world.ReadAsync(db => db.LetterItems.Where(i => i.LetterId == other).Select(i => i.Id).SingleAsync());

        await Assert.ThrowsAsync<CaseNotFoundException>(() => SaveAsync(item, Changed));
    }

    [Fact]
    public async Task Save_OfTheSameAnswerOnSeveral_StartsThemWithoutTellingAnyone()
    {
        var items = (await FindAsync(_token))!.Items;

        await SaveAsync(items[0].Id, Changed, items[2].Id);

        Assert.Equal([ReplyItemState.Started, ReplyItemState.Open, ReplyItemState.Started], (await FindAsync(_token))!.Items.Select(i => i.State));
        Assert.Equal(0, await ReceivedAsync());
    }

    [Fact]
    public async Task Send_WithoutAName_IsRefused()
    {
        await SaveAsync((await FindAsync(_token))!.Items[0].Id, Changed);

        var refusal = await Assert.ThrowsAsync<MoveRefusedException>(() => SendAsync("  "));

        Assert.Equal("signedBy", refusal.Input);
    }

    [Fact]
    public async Task Send_WithNothingNew_IsRefused() => await Assert.ThrowsAsync<MoveRefusedException>(() => SendAsync("Eva"));

    [Fact]
    public async Task Send_Twice_TellsEachCaseOnce()
    {
        var items = (await FindAsync(_token))!.Items;
        await SaveAsync(items[0].Id, Changed, items[1].Id);

        int[] sent = [await SendAsync("Eva Norling, enhetschef"), await SendAsync("Eva Norling, enhetschef")];

        Assert.Equal([2, 2], sent);
        Assert.Equal(2, await ReceivedAsync());
        Assert.Equal("Eva Norling, enhetschef", (await FindAsync(_token))!.SignedBy);
    }

    [Fact]
    public async Task Save_OfASentAnswer_ChangesItUntilItIsAccepted()
    {
        var item = (await FindAsync(_token))!.Items[0].Id;
        await SaveAsync(item, Changed);
        await SendAsync("Eva");

        await SaveAsync(item, Changed with { Text = "Nya ord." });

        Assert.Equal(("Nya ord.", AnswerState.Proposed), await _world.ReadAsync(async db => { var a = await db.Answers.SingleAsync(); return (a.Text, a.State); }));
        await _world.DoAsync<SystemfelDb>(db => db.Answers.ExecuteUpdateAsync(s => s.SetProperty(a => a.State, AnswerState.Accepted)));
        await Assert.ThrowsAsync<MoveRefusedException>(() => SaveAsync(item, Changed));
    }

    private static ReplyInput Changed => new(AnswerKind.Changed, "Vi har ändrat rutinen.", null, "");

    private Task<ReplyPage?> FindAsync(string? token) => _world.WithAsync<ReplyPageService, ReplyPage?>(s => s.FindAsync(token));

    private Task SaveAsync(long item, ReplyInput input, params long[] also) => _world.DoAsync<ReplyPageService>(s => s.SaveAsync(_token, item, input, also));

    private Task<int> SendAsync(string name) => _world.WithAsync<ReplyPageService, int>(s => s.SendAsync(_token, name, "nyckel"));

    private Task<int> ReceivedAsync() => _world.ReadAsync(db => db.CaseEvents.CountAsync(e => e.Kind == "answer-received"));
}
