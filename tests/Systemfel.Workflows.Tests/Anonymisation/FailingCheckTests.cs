using Microsoft.Extensions.Logging;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Tests.Anonymisation;

/// <summary>What the check does when it cannot do its work.</summary>
public sealed class FailingCheckTests
{
    private const string Words = "Numret 850412-0000";

    [Fact]
    public void Check_WhenTheFinderThrows_RefusesTheText() =>
        Assert.Equal(TextNotCheckedException.Sentence, Assert.Throws<TextNotCheckedException>(() => Failing().Check(Words)).Message);

    [Fact]
    public void Cut_WhenTheFinderThrows_RefusesTheText() => Assert.Throws<TextNotCheckedException>(() => Failing().Cut(Words));

    [Fact]
    public void Mask_WhenTheFinderThrows_HidesAll() => Assert.Equal(TextMask.Hidden, TextMask.Apply(new OwnWords(Failing(), [], []), Words));

    [Fact]
    public void Check_WhenTheFinderThrows_LogsKindAndPlaceWithoutAWord()
    {
        var log = new Lines();
        Assert.Throws<TextNotCheckedException>(() => Failing(log).Check(Words));
        var line = Assert.Single(log.All);
        Assert.Contains(nameof(InvalidOperationException), line, StringComparison.Ordinal);
        Assert.DoesNotContain("850412", line, StringComparison.Ordinal);
    }

    [Fact]
    public void RefuseTooLong_WhenLongerThan100000_SaysHowLongItMayBe() => Assert.Equal(
        "Texten är 100\u00a0001 tecken. Korta ner den till högst 100\u00a0000, så kan den granskas. Inget har sparats.",
        Assert.Throws<MoveRefusedException>(() => TextCheck.RefuseTooLong(new string('a', TextCheck.Longest + 1))).Message);

    [Fact]
    public void RefuseTooLong_WhenOf100000_LetsItThrough() => Assert.Null(TextCheck.TooLong(new string('a', TextCheck.Longest)));

    [Fact]
    public void Cut_WhenThereAreThousandsOfFinds_TakesEachOut()
    {
        var (text, labels) = new TextCheck(new PersonalDataFinder()).Cut(string.Concat(Enumerable.Repeat("a 850412-0000 ", 2000)));
        Assert.Equal(2000, labels.Count);
        Assert.Equal(string.Concat(Enumerable.Repeat("a … ", 2000)), text);
    }

    private static TextCheck Failing(ILogger<TextCheck>? log = null) => new(new ThrowingFinder(), log);

    private sealed class ThrowingFinder : IPersonalDataFinder
    {
        public IReadOnlyList<Find> FindIn(string text) => throw new InvalidOperationException("Could not read: " + text);
    }

    private sealed class Lines : ILogger<TextCheck>
    {
        public List<string> All { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            All.Add(formatter(state, exception) + exception);
    }
}
