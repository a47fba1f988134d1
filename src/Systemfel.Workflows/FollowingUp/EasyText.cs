using System.Globalization;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.FollowingUp;

/// <summary>How one line of a case stands, for the text that a client is given.</summary>
/// <param name="Code">The code of whom it concerns: FK, KO ...; empty when it is not said.</param>
/// <param name="Name">Its name, for a code that has no everyday word.</param>
/// <param name="Stage">Where it stands.</param>
/// <param name="Due">By when something is to happen; null when no day is set.</param>
/// <param name="Outcome">How it ended; null while it goes on.</param>
/// <param name="Area">The sub-area it is about, of the organisation's list; empty for none.</param>
public sealed record EasyLine(string Code, string Name, string Stage, DateOnly? Due, string? Outcome, string Area = "");

/// <summary>
/// What an ombud can give back to the people they support, in lätt svenska: short sentences, common words, one thing in each. It is made
/// of where the case stands and holds no word of what anybody wrote, so that it points at no one.
/// </summary>
public static class EasyText
{
    /// <summary>The text, a paragraph each.</summary>
    /// <param name="lines">The case's lines, in their order.</param>
    /// <param name="seen">How many times it has been seen, the report among them.</param>
    /// <param name="isGoodExample">It is something that works well.</param>
    /// <param name="today">The day on which it is read.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<EasyLine> lines, int seen, bool isGoodExample, DateOnly today)
    {
        if (isGoodExample)
            return ["Du har berättat om något som fungerar bra. Vi har skrivit ner det.", "Ditt namn står inte där.", "Vi berättar om det för andra. Då kan fler göra likadant.", Asking];
        var text = new List<string>
        {
            "Du har berättat om något som inte fungerar. Vi har skrivit ner det.",
            "Ditt namn står inte där. Vi skriver inget som pekar ut dig.",
        };
        if (lines.Select(l => l.Area).Where(a => a.Length > 0 && a != NoArea).Distinct().ToList() is { Count: > 0 } areas) text.Insert(1, $"Det handlar om {string.Join(" och ", areas.Select(Small))}.");
        if (seen > 1) text.Add($"Du är inte ensam. Vi har sett samma sak {seen} gånger.");
        text.AddRange(lines.Select(l => Capital(Said(l, today))).Distinct());
        text.Add(Asking);
        return text;
    }

    /// <summary>The sub-area of what fits none.</summary>
    private const string NoArea = "Annat";

    private const string Asking = "Vill du veta mer? Fråga ditt ombud.";

    /// <summary>What people say instead of the register's words.</summary>
    private static readonly Dictionary<string, string> Everyday = new()
    {
        ["KO"] = "kommunen",
        ["PV"] = "vården",
        ["PS"] = "psykiatrin",
        ["AN"] = "den som bestämmer",
        [""] = "den som bestämmer",
    };

    /// <summary>Within a sentence; LSS stays as it is.</summary>
    private static string Small(string name) => name.Length > 1 && char.IsLower(name[1]) ? char.ToLower(name[0], CultureInfo.CurrentCulture) + name[1..] : name;

    private static string Capital(string text) => char.ToUpper(text[0], CultureInfo.CurrentCulture) + text[1..];

    private static string Said(EasyLine line, DateOnly today)
    {
        var who = Everyday.GetValueOrDefault(line.Code, line.Name);
        var by = line.Due is { } due ? SwedishText.Date(due) : null;
        var late = line.Due < today;
        return line.Stage switch
        {
            Stages.Draft or Stages.Submitted or Stages.Review => "Vi ombud pratar nu om hur vi kan få det att ändras.",
            Stages.Group => $"Vi har tagit med oss frågan till ett möte. Där sitter chefer som kan ändra. Det gäller {who}.",
            Stages.AwaitingAnswer => $"Vi har frågat {who}. {(by == null ? "Vi väntar på svar." : late ? $"De skulle ha svarat {by}. De har inte svarat än." : $"De ska svara senast {by}.")}",
            Stages.FollowUp => $"Något ska göras hos {who}. {(by == null ? "Vi följer upp att det blir gjort." : late ? $"Det skulle vara klart {by}. Vi frågar hur det gick." : $"Det ska vara klart {by}.")}",
            Stages.Effect => $"Nu ska det ha ändrats hos {who}. Vi frågar ombuden om det märks. Märks det för dig? Berätta för ditt ombud.",
            _ => Ended(who, line.Outcome),
        };
    }

    private static string Ended(string who, string? outcome) => outcome switch
    {
        "remedied" => $"Det har blivit bättre hos {who}. Tack för att du berättade.",
        "partly" => $"Det har blivit lite bättre hos {who}. Tack för att du berättade.",
        "declined" => $"{who} säger nej. De tänker inte ändra det här.",
        "someone-elses" => $"{who} kan inte ändra det här. Någon annan bestämmer om det.",
        "needs-regulation" => "En regel behöver ändras. Det tar ofta lång tid.",
        "no-answer" => $"{who} har inte svarat oss.",
        "duplicate" => "Andra har berättat samma sak. Vi har lagt ihop det.",
        "discussed" or "informed" => $"Vi har berättat om det för {who}.",
        _ => "Vi arbetar inte mer med det här nu.",
    };
}
