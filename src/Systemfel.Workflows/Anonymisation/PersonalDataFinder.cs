using Systemfel.Workflows.Anonymisation.Recognizers;

namespace Systemfel.Workflows.Anonymisation;

/// <summary>
/// Runs all recognizers of <see cref="Recognizer.All"/> over a text. Takes time in proportion to the text.
/// Making one reads all data files: a broken file throws here, with its name and line.
/// </summary>
public sealed class PersonalDataFinder : IPersonalDataFinder
{
    private readonly Lexicon _lexicon = Lexicon.Instance;

    /// <inheritdoc/>
    public IReadOnlyList<Find> FindIn(string text)
    {
        var reading = new TextReading(text, _lexicon);
        var finds = new FindCollector(reading);
        foreach (var recognizer in Recognizer.All) finds.Run(recognizer);
        return finds.Settled();
    }
}
