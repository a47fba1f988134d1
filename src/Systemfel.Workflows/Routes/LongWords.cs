using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Routes;

/// <summary>Long Swedish words may break where they are joined; browsers and pictures have no dictionary that tells.</summary>
public static partial class LongWords
{
    /// <summary>The text with a mark put in at each joint that the names of groups and stages have.</summary>
    /// <param name="text">A label.</param>
    /// <param name="mark">What is put in: a soft hyphen for a browser, a hyphen and a blank for lines that are cut by hand.</param>
    public static string Broken(string text, string mark = "\u00AD") => Joint().Replace(text, mark);

    [GeneratedRegex(@"(?<=\p{L}{5})(?=grupp|genomgång|nämnd|kontor|övergripande)", RegexOptions.CultureInvariant)]
    private static partial Regex Joint();
}
