using Systemfel.Data.Accounts;

namespace Systemfel.Data.Operations;

/// <summary>One run of a job, for the administrators' page.</summary>
public sealed class JobRun
{
    public long Id { get; internal set; }
    public string Job { get; internal set; } = "";
    public DateTimeOffset StartedAt { get; internal set; }
    public DateTimeOffset? EndedAt { get; internal set; }
    public bool? Succeeded { get; internal set; }
    public string Detail { get; internal set; } = "";
}

/// <summary>Who looked at an original or took an export. No text.</summary>
public sealed class AccessLog
{
    public long Id { get; internal set; }
    public long AccountId { get; internal set; }
    public Account Account { get; internal set; } = null!;
    public string What { get; internal set; } = "";
    public long? SubjectId { get; internal set; }
    public DateTimeOffset At { get; internal set; }
}

/// <summary>A fact about this installation: its id, whether mail may leave.</summary>
public sealed class Setting
{
    public string Key { get; internal set; } = "";
    public string Value { get; internal set; } = "";
}
