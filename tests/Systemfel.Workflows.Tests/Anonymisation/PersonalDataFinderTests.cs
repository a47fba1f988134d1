using Systemfel.Workflows.Anonymisation;

namespace Systemfel.Workflows.Tests.Anonymisation;

public class PersonalDataFinderTests
{
    private readonly PersonalDataFinder _finder = new();

    [Theory]
    [InlineData("811228-9874")]
    [InlineData("8112289874")]
    [InlineData("19811228-9874")]
    [InlineData("198112289874")]
    [InlineData("19811228 9874")]
    [InlineData("811228 9874")]
    [InlineData("811228–9874")]
    [InlineData("120229+2387")]
    [InlineData("701063-2391")]
    [InlineData("19701063-2391")]
    public void Number_WhenDateAndChecksumHold_IsCertain(string number)
    {
        var find = Assert.Single(_finder.FindIn($"Det gällde {number}."));

        Assert.Equal(("PERSONNUMMER", Certainty.Certain, number), (find.Label, find.Certainty, find.Text));
    }

    [Theory]
    [InlineData("Det gällde 811228-9875.")]
    [InlineData("Personnummer 8112289875 stod i brevet.")]
    [InlineData("Samordningsnummer: 701063-2392.")]
    public void Number_WhenOnlyTheChecksumFails_IsLikely(string text) =>
        Assert.Equal(Certainty.Likely, Assert.Single(_finder.FindIn(text)).Certainty);

    [Theory]
    [InlineData("Beslut den 2026-05-12 och 2026-06-01.")]
    [InlineData("Mellan 20260512 och 20260601.")]
    [InlineData("Avslag på 12 500 kr, sedan 1 250 000 kronor.")]
    [InlineData("Enligt 4 kap. 1 § SoL (2001:453) och SFS 2013:522.")]
    [InlineData("Den 810229-1237 finns inte i almanackan.")]
    [InlineData("Klockan 08:00-16:30, rum 1234.")]
    [InlineData("SF-2026-0042 och PO 2026/118.")]
    public void Text_WhenItHoldsDatesAmountsAndReferences_HasNoFind(string text) => Assert.Empty(_finder.FindIn(text));

    [Theory]
    [InlineData("Skriv till anna@exempel.example.", "EPOST", "anna@exempel.example")]
    [InlineData("Ring 070-123 45 67 i morgon.", "TELEFON", "070-123 45 67")]
    [InlineData("Ring +46 70 123 45 67.", "TELEFON", "+46 70 123 45 67")]
    [InlineData("Växeln 0243-123 45.", "TELEFON", "0243-123 45")]
    public void Address_IsLikely(string text, string label, string words)
    {
        var find = Assert.Single(_finder.FindIn(text));

        Assert.Equal((label, Certainty.Likely, words), (find.Label, find.Certainty, find.Text));
    }

    [Theory]
    [InlineData("٨١1228-٩٨٧٤")]
    [InlineData("８１1228-９８７４")]
    public void Number_WhenWrittenInOtherDigits_IsFoundAndDoesNotThrow(string number) =>
        Assert.Equal(Certainty.Certain, Assert.Single(_finder.FindIn(number)).Certainty);

    public static TheoryData<string> HostileParts => ["0 ", "a@", "19", "811228-", "+46 (0)", "a.", "Anna ", "Storgatan ", "SE45 ", "1-", "www.", "den enda i ", "58-årig ", "född 19", "dnr 1/", "@a", "A.", "ABC 12", "konto 1 ", "Ali-"];

    [Theory]
    [MemberData(nameof(HostileParts))]
    public void FindIn_WhenTheTextIsTenTimesLonger_TakesNotMuchMoreThanTenTimesLonger(string part)
    {
        string small = Repeated(part, 10_000), large = Repeated(part, 100_000);
        _finder.FindIn(small);

        var (first, second) = (Fastest(small), Fastest(large));

        // Quadratic would be a hundred times; the floor keeps a busy machine from deciding.
        Assert.True(second < TimeSpan.FromMilliseconds(250) || second < first * 40, $"10,000 characters took {first}, 100,000 took {second}.");
    }

    [Theory]
    [InlineData("Beslut 2021-20.3 och 2021/20:4.")]
    [InlineData("Beslut 19xx-2022, ärende 2020-2021 och 2020/19.9.")]
    public void FindIn_WhenYearsAreMixedWithStops_DoesNotThrow(string text) => Assert.DoesNotContain(_finder.FindIn(text), f => f.End > text.Length);

    [Fact]
    public void FindIn_WhenThereAreTenThousandFinds_GivesThemAll() =>
        Assert.Equal(10_000, _finder.FindIn(Repeated("811228-9874, ", 130_000)).Count);

    private static string Repeated(string part, int length) => string.Concat(Enumerable.Repeat(part, length / part.Length));

    private TimeSpan Fastest(string text) => Enumerable.Range(0, 3).Min(_ =>
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        _finder.FindIn(text);
        return clock.Elapsed;
    });

    [Fact]
    public void Check_WhenALikelyFindIsAccepted_Allows()
    {
        var check = new TextCheck(_finder);
        const string Text = "Skriv till registrator@myndigheten.example.";
        var key = _finder.FindIn(Text)[0].Key;

        Assert.False(check.Check(Text).CoversAndAllows(Text));
        Assert.True(check.Check(Text, [key]).CoversAndAllows(Text));
    }

    [Fact]
    public void Check_WhenACertainFindIsAccepted_StillRefuses()
    {
        var check = new TextCheck(_finder);
        const string Text = "Det gällde 811228-9874.";

        Assert.False(check.Check(Text, [_finder.FindIn(Text)[0].Key]).CoversAndAllows(Text));
    }

    [Fact]
    public void Cut_TakesCertainFindsOutAndNamesOnlyTheirKind()
    {
        var (text, labels) = new TextCheck(_finder).Cut("Det gällde 811228-9874 och 701063-2391, ring 070-123 45 67.");

        Assert.Equal("Det gällde … och …, ring 070-123 45 67.", text);
        Assert.Equal(["PERSONNUMMER", "PERSONNUMMER"], labels);
    }
}
