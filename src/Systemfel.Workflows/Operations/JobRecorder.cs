using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Operations;

/// <summary>Keeps what jobs did, for the administrators' page.</summary>
public sealed class JobRecorder
{
    private const int KeptDays = 30;

    private readonly DbFactory _factory;
    private readonly SwedishCalendar _calendar;

    internal JobRecorder(DbFactory factory, SwedishCalendar calendar) => (_factory, _calendar) = (factory, calendar);

    /// <summary>Runs a job and notes how it went. A run that changed nothing since the last one like it is noted in the same row.</summary>
    /// <param name="job">Its name.</param>
    /// <param name="work">Returns a line about what was done, without addresses.</param>
    /// <param name="ct">Stops it; a stopped run is noted as failed.</param>
    public async Task RunAsync(string job, Func<CancellationToken, Task<string>> work, CancellationToken ct)
    {
        var started = _calendar.Now;
        try
        {
            await NoteAsync(job, started, true, await work(ct));
        }
        catch (Exception e)
        {
            // Types only: an exception's message can quote an address or a text.
            await NoteAsync(job, started, false, e is Mail.MailProtocolException ? "E-postservern: " + e.GetType().Name : e.GetType().Name);
            throw;
        }
    }

    private async Task NoteAsync(string job, DateTimeOffset started, bool succeeded, string detail)
    {
        await using var db = _factory.OpenWriter();
        var last = await db.JobRuns.Where(r => r.Job == job).OrderByDescending(r => r.StartedAt).FirstOrDefaultAsync();
        if (last == null || last.Succeeded != succeeded || last.Detail != detail)
        {
            db.Add(last = new JobRun { Job = job, StartedAt = started, Succeeded = succeeded, Detail = detail });
            var old = started.AddDays(-KeptDays);
            await db.JobRuns.Where(r => r.Job == job && r.StartedAt < old).ExecuteDeleteAsync();
        }
        last.EndedAt = _calendar.Now;
        await db.SaveChangesAsync();
    }
}
