using Systemfel.Data.Cases;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Tests.World;

/// <summary>Brings a case to where a test begins, by moves only.</summary>
internal static class CaseBuilder
{
    public static TestCase Draft(this TestWorld world) => new(world);

    public static TestCase Submitted(this TestWorld world, params long[] authorities)
    {
        var c = new TestCase(world);
        c.Do(c.SubmitMove(authorities.Length == 0 ? [TestWorld.Kommun] : authorities), TestWorld.Author);
        return c;
    }

    public static TestCase InReview(this TestWorld world, params long[] authorities)
    {
        var c = world.Submitted(authorities);
        c.Do(new OpenReview(), Actor.System);
        return c;
    }

    /// <summary>Referred to the groups that the route proposes for the authorities: KO to sg1, FK and AF to sg2.</summary>
    public static TestCase InGroup(this TestWorld world, params long[] authorities)
    {
        var c = world.InReview(authorities);
        var groups = c.Case.Addressees.SelectMany(a => world.Facts.GroupsFor(world.Route, a.AuthorityId, c.Case.Level)).Select(g => g.Code).Distinct();
        c.Do(new Refer([.. groups]), meeting: world.Meeting(TestWorld.Team));
        return c;
    }

    /// <summary>Referred to the group that decides nothing.</summary>
    public static TestCase InReferenceGroup(this TestWorld world)
    {
        var c = world.InReview();
        c.Do(new Refer(["ref"]), meeting: world.Meeting(TestWorld.Team));
        return c;
    }

    public static TestCase TakenHome(this TestWorld world)
    {
        var c = world.InGroup(TestWorld.Kommun);
        c.Do(new TakeHome(TestWorld.KommunParty), meeting: world.Meeting(TestWorld.Sg1));
        return c;
    }

    public static TestCase LetterBeingWritten(this TestWorld world)
    {
        var c = world.InGroup(TestWorld.Kommun);
        c.Do(new WriteToAuthority([TestWorld.KommunContact], world.Today.AddDays(60)), meeting: world.Meeting(TestWorld.Sg1));
        return c;
    }

    public static TestCase LetterSent(this TestWorld world)
    {
        var c = world.LetterBeingWritten();
        world.SendLetters();
        return c;
    }

    public static TestCase AuthorityAsks(this TestWorld world)
    {
        var c = world.LetterSent();
        c.Do(new RegisterAnswer(Data.Letters.AnswerKind.Question, "Vilken enhet gäller det?"));
        return c;
    }

    public static TestCase Promised(this TestWorld world)
    {
        var c = world.TakenHome();
        c.Do(new RegisterAnswer(Data.Letters.AnswerKind.Planned, "Ny rutin", world.Today.AddDays(90)));
        return c;
    }

    public static TestCase InEffect(this TestWorld world)
    {
        var c = world.TakenHome();
        c.Do(new RegisterAnswer(Data.Letters.AnswerKind.Changed, "Rutinen är ändrad"));
        return c;
    }

    /// <summary>In the stage effect, with the author and two more ombuds asked.</summary>
    public static TestCase AskedOfThree(this TestWorld world)
    {
        var c = world.TakenHome();
        c.Do(Seen(world), TestWorld.OtherOmbud);
        c.Do(Seen(world), TestWorld.ThirdOmbud);
        c.Do(new RegisterAnswer(Data.Letters.AnswerKind.Changed, "Rutinen är ändrad"));
        return c;
    }

    /// <summary>From here on the organisation requires four eyes, and nobody has approved the text.</summary>
    public static TestCase NeedingApproval(this TestCase c)
    {
        c.World.Facts.Organisation.RequiresFourEyes = true;
        return c;
    }

    public static TestCase Closed(this TestWorld world, string outcome = "obsolete")
    {
        var c = world.InReview();
        c.Do(new Close(outcome));
        return c;
    }

    public static Count Seen(TestWorld world) => new(new DateOnly(world.Today.Year, world.Today.Month, 1), TestWorld.Borlange, AffectedBand.TwoToFour);

    /// <summary>A case that stands in a stage of the preset.</summary>
    public static TestCase In(this TestWorld world, string stage) => stage switch
    {
        Stages.Draft => world.Draft(),
        Stages.Submitted => world.Submitted(),
        Stages.Review => world.InReview(),
        Stages.Group => world.InGroup(),
        Stages.AwaitingAnswer => world.TakenHome(),
        Stages.FollowUp => world.Promised(),
        Stages.Effect => world.InEffect(),
        Stages.Closed => world.Closed(),
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "The preset has no such stage."),
    };
}
