using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Register;

/// <summary>Notes who looked at an original or took an export. Never what it said.</summary>
public sealed class AccessLogWriter
{
    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;

    internal AccessLogWriter(SystemfelDb db, SwedishCalendar calendar) => (_db, _calendar) = (db, calendar);

    /// <param name="accountId">Who.</param>
    /// <param name="what">A fixed word: register.csv, mail-original ...</param>
    /// <param name="subjectId">The case, mail or letter; null for a list.</param>
    /// <param name="ct">Stops before it is stored.</param>
    public async Task WriteAsync(long accountId, string what, long? subjectId = null, CancellationToken ct = default)
    {
        _db.Add(new AccessLog { AccountId = accountId, What = what, SubjectId = subjectId, At = _calendar.Now });
        await _db.SaveChangesAsync(ct);
    }
}
