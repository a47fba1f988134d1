using Quartz;
using Systemfel.Data.Storage;
using Systemfel.Web.Hosting;
using Systemfel.Workflows.Operations;

namespace Systemfel.Web.Jobs;

/// <summary>
/// The only place that knows Quartz. On PostgreSQL its store is persistent and clustered, so that of several nodes one runs a
/// job; on SQLite it is in memory, since what is due is computed from the database anyway.
/// </summary>
internal static class QuartzSetup
{
    public static void AddJobs(this IServiceCollection services, SystemfelSettings settings, IConfiguration configuration)
    {
        services.AddScoped<JobRunner>();
        if (!configuration.GetValue("Jobs:Enabled", true)) return;
        services.AddHostedService<FetchingService>();
        services.AddQuartz(q =>
        {
            q.ConfigureScheduler(o =>
            {
                o.InstanceName = "systemfel";
                o.InstanceId = "AUTO";
            });
            if (settings.Database.Provider == DatabaseProvider.Postgres)
            {
                q.UsePersistentStore(s =>
                {
                    s.UsePostgres(settings.Database.ConnectionString);
                    s.UseClustering();
                    s.ProvisionSchema();
                });
            }
            foreach (var job in ScheduledJobs.All)
            {
                var key = new JobKey(job.Id);
                q.AddJob<QuartzJob>(j => j.WithIdentity(key).StoreDurably());
                q.AddTrigger(t => t.ForJob(key).WithIdentity(job.Id).StartNow().WithSimpleSchedule(s => s.WithInterval(job.Every).RepeatForever()));
            }
        });
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }
}

/// <summary>Runs one scheduled job; never twice at the same time.</summary>
[DisallowConcurrentExecution]
internal sealed class QuartzJob(JobRunner runner, ILogger<QuartzJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var job = ScheduledJobs.Find(context.JobDetail.Key.Name);
        if (job is null) return;
        try
        {
            await runner.RunAsync(job, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Noted for the administrators' page as well; the next run tries again.
            logger.LogError("Job {Job} failed: {Exception}", job.Id, e.GetType().Name);
        }
    }
}

/// <summary>Runs a job now, and notes how it went.</summary>
public sealed class JobRunner(IServiceProvider services, JobRecorder recorder)
{
    public Task RunAsync(ScheduledJob job, CancellationToken ct) => recorder.RunAsync(job.Name, job.Work(services), ct);
}
