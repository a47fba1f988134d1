using Systemfel.Data.Accounts;

namespace Systemfel.Data.Watching;

public enum WatchKind { Case, Authority, SubArea }

/// <summary>'Bevaka': an account wants to know what happens with a case, an authority or a sub-area, once a day.</summary>
public sealed class Watch
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public long AccountId { get; internal set; }
    public Account Account { get; internal set; } = null!;
    public WatchKind Kind { get; internal set; }
    /// <summary>The id of the case, the authority or the sub-area.</summary>
    public long SubjectId { get; internal set; }
    public DateTimeOffset CreatedAt { get; internal set; }
    /// <summary>What happened up to here has been told.</summary>
    public DateTimeOffset ToldUntil { get; internal set; }
}
