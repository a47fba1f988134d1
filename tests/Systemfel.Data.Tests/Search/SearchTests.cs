using Systemfel.Data.Storage;
using Systemfel.Data.Tests.Databases;
using Systemfel.Workflows.Text;

namespace Systemfel.Data.Tests.Search;

/// <summary>The same questions to both databases have the same answers.</summary>
[Collection(Databases.Databases.Name)]
public class SearchTests(DatabaseFixture databases)
{
    private static readonly (string Title, string Pattern)[] Cases =
    [
        ("Handläggarna byts ofta", "Den som söker försörjningsstöd får berätta allt igen."),
        ("Myndigheten börjar kräva intyg", "Läkarintyg krävs varje månad."),
        ("Krava är ett annat ord", "Här står ordet utan prickar."),
        ("Väntetiden är för lång", "Beslutet om bostadsanpassning dröjer 14 månader."),
        ("Besluten går inte att förstå", "Språket är svårt & \"byråkratiskt\"; ingen förklarar."),
    ];

    [Theory]
    [InlineData("handläggare", "1")]
    [InlineData("handläggarens", "1")]
    [InlineData("kräva", "2")]
    [InlineData("kräver", "2")]
    [InlineData("krava", "3")]
    [InlineData("KRÄVA", "2")]
    [InlineData("beslut", "4,5")]
    [InlineData("väntetider lång", "4")]
    [InlineData("SF-2026-0002", "2")]
    [InlineData("0005", "5")]
    [InlineData("kommun", "1,2,3,4,5")]
    [InlineData("bostadsanp", "4")]
    [InlineData("14", "4")]
    [InlineData("väntetiden handläggare", "")]
    [InlineData("finnsinte", "")]
    [InlineData("", "")]
    [InlineData("\"'*:()!&|\\", "")]
    [InlineData("beslut\" OR \"handläggare", "")]
    [InlineData("beslut' | 'handläggare", "")]
    [InlineData("NEAR(beslut)", "")]
    [InlineData("title:beslut", "")]
    [InlineData("byråkratiskt <b>", "5")]
    [InlineData("byråkratiskt\0 ; --", "5")]
    public async Task Search_GivesTheSameHitsOnBoth(string text, string hits)
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            var world = await FilledAsync(provider);
            await using var reader = world.Database.OpenReader();

            var found = await reader.SearchAsync(SearchWords.Query(text), 50);

            Assert.Equal(hits, string.Join(',', found.Order().Select(id => id - world.First + 1)));
        }
    }

    [Fact]
    public async Task Search_WhenAWordIsEndless_FindsNothingAndDoesNotFail()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            var world = await FilledAsync(provider);
            await using var reader = world.Database.OpenReader();

            Assert.Empty(await reader.SearchAsync(SearchWords.Query(new string('å', 20_000)), 50));
        }
    }

    [Fact]
    public async Task Search_WhenTheWordIsInATitle_PutsThatFirst()
    {
        foreach (var provider in Enum.GetValues<DatabaseProvider>())
        {
            var world = await FilledAsync(provider);
            await using var reader = world.Database.OpenReader();

            Assert.Equal(world.First + 4, (await reader.SearchAsync(SearchWords.Query("beslut"), 1))[0]);
        }
    }

    private async Task<(TestDatabase Database, long First)> FilledAsync(DatabaseProvider provider)
    {
        if (!databases.Filled.TryGetValue(provider, out var filled))
        {
            var world = await StoredWorld.CreateAsync(databases, provider);
            long first = 0;
            foreach (var (title, pattern) in Cases)
            {
                var id = await world.SubmitAsync(title, pattern);
                if (first == 0) first = id;
            }
            databases.Filled[provider] = filled = (world.Database, first);
        }
        return filled;
    }
}
