using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Reference;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Demo;

/// <summary>How much the generator made.</summary>
/// <param name="Reports">Deficiencies.</param>
/// <param name="Events">Events in their chains.</param>
/// <param name="Letters">Letters to authorities.</param>
/// <param name="Mails">Incoming mails.</param>
public sealed record Generated(int Reports, int Events, int Letters, int Mails);

/// <summary>Fills an empty database with any number of cases with full histories, played through moves; the same for the same seed and day.</summary>
public sealed class DemoGenerator
{
    private readonly DbFactory _factory;
    private readonly SwedishCalendar _calendar;
    private readonly WorkflowOptions _options;

    internal DemoGenerator(DbFactory factory, SwedishCalendar calendar, WorkflowOptions options) =>
        (_factory, _calendar, _options) = (factory, calendar, options);

    /// <summary>Whether nothing has been stored yet: no account and no case.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken ct = default)
    {
        await using var db = _factory.OpenWriter();
        return !await db.Users.AnyAsync(ct) && !await db.Deficiencies.AnyAsync(ct) && !await db.MailMessages.AnyAsync(ct);
    }

    /// <param name="reports">How many deficiencies.</param>
    /// <param name="mails">How many incoming mails.</param>
    /// <param name="seed">Decides everything that is random.</param>
    /// <param name="ct">Stops between batches.</param>
    public async Task<Generated> FillAsync(int reports, int mails, int seed, CancellationToken ct = default)
    {
        await using var db = _factory.OpenWriter();
        var stage = await DemoStage.SetAsync(db, _calendar, _options, ct);
        new GeneratedHistories(stage, ReferenceFile.Read<List<DemoCase>>("demo-cases"), new Random(seed), _calendar.Now).Play(reports);
        await new SimulationStore(_factory).SaveAsync(stage.Simulation, stage.Meetings, ct);
        await SaveMailsAsync(stage, mails, seed, ct);
        var simulation = stage.Simulation;
        return new Generated(simulation.Cases.Count, simulation.Cases.Sum(c => c.Events.Count), simulation.Letters.Count, mails);
    }

    private async Task SaveMailsAsync(DemoStage stage, int count, int seed, CancellationToken ct)
    {
        var mails = new GeneratedMails(stage, new Random(seed + 1), _calendar.Now);
        foreach (var batch in Enumerable.Range(1, count).Chunk(500))
        {
            await using var db = _factory.OpenWriter();
            foreach (var number in batch)
            {
                var (mail, letter) = mails.Make(number);
                db.Add(mail);
                if (letter != null) db.Add(new MailLetter { MailMessage = mail, LetterId = letter.Id });
            }
            await db.SaveChangesAsync(ct);
        }
    }
}
