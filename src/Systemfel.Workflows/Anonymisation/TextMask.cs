namespace Systemfel.Workflows.Anonymisation;

/// <summary>Hides what may point at a person in a text that came from outside, until someone has released it.</summary>
public static class TextMask
{
    /// <summary>What stands for hidden words: of one length, so that it tells nothing of them.</summary>
    public const string Hidden = "[maskerat]";

    /// <param name="own">What is ours, and stays.</param>
    /// <param name="text">What came.</param>
    /// <returns>The text with each find replaced; the same text when nothing was found; nothing but the mark when it could not be checked.</returns>
    public static string Apply(OwnWords own, string text)
    {
        try
        {
            return TextCheck.Put(text, own.FindsIn(text), Hidden);
        }
        catch (TextNotCheckedException)
        {
            // The check has logged why.
            return Hidden;
        }
    }
}
