namespace Systemfel.Data.Search;

/// <summary>
/// A case as the register filters and sorts it: one row per deficiency, written by every move, small enough to be held in
/// memory for a whole organisation.
/// </summary>
public sealed class RegisterEntry
{
    public long DeficiencyId { get; internal set; }
    public long OrganisationId { get; internal set; }
    public long ChangeSeq { get; internal set; }
    public string Number { get; internal set; } = "";
    public int Year { get; internal set; }
    public bool IsGoodExample { get; internal set; }
    public bool IsDraft { get; internal set; }
    public long AuthorId { get; internal set; }
    public int Level { get; internal set; }
    public long ThemeId { get; internal set; }
    public long MunicipalityId { get; internal set; }
    /// <summary>Ids with blanks around each: ' 3 7 '.</summary>
    public string Authorities { get; internal set; } = "";
    public string SubAreas { get; internal set; } = "";
    /// <summary>Stage ids, and 'group:2' for one that waits for a group.</summary>
    public string Stages { get; internal set; } = "";
    /// <summary>Who has the ball: author, team, group:2, party:5, ombuds.</summary>
    public string Ball { get; internal set; } = "";
    /// <summary>The nearest day on which an answer, a measure or a hold is due; of open lines.</summary>
    public DateOnly? NextDue { get; internal set; }
    /// <summary>The earliest day from which a line that awaits an answer is late.</summary>
    public DateOnly? AnswerDue { get; internal set; }
    public int Seen { get; internal set; }
    public int Municipalities { get; internal set; }
    public bool ClosedWithoutAnswer { get; internal set; }
    public DateTimeOffset ChangedAt { get; internal set; }
}
