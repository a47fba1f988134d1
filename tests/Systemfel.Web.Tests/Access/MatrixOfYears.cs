namespace Systemfel.Web.Tests.Access;

/// <summary>What follows a year, and what reads without a session.</summary>
public static partial class Matrix
{
    private static Row[] Yearly =>
    [
        new("GET", "arsrapport", Who.Team),
        // Another year than the rows below name: each organisation begins its own.
        new("POST", "arsrapport", Who.Heads) { Form = _ => [("year", "2020")] },
        new("GET", "arsrapport/{year:int}", Who.Team) { At = p => p.Return, IsOwned = true },
        new("GET", "arsrapport/{year:int}/avsnitt/{section}", Who.Heads) { At = p => $"{p.Return}/avsnitt/2", IsOwned = true },
        new("POST", "arsrapport/{year:int}/avsnitt/{section}", Who.Heads) { At = p => $"{p.Return}/avsnitt/9", IsOwned = true },
        new("POST", "arsrapport/{year:int}/mottagare", Who.Heads) { At = p => $"{p.Return}/mottagare", IsOwned = true, Form = _ => [("to", "lansstyrelsen")] },
        new("POST", "arsrapport/{year:int}/utkast", Who.Heads) { At = p => $"{p.Return}/utkast", IsOwned = true },
        new("POST", "arsrapport/{year:int}/nya", Who.Heads) { At = p => $"{p.Return}/nya", IsOwned = true },
        new("GET", "arsrapport/{year:int}/stycke/{passage:long}", Who.Heads) { At = p => $"{p.Return}/stycke/{p.Passage}", IsOwned = true },
        new("POST", "arsrapport/{year:int}/stycke/{passage:long}", Who.Heads) { At = p => $"{p.Return}/stycke/{p.Passage}", IsOwned = true },
        new("POST", "arsrapport/{year:int}/stycke/{passage:long}/ihop", Who.Heads) { At = p => $"{p.Return}/stycke/{p.Passage}/ihop", IsOwned = true },
        new("POST", "arsrapport/{year:int}/till-chefen", Who.Heads) { At = p => $"{p.ReturnOnItsWay}/till-chefen", IsOwned = true },
        new("POST", "arsrapport/{year:int}/godkann", Who.Heads) { At = p => $"{p.ReturnOnItsWay}/godkann", IsOwned = true },
        new("POST", "arsrapport/{year:int}/underskriven", Who.Heads) { At = p => $"{p.ReturnOnItsWay}/underskriven", IsOwned = true },
        new("POST", "arsrapport/{year:int}/skickad", Who.Heads) { At = p => $"{p.ReturnOnItsWay}/skickad", IsOwned = true },
        new("POST", "arsrapport/{year:int}/tillbaka", Who.Heads) { At = p => $"{p.ReturnOnItsWay}/tillbaka", IsOwned = true },
        new("POST", "arsrapport/{year:int}/oppna", Who.Heads) { At = p => $"{p.ReturnOnItsWay}/oppna", IsOwned = true },
        new("POST", "arsrapport/{year:int}/filer", Who.Heads) { At = p => $"{p.ReturnOnItsWay}/filer", IsOwned = true },
        new("GET", "arsrapport/{year:int}/filer/{file:long}", Who.Team) { At = p => $"{p.Return}/filer/{p.ReturnFile}", IsOwned = true },
        new("POST", "arsrapport/{year:int}/filer/{file:long}/ta-bort", Who.Heads) { At = p => $"{p.ReturnOnItsWay}/filer/1/ta-bort", IsOwned = true },
        new("GET", "arsrapport/{year:int}/arsredovisning.docx", Who.Team) { At = p => $"{p.Return}/arsredovisning.docx", IsOwned = true },
        new("GET", "arsrapport/{year:int}/arsredovisning.json", Who.Team) { At = p => $"{p.Return}/arsredovisning.json", IsOwned = true },
        new("GET", "arsrapport/{year:int}/utskrift", Who.Team) { At = p => $"{p.Return}/utskrift", IsOwned = true },
        // A list of recipients, empty of reports where none has been begun: of no organisation's data.
        new("GET", "arsrapport/{year:int}/rapport", Who.Team) { At = p => $"{p.Return}/rapport" },
        new("POST", "arsrapport/{year:int}/rapport", Who.Heads) { At = p => $"{p.Return}/rapport", Form = _ => [("recipient", "committee")] },
        new("GET", "arsrapport/{year:int}/rapport/{recipient}", Who.Team) { At = p => p.Report, IsOwned = true },
        new("POST", "arsrapport/{year:int}/rapport/{recipient}/utkast", Who.Heads) { At = p => $"{p.Report}/utkast", IsOwned = true },
        new("POST", "arsrapport/{year:int}/rapport/{recipient}/nya", Who.Heads) { At = p => $"{p.Report}/nya", IsOwned = true },
        new("GET", "arsrapport/{year:int}/rapport/{recipient}/stycke/{passage:long}", Who.Heads) { At = p => $"{p.Report}/stycke/{p.ReportPassage}", IsOwned = true },
        new("POST", "arsrapport/{year:int}/rapport/{recipient}/stycke/{passage:long}", Who.Heads) { At = p => $"{p.Report}/stycke/{p.ReportPassage}", IsOwned = true },
        new("POST", "arsrapport/{year:int}/rapport/{recipient}/stycke/{passage:long}/ihop", Who.Heads) { At = p => $"{p.Report}/stycke/{p.ReportPassage}/ihop", IsOwned = true },
        new("POST", "arsrapport/{year:int}/rapport/{recipient}/godkann", Who.Heads) { At = p => $"{p.ReportOnItsWay}/godkann", IsOwned = true },
        new("POST", "arsrapport/{year:int}/rapport/{recipient}/oppna", Who.Heads) { At = p => $"{p.ReportOnItsWay}/oppna", IsOwned = true },
        new("POST", "arsrapport/{year:int}/rapport/{recipient}/skickad", Who.Heads) { At = p => $"{p.ReportOnItsWay}/skickad", IsOwned = true },
        new("GET", "arsrapport/{year:int}/rapport/{recipient}/systemfelsrapport.docx", Who.Team) { At = p => $"{p.Report}/systemfelsrapport.docx", IsOwned = true },
        new("GET", "arsrapport/{year:int}/rapport/{recipient}/utskrift", Who.Team) { At = p => $"{p.Report}/utskrift", IsOwned = true },
    ];

    /// <summary>The county of the first organisation, and nobody of another.</summary>
    private static Row[] Returns =>
    [
        new("GET", "lansstyrelsen/redovisningar", Who.County),
        new("POST", "lansstyrelsen/redovisningar", Who.County) { Form = _ => [("Year", "1066")] },
        new("GET", "lansstyrelsen/redovisningar/{id:long}", Who.County) { At = p => $"/lansstyrelsen/redovisningar/{p.CountyYear}", IsOwned = true },
        new("POST", "lansstyrelsen/redovisningar/{id:long}/verksamhet", Who.County) { At = p => $"/lansstyrelsen/redovisningar/{p.CountyYear}/verksamhet", IsOwned = true },
        new("POST", "lansstyrelsen/redovisningar/{id:long}/verksamhet/{service:long}/ta-bort", Who.County) { At = p => $"/lansstyrelsen/redovisningar/{p.CountyYear}/verksamhet/{p.CountyService}/ta-bort", IsOwned = true },
        new("GET", "lansstyrelsen/redovisningar/{id:long}/summor", Who.County) { At = p => $"/lansstyrelsen/redovisningar/{p.CountyYear}/summor", IsOwned = true },
        new("GET", "lansstyrelsen/redovisningar/{id:long}/summor.csv", Who.County) { At = p => $"/lansstyrelsen/redovisningar/{p.CountyYear}/summor.csv", IsOwned = true },
        new("GET", "lansstyrelsen/redovisningar/{id:long}/summor.xlsx", Who.County) { At = p => $"/lansstyrelsen/redovisningar/{p.CountyYear}/summor.xlsx", IsOwned = true },
        new("GET", "lansstyrelsen/redovisningar/{id:long}/jamfor", Who.County) { At = p => $"/lansstyrelsen/redovisningar/{p.CountyYear}/jamfor", IsOwned = true },
        new("GET", "lansstyrelsen/redovisningar/tjanst/{id:long}", Who.County) { At = p => $"/lansstyrelsen/redovisningar/tjanst/{p.CountyService}", IsOwned = true },
        new("GET", "lansstyrelsen/redovisningar/tjanst/{id:long}/blankett.docx", Who.County) { At = p => $"/lansstyrelsen/redovisningar/tjanst/{p.CountyService}/blankett.docx", IsOwned = true },
        new("POST", "lansstyrelsen/redovisningar/tjanst/{id:long}/fil", Who.County) { At = p => $"/lansstyrelsen/redovisningar/tjanst/{p.CountyService}/fil", IsOwned = true },
        new("POST", "lansstyrelsen/redovisningar/tjanst/{id:long}/fil/ta-bort", Who.County) { At = p => $"/lansstyrelsen/redovisningar/tjanst/{p.CountyService}/fil/ta-bort", IsOwned = true },
        new("POST", "lansstyrelsen/redovisningar/tjanst/{id:long}/komplettera", Who.County) { At = p => $"/lansstyrelsen/redovisningar/tjanst/{p.CountyService}/komplettera", IsOwned = true },
        new("POST", "lansstyrelsen/redovisningar/tjanst/{id:long}/godkann", Who.County) { At = p => $"/lansstyrelsen/redovisningar/tjanst/{p.CountyService}/godkann", IsOwned = true },
    ];

    /// <summary>Called with the caller's key, without a session.</summary>
    private static Row[] Api =>
    [
        new("GET", "openapi/v1.json", Who.Everyone),
        new("GET", "api/v1/cases", Who.Team | Who.Groups | Who.County) { ByKey = true },
        new("GET", "api/v1/cases/{id:long}", Who.Team | Who.Group) { ByKey = true, At = p => $"/api/v1/cases/{p.GroupCase}", IsOwned = true },
        new("GET", "api/v1/cases/{id:long}", Who.Team) { ByKey = true, At = p => $"/api/v1/cases/{p.TeamCase}", IsOwned = true },
        new("GET", "api/v1/cases/{id:long}", Who.Team | Who.OtherMember | Who.County) { ByKey = true, At = p => $"/api/v1/cases/{p.CountyCase}", IsOwned = true },
        new("GET", "api/v1/overview", Who.Team) { ByKey = true },
        new("GET", "api/v1/authorities", Who.Team | Who.Groups | Who.County) { ByKey = true },
        new("GET", "api/v1/meetings", Who.Team | Who.Groups) { ByKey = true },
    ];
}
