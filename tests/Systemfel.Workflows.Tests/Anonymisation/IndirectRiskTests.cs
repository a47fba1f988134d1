using System.Diagnostics;
using Systemfel.Workflows.Anonymisation;

namespace Systemfel.Workflows.Tests.Anonymisation;

public sealed class IndirectRiskTests
{
    [Fact]
    public void Sentence_WhereTheDateNeedNotGo_OffersNothingForIt() =>
        Assert.DoesNotContain("i stället", IndirectRisk.Read(new RiskSubject("Beslutet kom den 3 mars.", "Fagersta")).Sentence, StringComparison.Ordinal);

    [Theory]
    [InlineData("14 mars", "i våras")]
    [InlineData("14mars", "i våras")]
    [InlineData("sjunde juni", "i somras")]
    [InlineData("2026-09-03", "i höstas")]
    [InlineData("den 3/12", "i vintras")]
    [InlineData("3/1 2026", "i vintras")]
    [InlineData("midsommarafton", "i somras")]
    public void Sentence_WhereLeavingTheDateOutHelps_OffersItsSeason(string date, string season) => Assert.EndsWith(
        $" Skriv ”{season}” i stället för ”{date}”.",
        IndirectRisk.Read(new RiskSubject($"En 34-åring som är snickare nekades {date}.", "Fagersta")).Sentence, StringComparison.Ordinal);

    [Theory]
    // Nothing that narrows it down, however small the place.
    [InlineData("", "Bjurholm", false, RiskLevel.None)]
    [InlineData("Telefontiden är en timme om dagen och linjen är upptagen.", "Bjurholm", false, RiskLevel.None)]
    [InlineData("Telefontiden är en timme om dagen.", "Bjurholm", true, RiskLevel.None)]
    [InlineData("Läkaren skrev inget intyg, och handläggaren frågade kuratorn.", "Fagersta", false, RiskLevel.None)]
    [InlineData("Som läkaren sa kan vården ta emot.", "Fagersta", false, RiskLevel.None)]
    [InlineData("Väntetiden är 3 år och reglerna ändrades 1 januari.", "Fagersta", false, RiskLevel.None)]
    [InlineData("Stödet gäller unga mellan 19 och 29 år.", "Fagersta", false, RiskLevel.None)]
    [InlineData("Personen arbetar på Försäkringskassan i Fagersta.", null, false, RiskLevel.None)]
    // One thing in a large place.
    [InlineData("Beslutet kom den 3 mars.", "Stockholm", false, RiskLevel.Low)]
    [InlineData("Beslutet kom den 3 mars.", "Göteborg", false, RiskLevel.Low)]
    [InlineData("Beslutet kom den 3 mars.", "Malmö", true, RiskLevel.Low)]
    [InlineData("Beslutet kom den 3 mars.", null, false, RiskLevel.Low)]
    [InlineData("En 34-årig kvinna fick vänta.", "Fagersta", false, RiskLevel.Low)]
    [InlineData("Beslutet kom den 3 mars.", "Fagersta", false, RiskLevel.Low)]
    [InlineData("Hon arbetar som lärare.", "Fagersta", false, RiskLevel.Low)]
    [InlineData("Han är präst.", "Uppsala", false, RiskLevel.Low)]
    [InlineData("Hon har tvillingar.", "Fagersta", false, RiskLevel.Low)]
    [InlineData("Hon arbetar på Volvo.", "Göteborg", false, RiskLevel.Low)]
    // One thing in a small place, or one that very few share.
    [InlineData("Beslutet kom den 3 mars.", "Bjurholm", false, RiskLevel.Raised)]
    [InlineData("Beslutet kom 2026-03-03.", "Sorsele", false, RiskLevel.Raised)]
    [InlineData("Hon arbetar på Seco i många år.", "Bjurholm", false, RiskLevel.Raised)]
    [InlineData("Han är präst.", "Fagersta", false, RiskLevel.High)]
    [InlineData("Prästen fick avslag.", "Fagersta", false, RiskLevel.High)]
    [InlineData("Prästen fick avslag.", "Luleå", false, RiskLevel.Raised)]
    [InlineData("Borgmästaren fick avslag.", null, false, RiskLevel.Raised)]
    [InlineData("Ambulanssjukvårdaren sjukskrevs.", "Fagersta", false, RiskLevel.High)]
    [InlineData("En person med Prader-Willi nekades.", null, false, RiskLevel.Raised)]
    [InlineData("En person med Prader-Willis syndrom nekades.", "Umeå", false, RiskLevel.High)]
    [InlineData("Mamman till trillingarna får ingen avlastning.", "Fagersta", false, RiskLevel.High)]
    [InlineData("Mamman till trillingarna får ingen avlastning.", "Stockholm", false, RiskLevel.Low)]
    // Several together.
    [InlineData("Den 3 mars blev läraren, som är lärare i trä, nekad.", "Fagersta", false, RiskLevel.High)]
    [InlineData("En 34-åring nekades den 3 mars.", "Fagersta", false, RiskLevel.High)]
    [InlineData("En 34-åring nekades den 3 mars.", "Malmö", false, RiskLevel.Raised)]
    [InlineData("En 34-åring nekades den 3 mars.", "Stockholm", false, RiskLevel.Low)]
    [InlineData("En 34-åring nekades den 3 mars.", "Stockholm", true, RiskLevel.Raised)]
    [InlineData("En 34-åring som är snickare nekades den 3 mars.", "Stockholm", false, RiskLevel.High)]
    [InlineData("En kvinna, 34 år, som arbetar som undersköterska.", "Fagersta", false, RiskLevel.Raised)]
    [InlineData("En kvinna, 34 år, som arbetar som undersköterska.", "Västerås", false, RiskLevel.Low)]
    [InlineData("En trettiofyraåring på Björkgården.", "Fagersta", false, RiskLevel.High)]
    [InlineData("Han föddes 1991 och arbetar som busschaufför.", "Borlänge", false, RiskLevel.High)]
    [InlineData("Hon fyllde 50 år på julafton.", "Falun", false, RiskLevel.High)]
    // The form's own choice of one person.
    [InlineData("Beslutet kom den 3 mars.", "Fagersta", true, RiskLevel.Raised)]
    [InlineData("En 34-årig kvinna fick vänta.", "Bjurholm", true, RiskLevel.Raised)]
    // A municipality in the text counts as one that was chosen; the smallest does.
    [InlineData("I Bjurholm kom beslutet den 3 mars.", null, false, RiskLevel.Raised)]
    [InlineData("I Bjurholm kom beslutet den 3 mars.", "Stockholm", false, RiskLevel.Raised)]
    [InlineData("Bjurholms kommun beslutade den 3 mars.", "Stockholm", false, RiskLevel.Raised)]
    [InlineData("Upplands Väsby kommun beslutade den 3 mars.", null, false, RiskLevel.Low)]
    [InlineData("Vara sjuk den 3 mars går inte.", null, true, RiskLevel.Low)]
    public void Read_WhenTextAndChoicesAreGiven_Weighs(string text, string? municipality, bool isOnePerson, RiskLevel level) =>
        Assert.Equal(level, IndirectRisk.Read(new RiskSubject(text, municipality, isOnePerson)).Level);

    [Theory]
    [InlineData("3 mars", RiskKind.Date, "3 mars")]
    [InlineData("det var den 3:e mars 2026", RiskKind.Date, "3:e mars")]
    [InlineData("det var sjunde mars", RiskKind.Date, "sjunde mars")]
    [InlineData("beslut 2026-03-03", RiskKind.Date, "2026-03-03")]
    [InlineData("beslut den 3/3", RiskKind.Date, "den 3/3")]
    [InlineData("beslut 3/3 2026", RiskKind.Date, "3/3 2026")]
    [InlineData("på midsommarafton", RiskKind.Date, "midsommarafton")]
    [InlineData("är 34 år", RiskKind.Age, "är 34 år")]
    [InlineData("34 år gammal", RiskKind.Age, "34 år gammal")]
    [InlineData("född 1991", RiskKind.Age, "född 1991")]
    [InlineData("arbetar som distriktsveterinär", RiskKind.Role, "distriktsveterinär")]
    [InlineData("den personliga assistenten, som är personlig assistent,", RiskKind.Role, "personlig assistent")]
    [InlineData("hon jobbar sedan länge på Seco Tools", RiskKind.Workplace, "Seco Tools")]
    [InlineData("eleven på Brinellskolan", RiskKind.Workplace, "Brinellskolan")]
    [InlineData("har fragilt X", RiskKind.Condition, "fragilt X")]
    [InlineData("med Huntingtons sjukdom", RiskKind.Condition, "Huntingtons sjukdom")]
    [InlineData("har sju barn", RiskKind.Family, "sju barn")]
    public void Read_WhenWordsNarrowItDown_SaysWhichTheyAre(string text, RiskKind kind, string words)
    {
        var factor = Assert.Single(IndirectRisk.Read(new RiskSubject(text)).Factors, f => f.Kind == kind);
        Assert.Equal(words, factor.Words);
    }

    [Theory]
    [InlineData("öppet 24/7 och 1/3 av dem")]
    [InlineData("den 45 mars")]
    [InlineData("regeln från 31 december")]
    [InlineData("i 34 år har det varit så")]
    [InlineData("en 18–20-årsgräns")]
    [InlineData("Skolan svarar inte. Grundskolan gör det.")]
    [InlineData("alstrar mycket arbete")]
    [InlineData("\u0663 mars och \u0663\u0664 år gammal")]
    [InlineData("ett psykologiskt test av sjuksköterskan")]
    public void Read_WhenWordsOnlyLookLikeIt_FindsNothing(string text) => Assert.Empty(IndirectRisk.Read(new RiskSubject(text)).Factors);

    [Theory]
    [InlineData("Kalmar län har bestämt", null)]
    [InlineData("Berg var där", null)]
    [InlineData("i Berg", "Berg")]
    [InlineData("Falu kommun", "Falun")]
    [InlineData("Arjeplogs enda kontor", "Arjeplog")]
    [InlineData("Malung-Sälens kommun", "Malung-Sälen")]
    [InlineData("i Lilla Edet och Göteborg", "Lilla Edet")]
    public void Read_WhenAMunicipalityIsNamed_TakesTheSmallest(string text, string? place) =>
        Assert.Equal(place, IndirectRisk.Read(new RiskSubject(text)).Place?.Name);

    [Fact]
    public void Sentence_WhenTwoThingsTogetherIdentify_SaysWhichAndWhatToLeaveOut() => Assert.Equal(
        "Fagersta (13\u00a0000 invånare) + exakt datum (3 mars) + yrke eller roll (snickare): tillsammans pekar det troligen ut någon. Utelämna datumet eller yrket. "
        + "Skriv ”i våras” i stället för ”3 mars”.",
        IndirectRisk.Read(new RiskSubject("Han, som är snickare, nekades den 3 mars.", "Fagersta")).Sentence);

    [Fact]
    public void Sentence_WhenNoSingleThingIsEnough_SaysToLeaveOutSeveral() => Assert.Equal(
        "Bjurholm (2\u00a0300 invånare) + exakt datum (3 mars) + exakt ålder (34-åring) + ovanlig diagnos (Prader-Willi): tillsammans pekar det troligen ut någon. "
        + "Utelämna datumet och diagnosen. Skriv ”i våras” i stället för ”3 mars”.",
        IndirectRisk.Read(new RiskSubject("En 34-åring med Prader-Willi nekades den 3 mars.", "Bjurholm")).Sentence);

    [Fact]
    public void Sentence_WhenManyAreLeft_IsCalm() => Assert.Equal(
        "Stockholm (1\u00a0000\u00a0000 invånare) + exakt datum (3 mars): det räcker knappast för att peka ut någon.",
        IndirectRisk.Read(new RiskSubject("Beslutet kom den 3 mars.", "Stockholm")).Sentence);

    [Fact]
    public void Sentence_WhenTheFormSaysOnePerson_NamesItToo() => Assert.Contains(
        "+ en enda person: tillsammans kan det peka ut någon. Utelämna datumet.",
        IndirectRisk.Read(new RiskSubject("Beslutet kom den 3 mars.", "Fagersta", true)).Sentence);

    [Fact]
    public void Sentence_WhenNothingIsFound_IsEmpty() => Assert.Empty(IndirectRisk.Read(new RiskSubject("Ingen svarar.", "Bjurholm", true)).Sentence);

    [Fact]
    public void LeaveOut_WhenItIsDone_BringsTheLevelDown()
    {
        const string text = "En 34-åring som är präst nekades den 3 mars.";
        var reading = IndirectRisk.Read(new RiskSubject(text, "Fagersta"));
        Assert.True(reading.AllOfThem);
        var without = reading.Factors.Where(f => reading.LeaveOut.Contains(f.Kind)).Aggregate(text, (t, f) => t.Replace(f.Words, "", StringComparison.Ordinal));
        Assert.InRange(IndirectRisk.Read(new RiskSubject(without, "Fagersta")).Level, RiskLevel.None, RiskLevel.Low);
    }

    [Fact]
    public void Read_WhenTheSameIsReadTwice_SaysTheSame()
    {
        var subject = new RiskSubject("En 34-åring som är präst nekades den 3 mars.", "Fagersta", true);
        Assert.Equal(IndirectRisk.Read(subject).Sentence, IndirectRisk.Read(subject).Sentence);
    }

    [Theory]
    [InlineData("3 mars ")]
    [InlineData("1234567890")]
    [InlineData("Upplands Väsby ")]
    [InlineData("arbetar som som som som på ")]
    [InlineData("Björkgården ")]
    [InlineData("a- ")]
    public void Read_WhenTheTextIsLong_TakesTimeLinearInIt(string piece)
    {
        var (shorter, longer) = (Text(piece, 50_000), Text(piece, 400_000));
        IndirectRisk.Read(new RiskSubject(shorter));
        var (first, second) = (Time(shorter), Time(longer));
        // Eight times the text; a square would be sixty-four times the time.
        Assert.True(second.TotalMilliseconds < Math.Max(first.TotalMilliseconds, 5) * 30, $"{first.TotalMilliseconds} ms, then {second.TotalMilliseconds} ms");
    }

    [Fact]
    public void LoadData_WhenFilesAreWhole_KnowsEachMunicipality()
    {
        IndirectRisk.LoadData();
        Assert.Equal(290, DataFile.Read("municipalities.tsv", 4).Count);
        Assert.InRange(DataFile.Read("municipalities.tsv", 4).Sum(r => r.Number(2)), 10_500_000, 10_700_000);
    }

    private static string Text(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    /// <summary>The shortest of three: what else the machine does only adds.</summary>
    private static TimeSpan Time(string text) => Enumerable.Range(0, 3).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        IndirectRisk.Read(new RiskSubject(text));
        return watch.Elapsed;
    });
}
