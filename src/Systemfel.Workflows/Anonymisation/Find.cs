using System.Security.Cryptography;
using System.Text;

namespace Systemfel.Workflows.Anonymisation;

/// <summary>How sure the check is. Certain finds are never stored; likely ones ask the writer.</summary>
public enum Certainty
{
    /// <summary>May be stored only when the writer says that it is no person.</summary>
    Likely,
    /// <summary>Must go.</summary>
    Certain,
}

/// <summary>A place in a text that may point at a person.</summary>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Label">PERSONNUMMER, TELEFON, EPOST ...</param>
/// <param name="Certainty">How sure.</param>
/// <param name="Text">The words found.</param>
/// <param name="Reason">Swedish: what it looks like.</param>
/// <param name="Replacement">A neutral wording that is offered; null when it can only be removed.</param>
public sealed record Find(int Start, int End, string Label, Certainty Certainty, string Text, string Reason, string? Replacement = null)
{
    /// <summary>Stands for these words in a form, so that 'det är ingen person' is remembered for them.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Label + ":" + Text)))[..16];
}

/// <summary>Finds what may point at a person. Runs on this server only.</summary>
public interface IPersonalDataFinder
{
    /// <returns>Finds in the order in which they stand; none overlaps another.</returns>
    IReadOnlyList<Find> FindIn(string text);
}
