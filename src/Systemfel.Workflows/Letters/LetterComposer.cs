using System.Text;
using System.Text.RegularExpressions;
using Systemfel.Mail;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Letters;

/// <summary>Lays out a letter: the subject, the plain text and the HTML say the same.</summary>
public static partial class LetterComposer
{
    private static readonly string[] Words = ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];

    /// <param name="letter">What it says.</param>
    /// <returns>The letter; the reply link is a placeholder until it is sent.</returns>
    public static ComposedLetter Compose(LetterContent letter) => new(Subject(letter), Text(letter), LetterHtml.Write(letter));

    /// <summary>'fem', or '23' for what has no short word.</summary>
    public static string Count(int number) => number < Words.Length ? Words[number] : number.ToString(SwedishText.Culture);

    internal static string Subject(LetterContent letter)
    {
        var numbers = letter.Points.Select(p => p.CaseNumber).ToList();
        var which = numbers.Count switch
        {
            0 => "",
            1 => $" ({numbers[0]})",
            2 => $" ({numbers[0]} och {numbers[1]})",
            var n => $" ({numbers[0]}, {numbers[1]} och {Count(n - 2)} till)",
        };
        return $"Systemfel att besvara{which} [#{letter.Tag}]";
    }

    /// <summary>'Samverkansgrupp 1 beslutade den 20 oktober att fråga er om fem av dem.'</summary>
    internal static string Decision(LetterContent letter)
    {
        var howMany = $"om {Count(letter.Points.Count)} av dem";
        return letter is { Group: { } group, DecidedOn: { } on }
            ? $"Personliga ombud möter fel som återkommer. {group} beslutade den {Day(on, letter.On)} att fråga er {howMany}."
            : $"Personliga ombud möter fel som återkommer. Vi vill fråga er {howMany}.";
    }

    /// <summary>The opening words with their fields filled in.</summary>
    internal static string Opening(LetterContent letter, string answerBy) => MailTexts.Fill(letter.Opening, new Dictionary<string, string>
    {
        ["beslut"] = Decision(letter),
        ["svarsdag"] = answerBy,
        ["mottagare"] = letter.Recipient,
        ["verksamhet"] = letter.Service,
    });

    /// <summary>'måndag 30 november', with the year when it is another than the letter's.</summary>
    internal static string WeekDay(LetterContent letter) =>
        letter.AnswerBy.ToString(letter.AnswerBy.Year == letter.On.Year ? "dddd d MMMM" : "dddd d MMMM yyyy", SwedishText.Culture);

    internal static string HowToAnswer(LetterContent letter) => letter.Points.Count == 1
        ? $"Svara på det här brevet. Ni kan skriva till exempel ”Vi planerar en ändring, klar i februari” eller ”Vi behöver mer tid, till 15 januari”. Behåll [#{letter.Tag}] i ämnesraden."
        : "Svara på det här brevet och skriv punktens nummer framför varje svar. Ni kan skriva till exempel ”1. Vi planerar en ändring, klar i februari” eller "
            + $"”{Math.Min(3, letter.Points.Count)}. Vi behöver mer tid, till 15 januari”. Behåll [#{letter.Tag}] i ämnesraden.";

    internal static string Verify(LetterContent letter) =>
        $"Vill ni kontrollera att brevet är vårt? Ring {letter.Host}s växel, {letter.Phone}, och fråga efter personligt ombud. "
        + $"Svaret hanteras enligt {letter.Host}s regler för allmänna handlingar.";

    internal static string StationLine(LetterContent letter) => $"Steg {letter.Station + 1} av {letter.Stations.Count}: {letter.Stations[letter.Station]}.";

    internal const string AfterStation = "Efter ert svar följer vi upp det ni lovat och frågar ombuden om det märks. Först då avslutas systemfelet.";

    private static string Text(LetterContent letter)
    {
        var text = new StringBuilder()
            .Append(ReplyText.Marker).Append("\n\n")
            .Append(letter.Service).Append('\n').Append(letter.Host).Append("\n\n")
            .Append("Vår beteckning ").Append(letter.Reference).Append('\n');
        if (letter.TheirReference != "") text.Append("Er beteckning ").Append(letter.TheirReference).Append('\n');
        text.Append("\nHej\n\n").Append(Opening(letter, WeekDay(letter))).Append("\n\n");
        if (letter.Introduction.Trim() is { Length: > 0 } introduction) text.Append(introduction).Append("\n\n");
        foreach (var point in letter.Points) Append(text, point);
        text.Append("Så svarar ni\n").Append(HowToAnswer(letter)).Append("\n\n")
            .Append("Det går också att svara på webben, en punkt i taget och utan konto: ").Append(LetterMail.LinkPlaceholder).Append('\n')
            .Append("Vidarebefordra gärna till rätt kollega. Skriv inget om enskilda personer.\n\n")
            .Append("Med vänlig hälsning\n").Append(letter.Signer).Append(", samordnare\n")
            .Append(letter.Service).Append(", ").Append(letter.Host).Append(", ").Append(letter.Phone).Append("\n\n")
            .Append(StationLine(letter)).Append(' ').Append(AfterStation).Append("\n\n")
            .Append(Verify(letter)).Append('\n');
        return text.ToString();
    }

    // One paragraph per point: the reader of answers finds the points of a quoted copy by that.
    private static void Append(StringBuilder text, LetterPointContent point)
    {
        text.Append(point.Number).Append(". ").Append(OneParagraph(point.Title)).Append('\n').Append(Under(point)).Append('\n').Append(OneParagraph(point.Pattern)).Append('\n');
        if (point.Proposal.Trim() != "") text.Append("Ombudens förslag: ").Append(OneParagraph(point.Proposal)).Append('\n');
        text.Append('\n');
    }

    internal static string Under(LetterPointContent point) =>
        point.SubArea == "" ? point.CaseNumber : $"{point.CaseNumber}, {char.ToLower(point.SubArea[0], SwedishText.Culture)}{point.SubArea[1..]}";

    private static string OneParagraph(string text) => Breaks().Replace(text.Trim(), "\n");

    private static string Day(DateOnly date, DateOnly on) => date.ToString(date.Year == on.Year ? "d MMMM" : "d MMMM yyyy", SwedishText.Culture);

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.NonBacktracking)]
    private static partial Regex Breaks();
}
