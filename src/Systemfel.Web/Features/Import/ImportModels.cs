using Systemfel.Data.Imports;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Imports;
using Systemfel.Workflows.Imports.Planning;
using Systemfel.Workflows.Imports.Reading;

namespace Systemfel.Web.Features.Import;

/// <param name="Imports">The organisation's, the last first.</param>
/// <param name="Fault">Why the file that was just sent cannot be read.</param>
/// <param name="Pasted">What was pasted, when it could not be read.</param>
public sealed record ImportsPage(IReadOnlyList<ImportLine> Imports, ImportFault? Fault = null, string Pasted = "");

/// <summary>An import in the list. The file itself is not read for it.</summary>
public sealed record ImportLine(long Id, string FileName, ImportFormat Format, ImportState State, int Rows, DateTimeOffset CreatedAt, string By, int Version);

/// <param name="Import">Without its file.</param>
/// <param name="Problem">Why it failed.</param>
/// <param name="Done">Rows that have been made ready.</param>
/// <param name="Progress">The dry run; null when the import is over or being applied.</param>
/// <param name="Lists">The organisation's own.</param>
/// <param name="Shown">Which rows are shown.</param>
/// <param name="Rows">Those on this page.</param>
/// <param name="Pager">Through them.</param>
public sealed record ImportPage(ImportLine Import, string Problem, int Done, PlanProgress? Progress, OwnLists Lists, ImportShown Shown, IReadOnlyList<PlannedRow> Rows, Pager Pager)
{
    public HowFar HowFar => new(Import.Id, Import.State == ImportState.Running, Import.State == ImportState.Running ? Done : Progress?.Done ?? 0,
        Import.State == ImportState.Running ? Import.Rows : Progress?.Rows ?? 0, Import.State == ImportState.Running || Progress is { Plan: null, Fault: null });

    /// <summary>What came of it; null until it is applied.</summary>
    public BroughtIn? Brought { get; init; }

    /// <summary>What has been answered so far.</summary>
    public ImportAnswers Answers { get; init; } = new();

    public ImportPlan? Plan => Progress?.Plan;
}

/// <summary>How far a dry run or an import has come; nothing of the list itself.</summary>
/// <param name="Id">The import.</param>
/// <param name="IsRunning">It is being imported, and not only run dry.</param>
/// <param name="Done">Rows that have been made ready.</param>
/// <param name="Rows">Of so many; 0 until the file has been read.</param>
/// <param name="GoesOn">It is not at its end.</param>
public sealed record HowFar(long Id, bool IsRunning, int Done, int Rows, bool GoesOn);

/// <summary>What an import brought, and what undoing it would do.</summary>
public sealed record BroughtIn(int Cases, int Occurrences, IReadOnlyList<BroughtCase> First, int KeptInAll, IReadOnlyList<BroughtCase> Kept);

/// <summary>A list of cases on the page: the first of them, and how many there are.</summary>
public sealed record BroughtCases(IReadOnlyList<BroughtCase> First, int All);

public sealed record BroughtCase(long Id, string Number, string Title);

/// <summary>The rows that are asked for: of one sort, with one sort of fault, or a single one.</summary>
public sealed record ImportShown(string View, FaultKind? Fault, int? Row, int Page)
{
    public const int PageSize = 50;

    /// <summary>Each view's word and name.</summary>
    public static readonly IReadOnlyDictionary<string, string> Views = new Dictionary<string, string>
    {
        ["alla"] = "Alla rader",
        ["fel"] = "Kan inte importeras",
        ["fragor"] = "Kanske en person",
        ["lika"] = "Liknar något annat",
        ["nya"] = "Blir systemfel",
        ["raknas"] = "Räknas på ett annat",
        ["utelamnas"] = "Utelämnas",
    };

    public static ImportShown Of(string? view, string? fault, int? row, int? page) => new(
        Views.ContainsKey(view ?? "") ? view! : "alla", Enum.TryParse<FaultKind>(fault, out var f) && Enum.IsDefined(f) ? f : null, row, Math.Max(1, page ?? 1));

    public bool Takes(PlannedRow row) => (Row == null || row.Number == Row) && (Fault == null || row.Faults.Any(f => f.Kind == Fault)) && IsIn(View, row);

    public static bool IsIn(string view, PlannedRow row) => view switch
    {
        "fel" => row.Becomes == RowBecomes.Fault,
        "fragor" => row.Asks,
        "lika" => row.Like.Count > 0,
        "nya" => row.Becomes == RowBecomes.Case,
        "raknas" => row.Becomes == RowBecomes.Occurrence,
        "utelamnas" => row.Becomes == RowBecomes.Nothing,
        _ => true,
    };

    /// <summary>A way back to the same rows, and nowhere else.</summary>
    public static bool IsQuery(string? text) => text is { Length: > 0 and < 200 } && text[0] == '?' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '?' or '&' or '=' or '-' or '#');

    public string Query => $"?visa={View}{(Fault is { } f ? $"&fel={f}" : "")}{(Row is { } r ? $"&rad={r}" : "")}{(Page > 1 ? $"&sida={Page}" : "")}#rader";

    public string Url(long import, int page) => $"/import/{import}{(this with { Page = page }).Query}";
}

/// <summary>What an import is called on screen.</summary>
public static class ImportWords
{
    public static string State(ImportState state) => state switch
    {
        ImportState.Uploaded or ImportState.Checked => "Förbereds",
        ImportState.Running => "Importeras",
        ImportState.Applied => "Importerad",
        ImportState.Undone => "Ångrad",
        ImportState.Cancelled => "Avbruten",
        _ => "Misslyckades",
    };

    public static string Countings(int count) => count == 1 ? "en räkning" : $"{count} räkningar";

    public static string Becomes(RowBecomes becomes) => becomes switch
    {
        RowBecomes.Case => "Nytt systemfel",
        RowBecomes.Occurrence => "Räknas",
        RowBecomes.Nothing => "Utelämnas",
        _ => "Kan inte importeras",
    };

    public static string Outcome(string id) => Workflows.Running.Outcomes.Labels.GetValueOrDefault(id, id);

    /// <summary>A fault in few words, for the list to choose from.</summary>
    public static string Fault(FaultKind kind)
    {
        var sentence = FaultWords.Swedish(new ImportFault(kind)).Replace("”” ", "", StringComparison.Ordinal).Replace(" ()", "", StringComparison.Ordinal).Trim();
        return kind switch
        {
            FaultKind.PersonalData => "Pekar ut en person",
            FaultKind.PossiblePerson => "Kanske en person",
            FaultKind.BadDate => "Inget datum",
            FaultKind.FutureDate => "Datum som inte har varit",
            FaultKind.OldDate => "Datum före 1990",
            FaultKind.UnknownAuthority => "Okänd myndighet",
            FaultKind.UnknownLevel => "Okänd nivå",
            FaultKind.UnknownMunicipality => "Okänd kommun",
            FaultKind.UnknownOutcome => "Okänt utfall",
            FaultKind.UnknownBand => "Inget antal",
            _ => sentence[..(sentence.IndexOf('.', StringComparison.Ordinal) is > 0 and var end ? end : sentence.Length)],
        };
    }
}
