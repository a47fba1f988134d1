using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Data.Watching;
using Systemfel.Workflows.FollowingUp;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Register;
using Systemfel.Workflows.Reminders;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Tests.FollowingUp;

public sealed class SavedViewTests : IAsyncLifetime
{
    private static readonly SavedQuestion Everything = Question();

    private LetterWorld _world = null!;

    public async Task InitializeAsync() => _world = await LetterWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Save_ByWhoIsNotOfTheTeam_IsRefused()
    {
        var (_, elsewhere) = await _world.ElsewhereAsync();
        var member = await _world.PersonAsync("Mia Ledamot", new Membership { Role = Role.Member });

        await Assert.ThrowsAsync<CaseNotFoundException>(() => SaveAsync(elsewhere, "Alla"));
        await Assert.ThrowsAsync<CaseNotFoundException>(() => SaveAsync(member, "Alla"));
        Assert.Equal(0, await _world.CountAsync<SavedView>());
    }

    [Theory]
    [InlineData("  ", "name")]
    [InlineData("Ärenden för 19121212-1212", "name")]
    [InlineData("Väntar på 0243-740 00", "accepted")]
    public async Task Save_UnderANameThatCannotBe_IsRefusedAtItsField(string name, string input)
    {
        var refusal = await Assert.ThrowsAnyAsync<MoveRefusedException>(() => SaveAsync(_world.Coordinator, name));

        Assert.Equal(input, refusal.Input);
        Assert.Equal(0, await _world.CountAsync<SavedView>());
    }

    [Fact]
    public async Task Save_UnderANameThatIsTooLong_IsRefused() =>
        Assert.Equal("name", (await Assert.ThrowsAsync<MoveRefusedException>(() => SaveAsync(_world.Coordinator, new string('a', ViewService.LongestName + 1)))).Input);

    [Fact]
    public async Task Save_WithWordsThatPointAtAPerson_IsRefused()
    {
        await Assert.ThrowsAsync<TypedTextException>(() => SaveAsync(_world.Coordinator, "Alla", Question(text: "19121212-1212")));

        Assert.Equal(0, await _world.CountAsync<SavedView>());
    }

    [Fact]
    public async Task Save_WithALikelyFindThatIsNobody_IsTaken()
    {
        var asked = await Assert.ThrowsAsync<TypedTextException>(() => SaveAsync(_world.Coordinator, "Växeln 0243-740 00"));

        await SaveAsync(_world.Coordinator, "Växeln 0243-740 00", accepted: [.. asked.Finds.Select(f => f.Key)]);

        Assert.Equal(1, await _world.CountAsync<SavedView>());
    }

    [Fact]
    public async Task Save_Twice_IsOneView_AndAnotherQuestionUnderTheNameIsRefused()
    {
        await SaveAsync(_world.Coordinator, "Alla");
        await SaveAsync(_world.Coordinator, " Alla ");
        await SaveAsync(_world.Ombud, "Alla");

        var refusal = await Assert.ThrowsAsync<MoveRefusedException>(() => SaveAsync(_world.Coordinator, "Alla", Question((RegisterFacet.State, "closed"))));

        Assert.Equal("name", refusal.Input);
        Assert.Equal(2, await _world.CountAsync<SavedView>());
    }

    [Fact]
    public async Task Save_OfMoreThanMayBeHad_IsRefused()
    {
        for (var i = 1; i <= ViewService.Most; i++) await SaveAsync(_world.Coordinator, $"Vy {i}");

        await Assert.ThrowsAsync<MoveRefusedException>(() => SaveAsync(_world.Coordinator, "En till"));
        await SaveAsync(_world.Coordinator, "Vy 1");

        Assert.Equal(ViewService.Most, await _world.CountAsync<SavedView>());
    }

    [Fact]
    public async Task Change_RenamesAndMails_AndOnlyTheOwn()
    {
        var id = await SaveAsync(_world.Coordinator, "Alla", mailing: ViewMailing.Never);
        await SaveAsync(_world.Coordinator, "Andra");

        await ChangeAsync(_world.Coordinator, id, "Varje vecka", ViewMailing.Weekly);

        var view = await _world.ReadAsync(db => db.SavedViews.SingleAsync(v => v.Id == id));
        Assert.Equal(("Varje vecka", ViewMailing.Weekly), (view.Name, view.Mailing));
        await Assert.ThrowsAsync<CaseNotFoundException>(() => ChangeAsync(_world.Ombud, id, "Min", ViewMailing.Daily));
        Assert.Equal("name", (await Assert.ThrowsAsync<MoveRefusedException>(() => ChangeAsync(_world.Coordinator, id, "Andra", ViewMailing.Daily))).Input);
        Assert.False(await _world.WithAsync<ViewService, bool>(s => s.RemoveAsync(ViewerOf(_world.Ombud), id)));
        Assert.True(await _world.WithAsync<ViewService, bool>(s => s.RemoveAsync(ViewerOf(_world.Coordinator), id)));
        Assert.Equal(["Andra"], await _world.ReadAsync(db => db.SavedViews.Select(v => v.Name).ToListAsync()));
    }

    [Fact]
    public async Task Daily_WhenOthersHaveDoneSomething_TellsOnceWhatIsInTheView()
    {
        var id = await SaveAsync(_world.Coordinator, "Öppna hos Försäkringskassan", await AuthorityAsync("FK"), ViewMailing.Daily);
        await SubmitAsync("Besked dröjer", "FK");
        await SubmitAsync("Telefonen är stängd", "KO");

        Assert.Empty(await ToldAsync(days: 0));
        var mail = Assert.Single(await ToldAsync());

        Assert.Equal(("dan@po.example", "Vy: Öppna hos Försäkringskassan"), (mail.ToAddress, mail.Subject));
        Assert.StartsWith("Hej Dan Samordnare!\n\nVyn ”Öppna hos Försäkringskassan” har 1 systemfel.", mail.Text, StringComparison.Ordinal);
        var (case1, number) = await _world.ReadAsync(async db => (await db.Deficiencies.OrderBy(d => d.Id).Select(d => d.Id).FirstAsync(), await db.Deficiencies.OrderBy(d => d.Id).Select(d => d.Number).FirstAsync()));
        Assert.Contains($"{number} Besked dröjer\n  nytt systemfel\n  https://po.example/systemfel/{case1}", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Telefonen", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"https://po.example/vyer/{id}\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://po.example/vyer\n", mail.Text, StringComparison.Ordinal);
        // Nothing new: no more mails, on the same day or after.
        Assert.Single(await ToldAsync(days: 0));
        Assert.Single(await ToldAsync());
    }

    [Fact]
    public async Task Daily_OfWhatTheAccountDidItself_TellsNothing()
    {
        await SaveAsync(_world.Ombud, "Alla", mailing: ViewMailing.Daily);
        await SubmitAsync("Besked dröjer");

        Assert.Empty(await ToldAsync());
    }

    [Fact]
    public async Task Daily_WhenALineBecomesLate_TellsThatItHas()
    {
        var id = await SubmitAsync("Besked dröjer");
        var (team, group) = (await _world.MeetingAsync("team"), await _world.MeetingAsync("sg1"));
        await _world.MakeAsync(id, new OpenReview(), Actor.System);
        await _world.MakeAsync(id, new Refer(["sg1"]), _world.Coordinator, await _world.ItemAsync(team, id));
        var party = await _world.ReadAsync(db => db.Parties.Where(p => p.Code == "kommun-sater").Select(p => p.Id).SingleAsync());
        await _world.MakeAsync(id, new TakeHome(party, Today.AddDays(2)), _world.Coordinator, await _world.ItemAsync(group, id));
        await SaveAsync(_world.Coordinator, "Försenade", Question((RegisterFacet.State, "open"), (RegisterFacet.Overdue, RegisterFilter.Yes)), ViewMailing.Daily);

        Assert.Empty(await ToldAsync());
        Assert.Empty(await ToldAsync());

        Assert.Contains("har blivit försenat", Assert.Single(await ToldAsync()).Text, StringComparison.Ordinal);
        Assert.Single(await ToldAsync());
    }

    [Theory]
    [InlineData(ViewMailing.Weekly)]
    [InlineData(ViewMailing.Monthly)]
    public async Task Mail_OfALongerPeriod_ComesOnceInEachAndAlsoWhenNothingIsNew(ViewMailing mailing)
    {
        await SubmitAsync("Besked dröjer");
        await SaveAsync(_world.Coordinator, "Alla", mailing: mailing);
        var first = ViewDigest.PeriodOf(mailing, Today);

        while (ViewDigest.PeriodOf(mailing, Today) == first) Assert.Empty(await ToldAsync(days: 0, thenDays: 1));
        ToNext(SwedishCalendar.IsWorkingDay);
        var mail = Assert.Single(await ToldAsync(days: 0));

        Assert.Contains("har 1 systemfel.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Inget är nytt eller ändrat sedan", mail.Text, StringComparison.Ordinal);
        var second = ViewDigest.PeriodOf(mailing, Today);
        while (ViewDigest.PeriodOf(mailing, Today) == second) Assert.Single(await ToldAsync(days: 0, thenDays: 1));
    }

    [Theory]
    [InlineData("2026-11-30", ViewMailing.Weekly, "2026-11-30")]
    [InlineData("2026-12-06", ViewMailing.Weekly, "2026-11-30")]
    [InlineData("2026-12-06", ViewMailing.Monthly, "2026-12-01")]
    [InlineData("2026-12-06", ViewMailing.Daily, "2026-12-06")]
    public void Period_BeginsOnTheDayTheMondayOrTheFirst(string day, ViewMailing mailing, string first) =>
        Assert.Equal(Day(first), ViewDigest.PeriodOf(mailing, Day(day)));

    [Fact]
    public async Task Mail_WhenTheRunIsMadeTwice_IsOne()
    {
        await SaveAsync(_world.Coordinator, "Alla", mailing: ViewMailing.Daily);
        await SubmitAsync("Besked dröjer");
        Assert.Single(await ToldAsync());
        // As if the other node had read the view before the first stored that it was told.
        await _world.DoAsync<SystemfelDb>(db => db.SavedViews.ExecuteUpdateAsync(s => s.SetProperty(v => v.ToldOn, Today.AddDays(-1)).SetProperty(v => v.ToldUntil, v => v.CreatedAt)));

        Assert.Single(await ToldAsync(days: 0));
    }

    [Theory]
    [InlineData("left")]
    [InlineData("disabled")]
    public async Task Mail_ToWhoHasLeftOrIsShutOut_IsNone_NorWhenTheyAreBack(string how)
    {
        await SaveAsync(_world.Coordinator, "Alla", mailing: ViewMailing.Daily);
        await SaveAsync(_world.Coordinator, "Alla, varje vecka", mailing: ViewMailing.Weekly);
        var (account, role) = (_world.Coordinator.AccountId, Role.Registrar);
        await SubmitAsync("Besked dröjer");
        await _world.DoAsync<SystemfelDb>(db => how == "left"
            ? db.Memberships.Where(m => m.AccountId == account).ExecuteUpdateAsync(s => s.SetProperty(m => m.Role, role))
            : db.Users.Where(a => a.Id == account).ExecuteUpdateAsync(s => s.SetProperty(a => a.DisabledAt, _world.Time.GetUtcNow())));

        Assert.Empty(await ToldAsync(days: 7));

        await _world.DoAsync<SystemfelDb>(async db =>
        {
            await db.Memberships.Where(m => m.AccountId == account).ExecuteUpdateAsync(s => s.SetProperty(m => m.Role, Role.Coordinator));
            await db.Users.Where(a => a.Id == account).ExecuteUpdateAsync(s => s.SetProperty(a => a.DisabledAt, (DateTimeOffset?)null));
        });
        Assert.Empty(await ToldAsync());
        await SubmitAsync("Telefonen är stängd");
        Assert.DoesNotContain("Besked dröjer", Assert.Single(await ToldAsync()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("masked")]
    [InlineData("erased")]
    [InlineData("example")]
    [InlineData("draft")]
    public async Task Mail_OfACaseThatIsNotToBeTold_NeitherNamesNorCountsIt(string what)
    {
        await SaveAsync(_world.Coordinator, "Alla", mailing: ViewMailing.Weekly);
        await SubmitAsync("Besked dröjer");
        var hidden = await SubmitAsync("Ska inte stå");
        var now = _world.Time.GetUtcNow();
        await _world.DoAsync<SystemfelDb>(db => what switch
        {
            "masked" => db.Deficiencies.Where(d => d.Id == hidden).ExecuteUpdateAsync(s => s.SetProperty(d => d.MaskedAt, now)),
            "erased" => db.Deficiencies.Where(d => d.Id == hidden).ExecuteUpdateAsync(s => s.SetProperty(d => d.ErasedAt, now)),
            "example" => db.Deficiencies.Where(d => d.Id == hidden).ExecuteUpdateAsync(s => s.SetProperty(d => d.IsExample, true)),
            _ => db.Deficiencies.Where(d => d.Id == hidden).ExecuteUpdateAsync(s => s.SetProperty(d => d.IsDraft, true)),
        });

        var mail = Assert.Single(await ToldAsync(days: 7));

        Assert.Contains("har 1 systemfel.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Besked dröjer", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ska inte stå", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_OfMoreThanFifty_NamesFiftyAndSaysHowManyMore()
    {
        await SaveAsync(_world.Coordinator, "Alla", mailing: ViewMailing.Daily);
        for (var i = 0; i < 52; i++) await SubmitAsync("Besked dröjer");

        var text = Assert.Single(await ToldAsync()).Text;

        Assert.Equal(50, text.Split("Besked dröjer").Length - 1);
        Assert.Contains("\nOch 2 till.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_OfAViewThatAsksForWhatIsGone_SaysSoAndNamesNothing()
    {
        await SubmitAsync("Besked dröjer");
        await SaveAsync(_world.Coordinator, "Borta", Question((RegisterFacet.Authority, "999999")), ViewMailing.Weekly);
        await SaveAsync(_world.Ombud, "Borta", Question((RegisterFacet.Authority, "999999")), ViewMailing.Daily);

        var text = Assert.Single(await ToldAsync(days: 7)).Text;

        Assert.Contains("Vyn ”Borta” frågar efter något som inte finns att välja längre", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Besked dröjer", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_OfAViewWithWords_TellsWhatTheyFind()
    {
        await SaveAsync(_world.Coordinator, "Telefon", Question(text: "telefonen"), ViewMailing.Daily);
        await SubmitAsync("Besked dröjer");
        await SubmitAsync("Telefonen är stängd");

        var text = Assert.Single(await ToldAsync()).Text;

        Assert.Contains("Telefonen är stängd", text, StringComparison.Ordinal);
        Assert.Contains("har 1 systemfel.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Besked dröjer", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Question_IsTheSameAfterItWasKept()
    {
        var question = new SavedQuestion("lång väntan", new Dictionary<RegisterFacet, IReadOnlyList<string>> { [RegisterFacet.Stage] = ["group:2", "effect"], [RegisterFacet.State] = ["open"] }, RegisterSort.Seen);

        var kept = SavedQuestion.FromJson(question.ToJson());

        Assert.Equal(question.ToJson(), kept.ToJson());
        Assert.Equal((question.Text, question.Sort), (kept.Text, kept.Sort));
        Assert.Equal(["group:2", "effect"], kept.Chosen[RegisterFacet.Stage]);
    }

    private static SavedQuestion Question(params (RegisterFacet Facet, string Value)[] chosen) => Question("", chosen);

    private static SavedQuestion Question(string text, params (RegisterFacet Facet, string Value)[] chosen) =>
        new(text, chosen.ToDictionary(c => c.Facet, c => (IReadOnlyList<string>)[c.Value]), RegisterSort.Changed);

    private async Task<SavedQuestion> AuthorityAsync(string code)
    {
        var id = await _world.ReadAsync(db => db.Authorities.Where(a => a.Code == code).Select(a => a.Id).SingleAsync());
        return Question((RegisterFacet.Authority, id.ToString(CultureInfo.InvariantCulture)));
    }

    private DateOnly Today => SwedishCalendar.DateOf(_world.Time.GetUtcNow());

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Viewer ViewerOf(Actor who) => new(who.AccountId!.Value, who.Name, who.Memberships);

    private Task<long> SubmitAsync(string title, params string[] authorities) => _world.SubmitAsync(title, "Den som söker får vänta i flera månader.", authorities);

    private async Task<long> SaveAsync(Actor who, string name, SavedQuestion? question = null, ViewMailing mailing = ViewMailing.Never, string[]? accepted = null)
    {
        await _world.DoAsync<ViewService>(s => s.SaveAsync(ViewerOf(who), _world.Organisation, name, question ?? Everything, mailing, accepted ?? []));
        // What comes after it is told.
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        return await _world.ReadAsync(db => db.SavedViews.OrderByDescending(v => v.Id).Select(v => v.Id).FirstAsync());
    }

    private Task ChangeAsync(Actor who, long id, string name, ViewMailing mailing) => _world.DoAsync<ViewService>(s => s.ChangeAsync(ViewerOf(who), id, name, mailing, []));

    /// <summary>Runs the reminders some days on, and gives the mails of all runs so far.</summary>
    private async Task<List<OutboxItem>> ToldAsync(int days = 1, int thenDays = 0)
    {
        _world.Time.Advance(days == 0 ? TimeSpan.FromMinutes(10) : TimeSpan.FromDays(days));
        await _world.WithAsync<ReminderService, string>(s => s.ExecuteAsync(default));
        var mails = await _world.ReadAsync(db => db.OutboxItems.Where(o => o.Purpose == OutboxPurpose.View).OrderBy(o => o.Id).ToListAsync());
        _world.Time.Advance(TimeSpan.FromDays(thenDays));
        return mails;
    }

    private void ToNext(Func<DateOnly, bool> day)
    {
        while (!day(Today)) _world.Time.Advance(TimeSpan.FromDays(1));
    }
}
