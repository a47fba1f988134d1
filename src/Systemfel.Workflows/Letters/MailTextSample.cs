using Systemfel.Data.Organisations;

namespace Systemfel.Workflows.Letters;

/// <summary>A mail with made-up points, to look at before a text is used.</summary>
public static class MailTextSample
{
    /// <param name="kind">One of <see cref="MailTexts.All"/>.</param>
    /// <param name="text">The opening words.</param>
    /// <param name="organisation">Who writes.</param>
    /// <param name="signer">The coordinator's name.</param>
    /// <param name="today">Today.</param>
    /// <returns>The mail; one that only has plain text has no HTML.</returns>
    public static ComposedLetter Of(string kind, string text, Organisation organisation, string signer, DateOnly today)
    {
        var letter = Letter(organisation, signer, today);
        if (kind == MailTexts.Letter) return LetterComposer.Compose(letter with { Opening = text });
        var points = letter.Points.Select(p => $"{p.Number}. {p.CaseNumber} {p.Title}");
        return new ComposedLetter(
            LetterMail.SubjectOf(kind, letter.AnswerBy) + $" [#{letter.Tag}]",
            LetterMail.TextOf(kind, text, LetterMail.Values(organisation, "Kommunen, registrator", letter.AnswerBy), points, organisation, hasLink: true),
            "");
    }

    private static LetterContent Letter(Organisation organisation, string signer, DateOnly today) => new()
    {
        Service = organisation.Name,
        Host = organisation.HostName,
        Phone = organisation.Phone,
        Reference = $"{organisation.RegistryPrefix} {today.Year}/000",
        Tag = "PR0V00",
        Group = "Samverkansgrupp 1",
        DecidedOn = today.AddDays(-7),
        AnswerBy = Time.SwedishCalendar.OnOrAfter(today.AddDays(42)),
        On = today,
        Signer = signer,
        Stations = ["Inskickad", "Månadsgenomgång", "Samverkansgrupp", "Väntar på svar", "Uppföljning", "Effekt", "Avslutad"],
        Station = 3,
        Points =
        [
            new LetterPointContent(1, "SF-0000-0001", "Exempel", "Besked lämnas bara muntligt", "Den som söker får beskedet per telefon och kan inte visa det för någon.", "Skicka ett skriftligt besked."),
            new LetterPointContent(2, "SF-0000-0002", "Exempel", "Handläggare byts utan att det sägs", "Den som ringer får inte veta vem som tagit över.", ""),
        ],
    };
}
