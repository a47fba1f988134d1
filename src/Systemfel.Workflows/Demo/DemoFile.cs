namespace Systemfel.Workflows.Demo;

internal sealed record DemoCase(
    string Ref, string Kind, string Title, string Pattern, string Consequence, string? Proposal, List<DemoAddressee> Addressees,
    string? Level, string? Theme, string? CauseType, string? LifeDomain, string? Municipality, string Band, string? Frequency,
    string Author, DateOnly Submitted, List<DemoOccurrence> Occurrences, List<DemoStep> Story);

internal sealed record DemoAddressee(string Authority, string? SubArea);

internal sealed record DemoOccurrence(string By, string Month, string? Municipality, string Band);

/// <summary>A step of a case's story. Which fields are there follows from what is done.</summary>
internal sealed record DemoStep(DateOnly At, string Do)
{
    public string? For { get; init; }
    public List<string> Groups { get; init; } = [];
    public string Note { get; init; } = "";
    public DateOnly? Until { get; init; }
    public int? Occurrences { get; init; }
    public string Who { get; init; } = "";
    public DateOnly? By { get; init; }
    public string Question { get; init; } = "";
    public string Answer { get; init; } = "";
    public string Into { get; init; } = "";
    public string Reason { get; init; } = "";
    public string? Party { get; init; }
    public DateOnly? AnswerBy { get; init; }
    public string Kind { get; init; } = "";
    public string Text { get; init; } = "";
    public DateOnly? Date { get; init; }
    public string Source { get; init; } = "";
    public string Outcome { get; init; } = "";

    /// <summary>The ombud who answers whether it shows.</summary>
    public string Ombud { get; init; } = "";
}
