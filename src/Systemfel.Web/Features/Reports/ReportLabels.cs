using Systemfel.Workflows.Reports;

namespace Systemfel.Web.Features.Reports;

/// <summary>What the fields of free text are called on the page.</summary>
internal static class ReportLabels
{
    public static string Of(string field) => field switch
    {
        nameof(ReportFields.Title) => "rubriken",
        nameof(ReportFields.Pattern) => "beskrivningen",
        nameof(ReportFields.Consequence) => "följden",
        nameof(ReportFields.Proposal) => "förslaget",
        _ => "namnet",
    };
}
