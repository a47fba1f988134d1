using System.Text.RegularExpressions;
using Systemfel.Data.Letters;

namespace Systemfel.Workflows.Letters;

/// <summary>A mail whose opening words an organisation may choose itself.</summary>
/// <param name="Id">As it is stored.</param>
/// <param name="Name">Swedish, on the page.</param>
/// <param name="When">Swedish: when it is sent.</param>
/// <param name="Text">The product's own words.</param>
public sealed record MailTextKind(string Id, string Name, string When, string Text);

/// <summary>
/// The words of mails to authorities. What makes a letter known and verifiable (sender, references, points, how to answer, whom to
/// ring) is the same in all; only the opening can be changed.
/// </summary>
public static partial class MailTexts
{
    /// <summary>The opening of a letter.</summary>
    public const string Letter = "letter";

    /// <summary>Before the last day, and on it.</summary>
    public const string Reminder = "reminder";

    /// <summary>When the last day has passed.</summary>
    public const string Overdue = "overdue";

    /// <summary>When it has passed by so much that the group's chair is told.</summary>
    public const string VeryOverdue = "very-overdue";

    /// <summary>When an answer has come by mail.</summary>
    public const string Thanks = "thanks";

    /// <summary>Longest text.</summary>
    public const int Longest = 4000;

    /// <summary>All kinds, in the order of a case.</summary>
    public static readonly IReadOnlyList<MailTextKind> All =
    [
        new(Letter, "Brev", "När gruppen har beslutat att skriva till en myndighet.", "{beslut} Vi vill gärna ha svar senast {svarsdag}."),
        new(Reminder, "Påminnelse", "Några dagar före svarsdagen, och på den.", "Vi vill påminna om att vi väntar svar senast {svarsdag} på det här:"),
        new(Overdue, "Försenat svar", "När svarsdagen har passerat.", "Vi väntade svar senast {svarsdag} och har inte sett något än. Det gäller:"),
        new(VeryOverdue, "Mycket försenat svar", "När svaret dröjer så länge att gruppens ordförande får veta det.",
            "Vi väntade svar senast {svarsdag} och har påmint er. Frågan tas nu upp med gruppens ordförande. Vi behöver ert svar, eller besked om när det kommer. Det gäller:"),
        new(Thanks, "Tack för svar", "När ett svar har kommit med e-post. Högst en gång om dagen för varje brev.",
            "Tack, ert svar har kommit fram.\n\nNu läser samordnaren det och noterar det i systemfelet. Har ni lovat en ändring följer vi upp den, och ombuden får säga om det märks. Först då avslutas systemfelet."),
    ];

    /// <summary>What may stand in braces: its word, and what is put there.</summary>
    public static readonly IReadOnlyDictionary<string, string> Fields = new Dictionary<string, string>
    {
        ["beslut"] = "vilken grupp som har beslutat att fråga, när, och om hur många systemfel (bara i brevet)",
        ["svarsdag"] = "sista dagen att svara",
        ["mottagare"] = "mottagarens namn",
        ["verksamhet"] = "er verksamhets namn",
    };

    /// <summary>The kind of that name, or null.</summary>
    public static MailTextKind? Find(string id) => All.FirstOrDefault(k => k.Id == id);

    /// <summary>The text of a kind as the organisation wants it.</summary>
    /// <param name="own">The organisation's own texts.</param>
    /// <param name="kind">The kind.</param>
    public static string Of(IReadOnlyDictionary<string, LetterTemplate> own, string kind) =>
        own.TryGetValue(kind, out var template) && template.Text != "" ? template.Text : Find(kind)!.Text;

    /// <summary>Fills in the fields. A value is put in as it is: braces in it are words.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Field().Replace(text, m => values.TryGetValue(m.Groups[1].Value, out var value) ? value : m.Value);

    /// <summary>Fields in a text that do not exist.</summary>
    public static IReadOnlyList<string> Unknown(string text) =>
        [.. Field().Matches(text).Select(m => m.Groups[1].Value).Where(f => !Fields.ContainsKey(f)).Distinct()];

    [GeneratedRegex(@"\{([^{}\n]{1,40})\}", RegexOptions.NonBacktracking)]
    private static partial Regex Field();
}
