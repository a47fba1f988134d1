using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;

namespace Systemfel.Data.Imports;

public enum ImportState { Uploaded, Checked, Running, Applied, Undone, Cancelled, Failed }

public enum ImportFormat { Csv, Xlsx, Text }

/// <summary>An older list of deficiencies on its way in: the file until it is applied or left, then only what came of it.</summary>
public sealed class Import
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public long AccountId { get; internal set; }
    public Account Account { get; internal set; } = null!;
    public string FileName { get; internal set; } = "";
    public ImportFormat Format { get; internal set; }
    public ImportState State { get; internal set; }
    /// <summary>The file as it came. Emptied when the import is applied, cancelled or forgotten: it may hold what no case may.</summary>
    public byte[] Content { get; internal set; } = [];
    /// <summary>Which column is which field, and how dates and numbers are read.</summary>
    public string MappingJson { get; internal set; } = "{}";
    /// <summary>Answers to questions about single rows: left out, counted on another case, 'no person'. No words of the rows.</summary>
    public string AnswersJson { get; internal set; } = "{}";
    public int Rows { get; internal set; }
    public int Done { get; internal set; }
    /// <summary>Why it failed, for the page; no words of the rows.</summary>
    public string Problem { get; internal set; } = "";
    public DateTimeOffset CreatedAt { get; internal set; }
    public DateTimeOffset? AppliedAt { get; internal set; }
    public DateTimeOffset? UndoneAt { get; internal set; }
    public int Version { get; internal set; }
    public List<ImportedCase> Cases { get; internal set; } = [];
}

/// <summary>A case, or an occurrence on one, that came by an import: undoing takes it away again.</summary>
public sealed class ImportedCase
{
    public long Id { get; internal set; }
    public long ImportId { get; internal set; }
    public int Row { get; internal set; }
    public long DeficiencyId { get; internal set; }
    public Deficiency Deficiency { get; internal set; } = null!;
    /// <summary>Set when the row was counted on a case that was there.</summary>
    public long? OccurrenceId { get; internal set; }
}
