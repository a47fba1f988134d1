using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Tests.Yearly;

public class ReturnTemplatesTests
{
    public static TheoryData<string> Keys => [.. ReturnTemplates.All.Select(t => t.Key)];

    [Theory, MemberData(nameof(Keys))]
    public void Template_OfEachYear_HasUniqueKeysAndRulesThatFindTheirFields(string key)
    {
        var template = ReturnTemplates.Find(key)!;
        var keys = template.Fields.SelectMany(f => f.Kind == ReturnFieldKind.Passages ? [f.Id] : f.Keys).ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
        // Each rule is followed to its rows: one that leads nowhere throws.
        Assert.NotEmpty(ReturnSums.FaultsOf(template, new ReturnValues(keys.Select((k, i) => KeyValuePair.Create(k, $"{i * i}")))));
        Assert.All(template.Headings.SelectMany(h => h.Rules), r => Assert.True(r.Authorities.Count + r.SubAreas.Count + r.Themes.Count + r.FewestAuthorities > 0));
    }

    [Theory]
    [InlineData(2013, "2013")]
    [InlineData(2014, "2022")]
    [InlineData(2022, "2022")]
    [InlineData(2026, "2026")]
    public void For_AYear_IsTheFormOfItsTime(int year, string key) => Assert.Equal(key, ReturnTemplates.For(year).Key);

    [Fact]
    public void Template_ThatIsBasedOnAnother_HasItsOwnSectionsAndTheOthers()
    {
        var (now, before) = (ReturnTemplates.Find("2026")!, ReturnTemplates.Find("2022")!);

        Assert.Equal(before.Sections.Select(s => s.Id), now.Sections.Select(s => s.Id));
        Assert.Equal(("Pandemin", "Årets fråga"), (before.Section("8")!.Title, now.Section("8")!.Title));
        Assert.Same(before.Headings, now.Headings);
    }
}
