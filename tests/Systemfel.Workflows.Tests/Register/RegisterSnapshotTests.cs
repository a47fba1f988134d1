using Systemfel.Data.Search;
using Systemfel.Workflows.Register;

namespace Systemfel.Workflows.Tests.Register;

/// <summary>The register in memory against a recount that is too plain to be wrong.</summary>
public class RegisterSnapshotTests
{
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly RegisterSight Team = new(1, null);

    [Fact]
    public void Search_WhenACaseIsADraft_ShowsItToItsAuthorOnly()
    {
        var register = RegisterIndex.Of([Entry(1, draft: true, author: 7), Entry(2)]);

        Assert.Equal([2], register.Search(new RegisterFilter(), Team, Today).Ids);
        Assert.Equal([1, 2], register.Search(new RegisterFilter(), new RegisterSight(7, null), Today).Ids.Order());
    }

    [Fact]
    public void Search_WhenOnlySomeAreGranted_CountsNoOthersInAnyFacet()
    {
        var register = RegisterIndex.Of([Entry(1, level: 1), Entry(2, level: 2), Entry(3, level: 2)]);

        var hits = register.Search(new RegisterFilter(), new RegisterSight(9, new HashSet<long> { 2 }), Today);

        Assert.Equal([2], hits.Ids);
        Assert.Equal((0, 1), (hits.Count(RegisterFacet.Level, "1"), hits.Count(RegisterFacet.Level, "2")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Search_OnRandomCases_EqualsARecount(int seed)
    {
        var random = new Random(seed);
        var entries = Enumerable.Range(1, 400).Select(i => RandomEntry(i, random)).ToList();
        var register = RegisterIndex.Of(entries);
        for (var round = 0; round < 40; round++)
        {
            var filter = RandomFilter(random);

            var hits = register.Search(filter, Team, Today);

            var expected = entries.Where(e => !e.IsDraft && Passes(e, filter, null)).Select(e => e.DeficiencyId);
            Assert.Equal(expected.Order(), hits.Ids.Order());
            Assert.Equal(hits.Total, register.Count(filter, Team, Today));
            Assert.All(Enum.GetValues<RegisterFacet>(), facet => Assert.Equal(Recount(entries, filter, facet), hits.Facets[facet].Where(f => f.Value > 0).ToDictionary()));
        }
    }

    [Theory]
    [InlineData(RegisterSort.Changed, new long[] { 3, 2, 1 })]
    [InlineData(RegisterSort.NextDate, new long[] { 2, 1, 3 })]
    [InlineData(RegisterSort.Seen, new long[] { 1, 3, 2 })]
    [InlineData(RegisterSort.Number, new long[] { 3, 2, 1 })]
    public void Search_WhenSorted_PutsTheMostPressingFirst(RegisterSort sort, long[] order)
    {
        var register = RegisterIndex.Of([Entry(1, seen: 9, due: new(2026, 12, 3)), Entry(2, seen: 2, due: new(2026, 11, 1)), Entry(3, seen: 4)]);

        Assert.Equal(order, register.Search(new RegisterFilter { Sort = sort }, Team, Today).Ids);
    }

    [Fact]
    public void Search_WhenAPageIsAsked_GivesItAndTheTotal()
    {
        var register = RegisterIndex.Of(Enumerable.Range(1, 60).Select(i => Entry(i)));

        var hits = register.Search(new RegisterFilter(), Team, Today, skip: 50, take: 25);

        Assert.Equal((60, 10), (hits.Total, hits.Ids.Count));
    }

    private static Dictionary<string, int> Recount(List<RegisterEntry> entries, RegisterFilter filter, RegisterFacet facet) =>
        entries.Where(e => !e.IsDraft && Passes(e, filter, facet)).SelectMany(e => Values(e, facet)).GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());

    private static bool Passes(RegisterEntry e, RegisterFilter filter, RegisterFacet? but) =>
        filter.Chosen.All(c => c.Key == but || c.Value.Count == 0 || Values(e, c.Key).Any(c.Value.Contains));

    private static IEnumerable<string> Values(RegisterEntry e, RegisterFacet facet) => facet switch
    {
        RegisterFacet.Authority => Split(e.Authorities),
        RegisterFacet.SubArea => Split(e.SubAreas),
        RegisterFacet.Level => [$"{e.Level}"],
        RegisterFacet.Stage => Split(e.Stages),
        RegisterFacet.Municipality => [$"{e.MunicipalityId}"],
        RegisterFacet.Year => [$"{e.Year}"],
        RegisterFacet.Theme => [$"{e.ThemeId}"],
        RegisterFacet.Ball => Split(e.Ball),
        RegisterFacet.Kind => [e.IsGoodExample ? "good-example" : "deficiency"],
        RegisterFacet.State => [e.Stages.Contains("closed", StringComparison.Ordinal) ? "closed" : "open"],
        RegisterFacet.Overdue => e.AnswerDue < Today ? ["yes"] : [],
        RegisterFacet.WithoutAnswer => e.ClosedWithoutAnswer ? ["yes"] : [],
        _ => throw new ArgumentOutOfRangeException(nameof(facet)),
    };

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static RegisterFilter RandomFilter(Random random)
    {
        var chosen = new List<(RegisterFacet, string)>();
        foreach (var facet in Enum.GetValues<RegisterFacet>())
            if (random.Next(4) == 0) chosen.Add((facet, OneOf(random, facet)));
        return RegisterFilter.Of(chosen);
    }

    private static string OneOf(Random random, RegisterFacet facet) => facet switch
    {
        RegisterFacet.Stage => Pick(random, "submitted", "group:2", "awaiting-answer", "closed"),
        RegisterFacet.Ball => Pick(random, "team", "group:2", "authority:1"),
        RegisterFacet.Kind => Pick(random, "deficiency", "good-example"),
        RegisterFacet.State => Pick(random, "open", "closed"),
        RegisterFacet.Overdue or RegisterFacet.WithoutAnswer => "yes",
        RegisterFacet.Year => Pick(random, "2025", "2026"),
        _ => $"{random.Next(4)}",
    };

    private static RegisterEntry RandomEntry(int i, Random random)
    {
        var closed = random.Next(3) == 0;
        return new RegisterEntry
        {
            DeficiencyId = i,
            ChangeSeq = i,
            Number = $"SF-2026-{i:0000}",
            Year = 2025 + random.Next(2),
            IsGoodExample = random.Next(8) == 0,
            IsDraft = random.Next(10) == 0,
            AuthorId = 50,
            Level = random.Next(4),
            ThemeId = random.Next(4),
            MunicipalityId = random.Next(4),
            Authorities = Pick(random, " 1 ", " 1 2 ", " 3 "),
            SubAreas = Pick(random, "", " 1 ", " 2 3 "),
            Stages = closed ? " closed " : Pick(random, " submitted ", " group:2 ", " awaiting-answer group:2 "),
            Ball = closed ? "" : Pick(random, " team ", " group:2 authority:1 "),
            AnswerDue = random.Next(3) == 0 ? Today.AddDays(random.Next(-3, 3)) : null,
            Seen = random.Next(1, 20),
            ClosedWithoutAnswer = closed && random.Next(2) == 0,
            ChangedAt = DateTimeOffset.UnixEpoch.AddHours(random.Next(5000)),
        };
    }

    private static string Pick(Random random, params string[] of) => of[random.Next(of.Length)];

    private static RegisterEntry Entry(long id, int level = 0, bool draft = false, long author = 1, int seen = 1, DateOnly? due = null) => new()
    {
        DeficiencyId = id,
        ChangeSeq = id,
        Number = $"SF-2026-{id:0000}",
        Year = 2026,
        Level = level,
        IsDraft = draft,
        AuthorId = draft ? author : 50,
        Seen = seen,
        NextDue = due,
        Stages = " submitted ",
        Ball = " team ",
        ChangedAt = DateTimeOffset.UnixEpoch.AddHours(id),
    };
}
