using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;

namespace Systemfel.Workflows.Running;

/// <summary>The stage ids that code relies on.</summary>
public static class Stages
{
#pragma warning disable CS1591 // The names say it; each is explained in docs/glossary.md.
    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string Review = "review";
    public const string Group = "group";
    public const string AwaitingAnswer = "awaiting-answer";
    public const string FollowUp = "follow-up";
    public const string Effect = "effect";
    public const string Closed = "closed";
#pragma warning restore CS1591
}

/// <summary>How a line can end.</summary>
public static class Outcomes
{
    /// <summary>Outcome id and its Swedish name, in the order in which they are offered.</summary>
    public static readonly IReadOnlyDictionary<string, string> Labels = new Dictionary<string, string>
    {
        ["remedied"] = "Åtgärdat",
        ["partly"] = "Delvis åtgärdat",
        ["declined"] = "Avböjt av myndigheten",
        ["someone-elses"] = "Annans ansvar",
        ["needs-regulation"] = "Kräver regeländring",
        ["duplicate"] = "Dubblett",
        ["not-a-deficiency"] = "Inte ett systemfel",
        ["discussed"] = "Diskuterat",
        ["informed"] = "Informerat",
        ["obsolete"] = "Inaktuellt",
        ["no-answer"] = "Utan svar",
        [Erased] = "Raderat",
    };

    /// <summary>Whether it is an outcome that somebody can give a case: a duplicate comes of merging, and what is erased of erasing.</summary>
    /// <param name="id">The outcome's.</param>
    public static bool MayBeGiven(string id) => Labels.ContainsKey(id) && id is not ("duplicate" or Erased);

    /// <summary>What a case that a group without a mandate has had can end as.</summary>
    public static readonly IReadOnlyList<string> WithoutMandate = ["discussed", "informed"];

    /// <summary>The text was erased for good. Set by that alone; no one chooses it.</summary>
    public const string Erased = "erased";
}

/// <summary>What an authority's answer can amount to, in its own words.</summary>
public static class AnswerKinds
{
    /// <summary>Kind and sentence, in the order in which they are offered.</summary>
    public static readonly IReadOnlyDictionary<AnswerKind, string> Labels = new Dictionary<AnswerKind, string>
    {
        [AnswerKind.Received] = "Vi har tagit emot och fört frågan vidare",
        [AnswerKind.Changed] = "Vi har ändrat något",
        [AnswerKind.Planned] = "Vi planerar en ändring",
        [AnswerKind.NoChange] = "Vi gör ingen ändring",
        [AnswerKind.MoreTime] = "Vi behöver mer tid",
        [AnswerKind.SomeoneElse] = "Frågan hör till någon annan",
        [AnswerKind.Question] = "Vi har en fråga",
    };
}

/// <summary>Role names as a route writes them.</summary>
public static class RoleNames
{
    internal const string Author = "author";
    internal const string System = "system";

    private static readonly Dictionary<string, Role> Roles = new()
    {
        ["ombud"] = Role.Ombud,
        ["coordinator"] = Role.Coordinator,
        ["unit-manager"] = Role.UnitManager,
        ["member"] = Role.Member,
        ["user-organisation"] = Role.UserOrganisation,
        ["county-board"] = Role.CountyBoard,
        ["registrar"] = Role.Registrar,
        ["administrator"] = Role.Administrator,
    };

    /// <summary>Whether a route may use this word.</summary>
    public static bool IsKnown(string name) => name is Author or System || Roles.ContainsKey(name);

    /// <summary>The role of memberships behind a route's word; null for 'author' and 'system'.</summary>
    public static Role? Find(string name) => Roles.TryGetValue(name, out var role) ? role : null;
}

/// <summary>The inputs that a route may require, and what is said when one is missing.</summary>
public static class Inputs
{
    internal static readonly IReadOnlyDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["anonymisation"] = "Texten måste gå igenom kontrollen av personuppgifter först.",
        ["note"] = "Skriv en anteckning.",
        ["reason"] = "Skriv varför.",
        ["until"] = "Ange ett datum eller ett antal gånger att vänta på.",
        ["who"] = "Ange vem som ansvarar.",
        ["date"] = "Ange ett datum.",
        ["question"] = "Skriv frågan till ombudet.",
        ["answer"] = "Skriv ett svar.",
        ["case"] = "Välj vilket systemfel det ska slås samman med.",
        ["groups"] = "Välj en grupp.",
        ["group"] = "Välj vilken grupp frågan ska föras vidare till.",
        ["parties"] = "Välj vilka som ska få kännedom om frågan.",
        ["party"] = "Välj vem som tar hem frågan.",
        ["contact"] = "Välj vem brevet ska gå till.",
        ["answer-kind"] = "Välj vad svaret innebär.",
        ["effect"] = "Välj om det märks.",
        ["outcome"] = "Välj hur systemfelet avslutas.",
        ["month"] = "Välj en månad.",
        ["band"] = "Välj ungefär hur många personer.",
        ["open-meeting"] = "Mötet är inte öppet. Öppna mötet och försök igen.",
    };
}
