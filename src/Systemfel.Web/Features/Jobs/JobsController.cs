using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Operations;
using Systemfel.Data.Storage;
using Systemfel.Mail;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Jobs;

namespace Systemfel.Web.Features.Jobs;

public sealed record JobRow(ScheduledJob Job, JobRun? Last);

public sealed record JobsPage(IReadOnlyList<JobRow> Jobs, IReadOnlyList<JobRun> Runs);

/// <summary>For administrators: which jobs there are, how the last runs went, and 'kör nu'.</summary>
[AllowedRoles(Role.Administrator)]
[Route("/admin/jobb")]
public sealed class JobsController(SystemfelReader reader, JobRunner runner) : Controller
{
    private const int Shown = 50;

    [HttpGet]
    public async Task<IActionResult> Index(CancellationToken ct)
    {
        var runs = await reader.JobRuns.OrderByDescending(r => r.Id).Take(Shown).ToListAsync(ct);
        var last = new List<JobRow>();
        foreach (var job in ScheduledJobs.All)
            last.Add(new JobRow(job, await reader.JobRuns.Where(r => r.Job == job.Name).OrderByDescending(r => r.StartedAt).FirstOrDefaultAsync(ct)));
        return View("Jobs", new JobsPage(last, runs));
    }

    [HttpPost("{id}")]
    public async Task<IActionResult> Run(string id, CancellationToken ct)
    {
        if (ScheduledJobs.Find(id) is not { } job) return NotFound();
        try
        {
            await runner.RunAsync(job, ct);
            this.Confirm($"{job.Name} är kört.");
        }
        catch (MailProtocolException)
        {
            this.Confirm($"{job.Name} gick inte: e-postservern svarar inte som den ska. Se raden nedan, och försök igen om en stund.");
        }
        return RedirectToAction(nameof(Index));
    }
}
