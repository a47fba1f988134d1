using System.Globalization;
using System.Text;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Mail;
using Systemfel.Workflows.Letters;

namespace Systemfel.Workflows.FollowingUp;

/// <summary>A question of the mail.</summary>
/// <param name="Question">Loaded with its case.</param>
/// <param name="Concerns">Whose change it is about; empty when the case has one line for all.</param>
internal sealed record EffectLine(EffectQuestion Question, string Concerns)
{
    public string Heading => $"{Question.Deficiency.Number} {Question.Deficiency.Title}{(Concerns.Length > 0 ? $" ({Concerns})" : "")}";
}

/// <summary>
/// One mail to an ombud with all the questions that wait: each with its four answers as links. A link opens a page where the answer is
/// chosen already and is given by a button: what only opens addresses, as mail scanners do, answers nothing.
/// </summary>
internal static class EffectMail
{
    private const string Prefix = "effect-mail";
    private const string DayForm = "yyyyMMdd";

    /// <summary>The answers in the order of the buttons, with their word in the address.</summary>
    public static readonly IReadOnlyList<(EffectAnswer Answer, string Word, string Label)> Answers =
    [
        (EffectAnswer.Noticed, "ja", "Ja"), (EffectAnswer.Partly, "delvis", "Delvis"),
        (EffectAnswer.NoDifference, "nej", "Ingen skillnad"), (EffectAnswer.NotYet, "vet-inte", "Vet inte än"),
    ];

    /// <summary>One mail a day, an ombud and an organisation.</summary>
    public static string KeyOf(long accountId, long organisationId, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{accountId}:{organisationId}:{day.ToString(DayForm, CultureInfo.InvariantCulture)}");

    /// <summary>What its link is made of; null for a mail of another kind.</summary>
    public static (long AccountId, DateOnly Day)? LinkPartOf(OutboxItem item) =>
        item.Purpose == OutboxPurpose.Ombud && item.UniqueKey.Split(':') is [Prefix, var account, _, var day, ..]
            ? (long.Parse(account, CultureInfo.InvariantCulture), DateOnly.ParseExact(day, DayForm, CultureInfo.InvariantCulture))
            : null;

    /// <param name="questions">Those that wait.</param>
    public static string Subject(IReadOnlyList<EffectLine> questions) =>
        Cases(questions) == 1 ? $"Märks det? {questions[0].Question.Deficiency.Number}" : $"Märks det? {Cases(questions)} systemfel som du har räknat";

    /// <param name="to">The ombud.</param>
    /// <param name="questions">Those that wait.</param>
    public static string Text(Account to, IReadOnlyList<EffectLine> questions)
    {
        var text = new StringBuilder($"Hej {to.DisplayName}!\n\n").Append(Opening(questions)).Append('\n');
        foreach (var q in questions)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{q.Heading}\n");
            foreach (var (_, word, label) in Answers) text.Append(CultureInfo.InvariantCulture, $"  {label}: {Address(q.Question, word)}\n");
        }
        return text.Append(CultureInfo.InvariantCulture, $"\nAlla frågor på en sida: {LetterMail.LinkPlaceholder}\n\nLänkarna är dina egna och gäller i {EffectLinks.Days} dagar. Skicka dem inte vidare.\n").ToString();
    }

    /// <summary>The same as HTML.</summary>
    public static string Html(Account to, IReadOnlyList<EffectLine> questions)
    {
        var html = new StringBuilder("<!doctype html>\n<html lang=\"sv\"><head><meta charset=\"utf-8\"><title>").Append(LetterHtml.Encode(Subject(questions)))
            .Append("</title></head>\n<body style=\"font-family:'Segoe UI',Roboto,Arial,sans-serif;font-size:16px;line-height:25px\">\n<p>Hej ")
            .Append(LetterHtml.Encode(to.DisplayName)).Append("!</p>\n<p>").Append(LetterHtml.Encode(Opening(questions))).Append("</p>\n");
        foreach (var q in questions)
        {
            html.Append("<h2 style=\"font-size:17px;margin:24px 0 8px\">").Append(LetterHtml.Encode(q.Heading)).Append("</h2>\n<ul style=\"padding-left:20px;margin:0\">\n");
            foreach (var (_, word, label) in Answers)
                html.Append("<li style=\"padding:4px 0\"><a href=\"").Append(Address(q.Question, word).Replace("&", "&amp;", StringComparison.Ordinal)).Append("\">").Append(LetterHtml.Encode(label)).Append("</a></li>\n");
            html.Append("</ul>\n");
        }
        return html.Append("<p><a href=\"").Append(LetterMail.LinkPlaceholder).Append("\">Alla frågor på en sida</a></p>\n<p>Länkarna är dina egna och gäller i ")
            .Append(EffectLinks.Days).Append(" dagar. Skicka dem inte vidare.</p>\n</body></html>\n").ToString();
    }

    private static int Cases(IReadOnlyList<EffectLine> questions) => questions.Select(q => q.Question.DeficiencyId).Distinct().Count();

    private static string Opening(IReadOnlyList<EffectLine> questions) =>
        (Cases(questions) == 1 ? "Myndigheten säger att något har ändrats i ett systemfel som du har räknat." : $"Myndigheter säger att något har ändrats i {Cases(questions)} systemfel som du har räknat.")
        + " Märks det för dem du stöder? Välj ett svar.";

    private static string Address(EffectQuestion question, string word) =>
        string.Create(CultureInfo.InvariantCulture, $"{LetterMail.LinkPlaceholder}?fraga={question.Id}&svar={word}#fraga-{question.Id}");
}
