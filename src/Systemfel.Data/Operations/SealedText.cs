namespace Systemfel.Data.Operations;

/// <summary>
/// One text that an incident has masked, kept apart from its row, which says '[maskerat]' until the registrator has decided. No screen
/// reads this table: the originals are read, and each reading is logged, in Workflows/Incidents.
/// </summary>
public sealed class SealedText
{
    public long Id { get; internal set; }
    public long IncidentId { get; internal set; }
    public Incident Incident { get; internal set; } = null!;
    /// <summary>Entity and property: Deficiency.Title.</summary>
    public string Place { get; internal set; } = "";
    /// <summary>The row that it stood in.</summary>
    public long RowId { get; internal set; }
    public string? Text { get; internal set; }
    /// <summary>What is no text: a mail as it came, an attachment, an event's salt.</summary>
    public byte[]? Bytes { get; internal set; }
}
