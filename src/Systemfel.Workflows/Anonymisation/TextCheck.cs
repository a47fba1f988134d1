using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Systemfel.Workflows.Running;

namespace Systemfel.Workflows.Anonymisation;

/// <summary>
/// The check of personal data that every text goes through before it is stored or leaves. When it fails, the text is refused:
/// nothing that has not been checked goes on.
/// </summary>
public sealed partial class TextCheck(IPersonalDataFinder finder, ILogger<TextCheck>? logger = null)
{
    /// <summary>The longest text of a field, in UTF-16 code units: about 100 kB. What comes by mail has limits of its own.</summary>
    public const int Longest = 100_000;

    private readonly ILogger _logger = logger ?? NullLogger<TextCheck>.Instance;

    /// <param name="text">What was written.</param>
    /// <param name="accepted">Keys of likely finds that the writer has said are no person.</param>
    /// <exception cref="TextNotCheckedException">The check failed.</exception>
    public CheckedText Check(string text, IEnumerable<string>? accepted = null)
    {
        var keys = (accepted ?? []).ToHashSet();
        var finds = FindIn(text);
        return new CheckedText(text, finds, [.. finds.Where(f => f.Certainty == Certainty.Likely && keys.Contains(f.Key)).Select(f => f.Key)]);
    }

    /// <summary>Refuses what somebody wrote into one field when it is too long to be checked while they wait.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="input">The field, by the name that the form knows it by.</param>
    /// <exception cref="MoveRefusedException">Longer than <see cref="Longest"/>.</exception>
    public static void RefuseTooLong(string text, string? input = null)
    {
        if (TooLong(text) is { } sentence) throw new MoveRefusedException(sentence, input);
    }

    /// <returns>Swedish: that the text is too long and what to do; null when it is not.</returns>
    public static string? TooLong(string text) => text.Length <= Longest
        ? null
        : string.Create(Swedish, $"Texten är {text.Length:N0} tecken. Korta ner den till högst {Longest:N0}, så kan den granskas. Inget har sparats.");

    /// <summary>Takes certain finds out of a text before it is kept anywhere, even in a draft.</summary>
    /// <returns>The text with '…' where something was cut, and what was cut: labels only, never the words.</returns>
    /// <exception cref="TextNotCheckedException">The check failed.</exception>
    public (string Text, IReadOnlyList<string> CutLabels) Cut(string text)
    {
        var certain = FindIn(text).Where(f => f.Certainty == Certainty.Certain).ToList();
        return (Put(text, certain, "…"), certain.ConvertAll(f => f.Label));
    }

    /// <summary>The text with each find replaced, in time linear in the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="finds">In the order in which they stand.</param>
    /// <param name="words">What is put in their place.</param>
    internal static string Put(string text, IReadOnlyList<Find> finds, string words)
    {
        if (finds.Count == 0) return text;
        var (result, at) = (new StringBuilder(text.Length), 0);
        foreach (var find in finds)
        {
            result.Append(text, at, find.Start - at).Append(words);
            at = find.End;
        }
        return result.Append(text, at, text.Length - at).ToString();
    }

    private IReadOnlyList<Find> FindIn(string text)
    {
        try
        {
            return finder.FindIn(text);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A message can quote what was written: the log holds kind and place alone.
            LogFailure(e.GetType().Name, e.StackTrace ?? "");
            throw new TextNotCheckedException();
        }
    }

    private static readonly System.Globalization.CultureInfo Swedish = System.Globalization.CultureInfo.GetCultureInfo("sv-SE");

    [LoggerMessage(Level = LogLevel.Error, Message = "The check of personal data failed with {Exception}; the text was refused.\n{Places}")]
    private partial void LogFailure(string exception, string places);
}

/// <summary>The check of personal data failed. Nothing was stored, and whoever wrote keeps their text.</summary>
public sealed class TextNotCheckedException() : MoveRefusedException(Sentence)
{
    /// <summary>Swedish, for the user.</summary>
    public const string Sentence = "Texten kunde inte granskas, så den är varken sparad eller skickad. Den finns kvar här. Försök igen om en stund.";
}

/// <summary>A text and what the check found in it. Only <see cref="TextCheck"/> makes one.</summary>
public sealed class CheckedText
{
    private readonly string _text;
    private readonly HashSet<string> _accepted;

    internal CheckedText(string text, IReadOnlyList<Find> finds, HashSet<string> accepted)
    {
        _text = text;
        Finds = finds;
        _accepted = accepted;
    }

    /// <summary>Everything found, accepted or not.</summary>
    public IReadOnlyList<Find> Finds { get; }

    /// <summary>What the writer still has to see to.</summary>
    public IReadOnlyList<Find> Open => [.. Finds.Where(f => f.Certainty == Certainty.Certain || !_accepted.Contains(f.Key))];

    /// <summary>Whether this check was made of exactly this text and leaves nothing open.</summary>
    public bool CoversAndAllows(string text) => _text == text && Open.Count == 0;
}
