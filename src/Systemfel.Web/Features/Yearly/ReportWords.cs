using Systemfel.Data.Yearly;

namespace Systemfel.Web.Features.Yearly;

/// <summary>How a report of the year is said on screen.</summary>
public static class ReportWords
{
    /// <summary>Where it stands.</summary>
    public static string Of(YearDocumentState state) => state switch
    {
        YearDocumentState.Sent => "Skickad",
        YearDocumentState.Signed => "Godkänd",
        _ => "Utkast",
    };
}
