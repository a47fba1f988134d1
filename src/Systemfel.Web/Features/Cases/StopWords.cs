using System.Text.Json;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Cases;

/// <summary>The few words under a station that a line has left.</summary>
public static class StopWords
{
    public static string Of(CaseEvent e, string stage)
    {
        if (e.Data is null) return "";
        using var document = JsonDocument.Parse(e.Data);
        var data = new EventData(document.RootElement);
        return (e.Kind, stage) switch
        {
            ("referred", _) => $"Till {data.Text("groups")}",
            ("handled-locally", _) => "Hanteras lokalt",
            ("dismissed", _) => "Inte ett systemfel",
            ("merged", _) => $"Sammanslaget med {data.Text("into")}",
            ("letter-decided", Stages.Group) => $"Skriv till {data.Text("party")}",
            ("taken-home", Stages.Group) => $"{data.Text("party")} tog hem frågan",
            ("close-proposed", _) => "Föreslog att avsluta",
            ("returned", _) => "Tillbaka från gruppen",
            ("forwarded", _) => $"Till {data.Text("group")}",
            ("discussed", _) => "Diskuterad",
            ("group-informed", _) => "Informerad",
            ("answer-accepted", _) => AnswerWords.Kinds.First(k => k.Kind == data.Kind<AnswerKind>("kind")).Label,
            ("letter-decided" or "taken-home", _) => "Inget svar",
            ("returned-to-group", _) => "Tillbaka till gruppen",
            ("measure-done", _) => "Gjort",
            ("measure-not-done", _) => "Inte gjort",
            ("effect-confirmed", _) => "Ombuden märker skillnad",
            ("raised-again", _) => "Ingen skillnad",
            _ => "",
        };
    }
}
