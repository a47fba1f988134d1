namespace Systemfel.Workflows.Imports.Reading;

/// <summary>What can be wrong with a list, or worth saying of it.</summary>
public enum FaultKind
{
#pragma warning disable CS1591 // Each is explained by its sentence in FaultWords.
    TooLarge, PasteTooLong, Empty, NotRun, WrongType, OldWorkbook, MacroWorkbook, OpenDocument, BrokenWorkbook, NoSheet, UnpacksTooLarge,
    NoHeaders, NoRows, TooManyRows, TooManyColumns, DuplicateHeader,
    BrokenEncoding, MixedEncodings, MixedSeparators, OpenQuote, StrayQuote, CellTooLong, MoreCells, CellWithoutHeader,
    CellError, FormulaWithoutValue,
    NothingMapped, MappedTwice, NoText, BadDate, FutureDate, OldDate, ClosedBefore, NoDate, NoAuthority, UnknownAuthority,
    UnknownLevel, UnknownMunicipality, UnknownOutcome, UnknownBand, PersonalData, PossiblePerson, NotChecked,
    MangledLetters,
    Formula, EmptyColumn, SkippedAbove, OtherSheets, GuessedEncoding, TitleFromText, Hidden, TitleCut, NoteNotKept,
#pragma warning restore CS1591
}

/// <summary>How far a fault reaches.</summary>
public enum FaultReach
{
    /// <summary>Nothing of the file can be imported until it is put right.</summary>
    File,
    /// <summary>The row cannot be imported: it is put right in the file, or left out.</summary>
    Row,
    /// <summary>The user answers once: it may be a person.</summary>
    Question,
    /// <summary>Said, and no more.</summary>
    Notice,
}

/// <summary>Something that is wrong in a list, with the place where it stands.</summary>
/// <param name="Kind">What.</param>
/// <param name="Row">The row as a spreadsheet program numbers it; 0 for the whole file.</param>
/// <param name="Column">The column's header, or its letter; empty for the whole row.</param>
/// <param name="Detail">What stands there, or a number that belongs to the sentence. May hold words of the list: never logged.</param>
public sealed record ImportFault(FaultKind Kind, int Row = 0, string Column = "", string Detail = "")
{
    /// <summary>Follows from the kind.</summary>
    public FaultReach Reach => Kind switch
    {
        >= FaultKind.Formula => FaultReach.Notice,
        FaultKind.PossiblePerson => FaultReach.Question,
        <= FaultKind.DuplicateHeader or FaultKind.BrokenEncoding or FaultKind.MixedEncodings or FaultKind.MixedSeparators
            or FaultKind.OpenQuote or FaultKind.NothingMapped or FaultKind.MappedTwice => FaultReach.File,
        _ => FaultReach.Row,
    };
}

/// <summary>The file cannot be read at all; the fault says why.</summary>
/// <param name="fault">What is wrong.</param>
public sealed class ImportFileException(ImportFault fault) : Exception(fault.Kind.ToString())
{
    /// <summary>What is wrong.</summary>
    public ImportFault Fault { get; } = fault;
}
