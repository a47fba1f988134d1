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

/// <summary>A view of the register or the overview that an account has named and may have mailed.</summary>
public sealed class SavedView
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public long AccountId { get; internal set; }
    public Account Account { get; internal set; } = null!;
    public string Name { get; internal set; } = "";
    /// <summary>The page and its filters: '/register?myndighet=fk'.</summary>
    public string Address { get; internal set; } = "";
    public ViewMailing Mailing { get; internal set; }
    public DateOnly? MailedOn { get; internal set; }
    public DateTimeOffset CreatedAt { get; internal set; }
}

public enum ViewMailing { Never, Weekly, Monthly }
