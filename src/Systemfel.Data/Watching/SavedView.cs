using Systemfel.Data.Accounts;

namespace Systemfel.Data.Watching;

/// <summary>How often a saved view is mailed to whoever saved it. Stored as numbers.</summary>
public enum ViewMailing { Never, Daily, Weekly, Monthly }

/// <summary>'Sparad vy': a question to the register that an account of the team has given a name, and may be mailed.</summary>
public sealed class SavedView
{
    public long Id { get; internal set; }
    public long OrganisationId { get; internal set; }
    public long AccountId { get; internal set; }
    public Account Account { get; internal set; } = null!;
    public string Name { get; internal set; } = "";
    /// <summary>What it asks for, by ids: a code that is changed leaves it as it is.</summary>
    public string QuestionJson { get; internal set; } = "{}";
    public ViewMailing Mailing { get; internal set; }
    public DateTimeOffset CreatedAt { get; internal set; }
    /// <summary>What happened up to here has been told.</summary>
    public DateTimeOffset ToldUntil { get; internal set; }
    /// <summary>The day on which it was last told, or begun: it is told again in the next period.</summary>
    public DateOnly ToldOn { get; internal set; }
}
