using Systemfel.Data.Operations;

namespace Systemfel.Web.Features.Incidents;

/// <summary>An incident in words.</summary>
public static class IncidentWords
{
    private static readonly Dictionary<string, string> PlaceNames = new()
    {
        ["report"] = "rapportens text",
        ["draft"] = "utkast",
        ["event"] = "händelser",
        ["note"] = "anteckningar",
        ["question"] = "frågor och svar",
        ["meeting"] = "mötesanteckningar",
        ["letter"] = "brev",
        ["answer"] = "svar",
        ["outbox"] = "utgående e-post",
        ["mail"] = "inkommen e-post",
        ["attachment"] = "bilagor",
        ["yearly"] = "årsredovisning och årsrapporter",
        ["search"] = "sökningen",
    };

    public static string Subject(Incident incident) => incident.Subject switch
    {
        "report" => "Systemfel",
        "draft" => "Utkast",
        "mail" => "Inkommen e-post",
        "raised" => "Väckt punkt",
        var other => other,
    };

    public static string Action(IncidentAction action) => action == IncidentAction.Erased ? "Raderat för gott" : "Maskerat";

    /// <summary>Empty for what was erased: there is nothing to decide about.</summary>
    public static string Decision(Incident incident) => (incident.Action, incident.Decision) switch
    {
        (IncidentAction.Erased, _) => "",
        (_, IncidentDecision.StaysMasked) => "Ligger kvar maskerad",
        (_, IncidentDecision.Released) => "Visas igen",
        _ => "Väntar på registratorn",
    };

    public static string Places(Incident incident) =>
        string.Join(", ", incident.Places.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => PlaceNames.GetValueOrDefault(p, p)));

    public static string Who(Incident incident) => incident.ReportedBy?.DisplayName ?? "konto som inte finns längre";

    /// <summary>A masked original's place, for the registrator.</summary>
    public static string Original(string place) => place switch
    {
        "Deficiency.Title" or "LetterItem.Title" => "Rubrik",
        "Deficiency.Pattern" or "LetterItem.Pattern" => "Vad händer",
        "Deficiency.Consequence" => "Följd",
        "Deficiency.Proposal" or "LetterItem.Proposal" => "Förslag",
        "Addressee.OtherName" => "Annan myndighet",
        "AuthorQuestion.Text" => "Fråga till ombudet",
        "AuthorQuestion.Answer" => "Ombudets svar",
        "CaseEvent.Data" => "Händelse",
        "YearPassage.Text" => "Stycke i årsredovisning eller årsrapport",
        "AgendaItem.Note" => "Mötesanteckning",
        "Support.Text" => "Avvikande mening",
        "Answer.Text" => "Svar",
        "OutboxItem.Text" => "Utgående e-post",
        "MailMessage.Subject" => "Brevets ämne",
        "MailMessage.NewText" => "Brevets text",
        "MailMessage.QuotedText" => "Citerad text",
        "MailMessage.FromName" or "MailMessage.FromAddress" => "Avsändare",
        "MailMessage.Raw" => "Brevet som det kom",
        "Attachment.Name" => "Bilagans namn",
        "Attachment.Content" => "Bilaga",
        _ => "Anteckning",
    };
}
