using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Imports.Reading;
using Systemfel.Workflows.Moves;

namespace Systemfel.Workflows.Imports.Planning;

/// <summary>What a row becomes.</summary>
public enum RowBecomes
{
    /// <summary>A case of its own.</summary>
    Case,
    /// <summary>An occurrence on a case that is there, or on the case of an earlier row.</summary>
    Occurrence,
    /// <summary>Nothing: the user left it out, or it is there already, word for word.</summary>
    Nothing,
    /// <summary>It cannot be imported as it stands.</summary>
    Fault,
}

/// <summary>What a row is like.</summary>
/// <param name="CaseId">A case that is there; 0 for an earlier row.</param>
/// <param name="Row">An earlier row; 0 for a case.</param>
/// <param name="Number">The case's.</param>
/// <param name="Title">How it reads.</param>
/// <param name="IsSame">The same text, word for word.</param>
public sealed record LikeRow(long CaseId, int Row, string Number, string Title, bool IsSame)
{
    /// <summary>Stands for it in an answer: the case's id, or 'r' and the row.</summary>
    public string Word => CaseId > 0 ? CaseId.ToString(System.Globalization.CultureInfo.InvariantCulture) : $"r{Row}";
}

/// <summary>A likely find in a row, with the column it stands in.</summary>
/// <param name="Find">What was found.</param>
/// <param name="Column">The column's header.</param>
public sealed record RowFind(Find Find, string Column);

/// <summary>A row with what it becomes. Everything but numbers is words of the list: shown, never kept.</summary>
public sealed record PlannedRow(int Number, RowBecomes Becomes, ReportText Report, IReadOnlyList<ImportFault> Faults)
{
#pragma warning disable CS1591 // What the list says of the case; the names are those of Deficiency.
    /// <summary>The first day of all when the list has no day that can be read, which is a fault of the row.</summary>
    public DateOnly Submitted { get; init; }
    public DateOnly Closed { get; init; }
    /// <summary>Null: open, before the next review.</summary>
    public string? Outcome { get; init; }
    public string Note { get; init; } = "";
    public IReadOnlyList<LikeRow> Like { get; init; } = [];
    public IReadOnlyList<RowFind> Finds { get; init; } = [];
    /// <summary>How the authorities read, each with its sub-area.</summary>
    public string Addressees { get; init; } = "";
#pragma warning restore CS1591

    /// <summary>The list says when it was reported.</summary>
    public bool HasDate => Submitted != default;

    /// <summary>Waits for an answer: may hold a person.</summary>
    public bool Asks => Becomes == RowBecomes.Case && Faults.Any(f => f.Kind == FaultKind.PossiblePerson);

    internal CheckedText? Check { get; init; }

    internal IReadOnlyList<string> Accepted { get; init; } = [];
}

/// <summary>A word of the list that stands for one of the organisation's own, or has to be told.</summary>
/// <param name="Field">Which list it belongs to.</param>
/// <param name="Word">As the list has it.</param>
/// <param name="Rows">In how many rows.</param>
/// <param name="Taken">What it is taken for: an id, a code, <see cref="ImportMapping.Nothing"/>; empty when it has to be told.</param>
public sealed record ValueWord(ImportField Field, string Word, int Rows, string Taken);

/// <summary>The dry run: what would be stored, row by row, and all that stands in the way.</summary>
/// <param name="Table">The list as it was read.</param>
/// <param name="Mapping">As it was used.</param>
/// <param name="Rows">In the list's order.</param>
/// <param name="Faults">Of the file and of the rows, as the list runs.</param>
/// <param name="Words">The list's own words for authorities and so on.</param>
public sealed record ImportPlan(
    ImportTable Table, ImportMapping Mapping, IReadOnlyList<PlannedRow> Rows, IReadOnlyList<ImportFault> Faults, IReadOnlyList<ValueWord> Words)
{
    /// <summary>How far the organisation's cases had changed when they were read: with any change since, the plan is an old one.</summary>
    internal long ChangeSeq { get; init; }

    /// <summary>The organisation's lists and the day that it was held against (<see cref="OwnLists.Mark"/>).</summary>
    internal string Against { get; init; } = "";

    /// <summary>How many rows become this.</summary>
    /// <param name="becomes">What.</param>
    public int Count(RowBecomes becomes) => Rows.Count(r => r.Becomes == becomes);

    /// <summary>Nothing stands in the way, and something would be stored.</summary>
    public bool MayBeApplied =>
        !Faults.Any(f => f.Reach == FaultReach.File) && Rows.All(r => r.Becomes != RowBecomes.Fault && !r.Asks) && Rows.Any(r => r.Becomes is RowBecomes.Case or RowBecomes.Occurrence);
}
