using Systemfel.Data.Yearly;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Web.Features.Yearly;

/// <summary>A return's way as a line, and its log in words.</summary>
public static class ReturnFlow
{
    /// <summary>The four stations of the line.</summary>
    public static RouteLine Line(ReturnPage page)
    {
        var d = page.Document;
        StopState At(YearDocumentState station) => d.State > station ? StopState.Passed : d.State == station ? StopState.Now : StopState.Upcoming;
        // One that is to be completed has been sent once: its last day is past, not missed.
        var late = d.State != YearDocumentState.Sent && d.CompletionAsked.Length == 0 && SwedishDates.IsLate(page.Due, page.Today) ? SwedishDates.Remaining(page.Due, page.Today) : null;
        var decided = d.DecidedOn is { } on ? new[] { d.DecidedBy, on.Long(page.Today), d.RegistryNumber.Length > 0 ? $"Dnr {d.RegistryNumber}" : "" } : ["Datum, diarienummer och protokoll"];
        return new RouteLine(
        [
            new("Utkast", At(YearDocumentState.Draft)) { Lines = ["Samordnaren skriver"], LateText = d.State == YearDocumentState.Draft ? late : null },
            new("Enhetschef", At(YearDocumentState.WithUnitManager)) { Lines = ["Granskar och lämnar vidare"], LateText = d.State == YearDocumentState.WithUnitManager ? late : null },
            new("Behörig företrädare eller nämnd", At(YearDocumentState.WithSignatory)) { Lines = [.. decided.Where(l => l.Length > 0)], LateText = d.State == YearDocumentState.WithSignatory ? late : null },
            new(page.IsMaterial ? "Underlag till kommunen" : "Länsstyrelsen", d.State == YearDocumentState.Sent ? StopState.Passed : d.State == YearDocumentState.Signed ? StopState.Now : StopState.Upcoming)
            {
                Lines = [d is { State: YearDocumentState.Sent, SentAt: { } sent } ? $"Skickad {sent.SwedishDay().Long(page.Today)}" : $"Senast {page.Due.Long(page.Today)}"], LateText = d.State == YearDocumentState.Signed ? late : null,
            },
        ])
        { Label = "Vägen" };
    }

    /// <summary>A step of the log.</summary>
    public static string Of(YearStep step, YearDocumentKind kind) => step.Kind switch
    {
        YearSteps.Begun => "Påbörjad",
        YearSteps.Written => "Skriven i",
        YearSteps.Drafted => "Utkast skrivet av systemfelen",
        YearSteps.ToManager => "Lämnad till enhetschefen",
        YearSteps.Approved when kind == YearDocumentKind.Report => "Godkänd av samordnaren",
        YearSteps.Returned when kind == YearDocumentKind.Report => "Öppnad igen",
        YearSteps.Sent when kind == YearDocumentKind.Report => "Skickad eller lämnad",
        YearSteps.Approved => "Godkänd, lämnad för underskrift eller beslut",
        YearSteps.Returned => "Skickad tillbaka ett steg",
        YearSteps.Signed => "Underskriven eller beslutad",
        YearSteps.Sent => "Skickad",
        YearSteps.CompletionAsked => "Länsstyrelsen har begärt komplettering",
        YearSteps.Opened => "Öppnad för komplettering",
        YearSteps.FileAdded => "Fil bifogad",
        YearSteps.FileRemoved => "Fil borttagen",
        var other => other,
    };
}
