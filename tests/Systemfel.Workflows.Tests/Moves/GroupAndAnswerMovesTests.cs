using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Moves;

public class GroupAndAnswerMovesTests
{
    private readonly TestWorld _world = new();

    [Fact]
    public void TakeHome_WhenThePartyIsUnknown_IsRefused() =>
        Assert.Equal("party", _world.InGroup().Refuses(new TakeHome(999), meeting: _world.Meeting(TestWorld.Sg1)).Input);

    [Fact]
    public void TakeHome_WhenTheDayHasBeen_IsRefused() =>
        Assert.Equal("date", _world.InGroup().Refuses(new TakeHome(TestWorld.KommunParty, _world.Today.AddDays(-1)), meeting: _world.Meeting(TestWorld.Sg1)).Input);

    [Fact]
    public void TakeHome_WhenNoDayIsNamed_IsDueAtTheNextMeeting() =>
        Assert.Equal(_world.Facts.NextMeeting(TestWorld.Sg1), _world.TakenHome().Line.Due);

    [Theory]
    [InlineData(TestWorld.RetiredContact)]
    [InlineData(999)]
    public void WriteToAuthority_WhenTheContactCannotBeUsed_IsRefused(long contact) =>
        Assert.Equal("contact", _world.InGroup().Refuses(new WriteToAuthority([contact], _world.Today.AddDays(60)), meeting: _world.Meeting(TestWorld.Sg1)).Input);

    [Fact]
    public void WriteToAuthority_WhenTheDayIsToday_IsRefused() =>
        Assert.Equal("date", _world.InGroup().Refuses(new WriteToAuthority([TestWorld.KommunContact], _world.Today), meeting: _world.Meeting(TestWorld.Sg1)).Input);

    [Fact]
    public void WriteToAuthority_WhenSeveralContacts_MakesALineAndALetterEach()
    {
        var c = _world.InGroup();

        c.Do(new WriteToAuthority([TestWorld.KommunContact, TestWorld.SaterContact], _world.Today.AddDays(60)), meeting: _world.Meeting(TestWorld.Sg1));

        Assert.Equal(2, c.Case.Bookmarks.Count);
        Assert.Equal(2, _world.Letters.Count);
        Assert.All(c.Case.Bookmarks, b => Assert.Equal(b.Id, b.LetterItem!.BookmarkId));
    }

    [Fact]
    public void WriteToAuthority_WhenTwoCasesInOneMeeting_AreNumberedPointsOfOneLetter()
    {
        var meeting = _world.Meeting(TestWorld.Sg1);
        foreach (var c in new[] { _world.InGroup(), _world.InGroup() })
            c.Do(new WriteToAuthority([TestWorld.KommunContact], _world.Today.AddDays(60)), meeting: meeting);

        Assert.Equal([1, 2], Assert.Single(_world.Letters).Items.Select(i => i.Number));
    }

    [Fact]
    public void InformCounty_WhenAlreadyInformed_IsRefused()
    {
        var c = _world.InGroup();
        c.Do(new InformCounty(), meeting: _world.Meeting(TestWorld.Sg1));
        Assert.Contains(c.Case.Grants, g => g.Kind == GrantKind.County);

        c.Refuses(new InformCounty(), meeting: _world.Meeting(TestWorld.Sg1));
    }

    [Fact]
    public void SendNational_WhenAlreadySent_IsRefused()
    {
        var c = _world.InGroup();
        c.Do(new SendNational());

        c.Refuses(new SendNational());
    }

    [Fact]
    public void Table_WaitsForTheNextMeetingAndSaysSo()
    {
        var c = _world.InGroup();

        c.Do(new TableItem("Tiden räckte inte."), meeting: _world.Meeting(TestWorld.Sg1));

        Assert.Equal((BookmarkMark.Tabled, _world.Facts.NextMeeting(TestWorld.Sg1)), (c.Line.Mark, c.Line.Due));
    }

    [Fact]
    public void ProposeClose_LeavesTheClosingToTheTeam()
    {
        var c = _world.InGroup();

        c.Do(new ProposeClose("Redan löst."), TestWorld.MemberOfSg1, _world.Meeting(TestWorld.Sg1));

        Assert.Equal((Stages.Review, BookmarkMark.CloseProposed), (c.Line.Stage, c.Line.Mark));
        c.Refuses(new Close("remedied"), TestWorld.MemberOfSg1);
    }

    [Fact]
    public void Remind_WhenTheLetterHasNotLeft_IsRefused() => _world.LetterBeingWritten().Refuses(new Remind());

    [Fact]
    public void Remind_WhenThereIsNoAddress_IsRefused()
    {
        var c = _world.InGroup();
        c.Do(new TakeHome(TestWorld.NoContactParty), meeting: _world.Meeting(TestWorld.Sg1));

        c.Refuses(new Remind());
    }

    [Fact]
    public void Remind_WhenTheLetterWasSent_QueuesOneMailToItsRecipientWithItsTag()
    {
        var c = _world.LetterSent();

        var mail = Assert.Single(c.Do(new Remind("due"), Actor.System).Outgoing);

        Assert.Equal(("registrator@myndigheten.example", true), (mail.ToAddress, mail.IsAutomatic));
        Assert.EndsWith("[#K7Q2M9]", mail.Subject);
        Assert.Contains("{{svarslänk}}", mail.Text);
    }

    [Fact]
    public void GiveMoreTime_WhenTheDayHasBeen_IsRefused() =>
        Assert.Equal("date", _world.TakenHome().Refuses(new GiveMoreTime(_world.Today.AddDays(-1))).Input);

    [Fact]
    public void RaiseToChair_WhenTheChairKnows_IsRefused()
    {
        var c = _world.TakenHome();
        c.Do(new RaiseToChair(), Actor.System);

        c.Refuses(new RaiseToChair());
    }

    [Fact]
    public void ReturnToGroup_WhenTheLetterHasNotLeft_TakesThePointOutOfIt()
    {
        var c = _world.LetterBeingWritten();

        c.Do(new ReturnToGroup("Vi skriver inte."));

        Assert.Empty(_world.Letters[0].Items);
        Assert.Null(c.Line.LetterItem);
    }

    [Fact]
    public void ReturnToGroup_WhenTheLetterWasSent_LeavesTheLetterAsItLeft()
    {
        var c = _world.LetterSent();

        c.Do(new ReturnToGroup("Inget svar."));

        Assert.Single(_world.Letters[0].Items);
    }

    [Theory]
    [InlineData("Ring 0243-740 00.")]
    [InlineData("Gäller 19121212-1212.")]
    public void ReplyToAuthority_WhenTheTextMayPointAtAPerson_IsRefusedAtTheText(string text)
    {
        var c = _world.AuthorityAsks();

        Assert.Equal("note", c.Refuses(new ReplyToAuthority(text, _world.Today.AddDays(9), _world.Check.Check(text))).Input);
    }

    [Fact]
    public void ReplyToAuthority_WhenNothingWasAsked_IsRefused() =>
        _world.InReview().Refuses(new ReplyToAuthority("Svar.", _world.Today.AddDays(9), _world.Check.Check("Svar.")));

    [Fact]
    public void ReplyToAuthority_WhenNoLetterWasSent_IsRefused()
    {
        var c = _world.TakenHome();
        c.Do(new RegisterAnswer(AnswerKind.Question, "Vilken enhet?"));

        c.Refuses(new ReplyToAuthority("Mottagningen.", _world.Today.AddDays(9), _world.Check.Check("Mottagningen.")));
    }

    [Fact]
    public void ReplyToAuthority_AnswersInTheLetterAndWaitsAgain()
    {
        var c = _world.AuthorityAsks();

        var mail = Assert.Single(c.Do(new ReplyToAuthority("Mottagningen.", _world.Today.AddDays(30), _world.Check.Check("Mottagningen."))).Outgoing);

        Assert.Contains("Mottagningen.", mail.Text);
        Assert.Equal((_world.Today.AddDays(30), TestWorld.KommunParty), (c.Line.Due!.Value, c.Line.WaitsForPartyId!.Value));
        Assert.NotNull(c.Line.LetterItem);
    }

    [Fact]
    public void NotDone_WhenPromisedByAnAuthority_StandsOnTheGroupsAgenda()
    {
        var c = _world.Promised();

        c.Do(new NotDone("Inget har hänt."));

        Assert.Equal((Stages.Group, BookmarkMark.NotDone, TestWorld.Sg1), (c.Line.Stage, c.Line.Mark, c.Line.GroupId!.Value));
    }
}
