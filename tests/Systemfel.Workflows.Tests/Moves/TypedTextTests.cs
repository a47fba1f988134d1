using System.Reflection;
using Systemfel.Data.Letters;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Tests.World;

namespace Systemfel.Workflows.Tests.Moves;

/// <summary>Personal data in what is typed with a move: every move of the presets and the product's own, and every text that its record holds.</summary>
public class TypedTextTests
{
    private const string Number = "19121212-1212";

    /// <summary>A report's municipality goes by its id; no move stores its name.</summary>
    private static readonly string[] NotStored = ["MunicipalityName"];

    /// <summary>Each move and each text on it, and on a record that it carries, such as a report.</summary>
    public static TheoryData<string, string> Texts()
    {
        var data = new TheoryData<string, string>();
        foreach (var id in TestWorld.EveryMove.AllMoves.Select(m => m.Id))
            foreach (var path in PathsOf(Made(id).GetType())) data.Add(id, path);
        return data;
    }

    [Fact]
    public void Texts_OfAllMoves_AreFound() => Assert.True(Texts().Count > 35, $"{Texts().Count} texts of all moves: the search does not reach them.");

    [Theory]
    [MemberData(nameof(Texts))]
    public void Move_WithAPersonalNumberInAText_IsRefused(string id, string path)
    {
        var world = new TestWorld { Route = TestWorld.EveryMove };
        var sample = MoveSamples.All[id];
        var c = sample.Start(world);
        var typed = With(sample.Good(c), path, $"Det gäller {Number} som väntar.");

        var refusal = c.Refuses(typed, sample.Actor, sample.MeetingOf is { } g ? world.Meeting(g) : null, other: sample.Other?.Invoke(world));

        Assert.NotNull(refusal.Input);
    }

    [Fact]
    public void Note_OfTheMeetingsItem_IsRefusedWithThePersonalNumberNamed()
    {
        var world = new TestWorld();
        var c = world.InGroup();

        var refusal = Assert.Throws<TypedTextException>(() => Runner.Run(Scope(c, $"Ring {Number}."), new TableItem("Tiden räckte inte."), world.Check));

        Assert.Equal(("note", Number), (refusal.Input, Assert.Single(refusal.Finds).Text));
        Assert.Equal(Stages.Group, c.Line.Stage);
    }

    [Fact]
    public void Reason_WithALikelyFind_AsksAndIsTakenWhenItIsNobody()
    {
        var world = new TestWorld();
        var c = world.InGroup();
        var move = new TableItem("Växeln 0243-740 00 svarar inte.");

        var asked = Assert.IsType<TypedTextException>(c.Refuses(move, meeting: world.Meeting(TestWorld.Sg1)));
        c.Do(move with { Accepted = [.. asked.Finds.Select(f => f.Key)] }, meeting: world.Meeting(TestWorld.Sg1));

        Assert.Equal(("accepted", Certainty.Likely), (asked.Input, Assert.Single(asked.Finds).Certainty));
        Assert.Contains("tabled", c.EventKinds);
    }

    [Fact]
    public void Reason_WithACertainFindThatIsSaidToBeNobody_IsRefused()
    {
        var world = new TestWorld();
        var c = world.InGroup();
        var key = Assert.Single(world.Check.Check(Number).Finds).Key;

        c.Refuses(new TableItem(Number) { Accepted = [key] }, meeting: world.Meeting(TestWorld.Sg1));
    }

    [Fact]
    public void Note_ThatStandsAlready_IsNotAskedAboutAgain()
    {
        var world = new TestWorld();
        var c = world.InGroup();
        const string note = "Växeln 0243-740 00 svarar inte.";

        Runner.Run(Scope(c, note, standing: note), new TableItem("Tiden räckte inte."), world.Check);

        Assert.Single(Scope(c, note).Targets);
        Assert.Throws<TypedTextException>(() => Runner.Run(Scope(c, note), new TableItem("Tiden räckte inte."), world.Check));
    }

    [Fact]
    public void Who_WithAColleaguesName_IsTaken()
    {
        var world = new TestWorld();
        var c = world.InReview();

        c.Do(new HandleLocally("Anna Bergström", world.Today.AddDays(14)), meeting: world.Meeting(TestWorld.Team));

        Assert.Equal("Anna Bergström", Assert.Single(c.Case.Measures).Responsible);
        Assert.IsType<TypedTextException>(c.World.InReview().Refuses(new Hold(world.Today.AddDays(14), null, "Anna Bergström väntar."), meeting: world.Meeting(TestWorld.Team)));
    }

    [Fact]
    public void Text_OfAnAnswerByTelephone_IsRefusedAtTheText()
    {
        var world = new TestWorld();

        var refusal = world.TakenHome().Refuses(new RegisterAnswer(AnswerKind.Changed, $"De har ringt {Number}."));

        Assert.Equal("text", refusal.Input);
    }

    private static MoveScope Scope(TestCase c, string note, string? standing = null) => new(c.World.Route, c.World.Facts, c.Case, TestWorld.Coordinator, c.World.Calendar.Now)
    {
        Targets = [c.Line],
        Meeting = c.World.Meeting(TestWorld.Sg1),
        MeetingNote = note,
        StandingNote = standing,
    };

    private static Move Made(string id)
    {
        var sample = MoveSamples.All[id];
        return sample.Good(sample.Start(new TestWorld { Route = TestWorld.EveryMove }));
    }

    private static IEnumerable<string> PathsOf(Type type) => type.GetProperties()
        .Where(p => p.CanWrite && !NotStored.Contains(p.Name))
        .SelectMany(p => p.PropertyType == typeof(string) ? [p.Name]
            : p.PropertyType.IsClass && p.PropertyType.Namespace == typeof(Submit).Namespace ? PathsOf(p.PropertyType).Select(n => $"{p.Name}.{n}")
            : []);

    /// <summary>A copy of the record with one text in it replaced, however deep.</summary>
    private static T With<T>(T record, string path, string text) where T : notnull
    {
        var copy = record.GetType().GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance)!.Invoke(record, null)!;
        var parts = path.Split('.', 2);
        var property = copy.GetType().GetProperty(parts[0])!;
        property.SetValue(copy, parts.Length == 1 ? text : With(property.GetValue(record)!, parts[1], text));
        return (T)copy;
    }
}
