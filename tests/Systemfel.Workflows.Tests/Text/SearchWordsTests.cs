using Systemfel.Workflows.Text;

namespace Systemfel.Workflows.Tests.Text;

public class SearchWordsTests
{
    [Theory]
    [InlineData("Försörjningsstöd, igen!", "försörjningsstöd igen")]
    [InlineData("SF-2026-0042", "sf 2026 0042")]
    [InlineData("KRÄVA ÅÄÖ", "kräva åäö")]
    [InlineData("kra\u0308va", "kräva")]
    [InlineData("avstav\u00ADning", "avstavning")]
    [InlineData("💥 \" OR ( ' * :", "or")]
    [InlineData("", "")]
    public void Words_AreLettersAndDigitsInLowerCase(string text, string words) =>
        Assert.Equal(words, string.Join(' ', SearchWords.Words(text)));

    [Fact]
    public void Words_WhenOneIsEndless_IsCut() => Assert.Equal(100, Assert.Single(SearchWords.Words(new string('a', 5000))).Length);

    [Fact]
    public void Query_LeavesOutWordsThatSayNothing() => Assert.Equal(["besked", "dröj"], SearchWords.Query("det är besked som dröjer").Stems);

    [Fact]
    public void Query_WhenAllWordsSayNothing_KeepsThem() => Assert.Equal(["det", "är"], SearchWords.Query("det är").Stems);

    [Fact]
    public void Query_WhenInflected_MeetsTheSameStem() =>
        Assert.Equal(SearchWords.Query("handläggarnas").Stems, SearchWords.Query("handläggare").Stems);

    [Fact]
    public void Query_WhenTooLong_CountsTwelveWords() =>
        Assert.Equal(12, SearchWords.Query(string.Join(' ', Enumerable.Range(1000, 40))).Stems.Count);

    [Fact]
    public void Similar_WhenNothingTells_IsNull() => Assert.Null(SearchWords.Similar("det är som en"));

    [Fact]
    public void Similar_IsSatisfiedWithAnyOfTheLongestWords()
    {
        var query = SearchWords.Similar("Handläggningen av försörjningsstöd dröjer", atMost: 2)!;

        Assert.True(query.Any);
        Assert.Equal(["försörjningsstöd", "handläggning"], query.Stems);
    }
}
