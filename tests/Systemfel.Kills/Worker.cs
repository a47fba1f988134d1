using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Accounts;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Kills;

/// <summary>The process that is killed: takes in mail as the fetcher does, and makes moves in between.</summary>
public sealed class Worker(Storage storage, Load load, Ledger ledger)
{
    private const int Batch = 5;

    public async Task RunAsync()
    {
        var (organisation, ombuds, cases) = await FactsAsync();
        ledger.Write("begun");
        var made = 0;
        for (var from = 0; from < load.Mails; from += Batch)
        {
            // As from the server: bytes stored and committed, acknowledged, and read when all of the batch is in.
            for (var i = from; i < Math.Min(from + Batch, load.Mails); i++)
            {
                var (number, raw) = (i, load.Mail(i));
                await storage.WithAsync(s => s.GetRequiredService<MailIngest>().StoreAsync(organisation, Load.Mailbox, 1, number + 1, raw));
                ledger.Write($"mail {number}");
            }
            await storage.WithAsync(s => s.GetRequiredService<MailIngest>().ExecuteAsync(CancellationToken.None));
            for (var until = (from + Batch) * load.Moves / load.Mails; made < Math.Min(until, load.Moves); made++)
            {
                await MoveAsync(organisation, ombuds[made % ombuds.Count], cases[made % cases.Count], made);
                ledger.Write($"move {made}");
            }
        }
        ledger.Write("ended");
    }

    private Task<long> MoveAsync(long organisation, Actor ombud, long caseId, int number) => storage.WithAsync(async s =>
    {
        var moves = s.GetRequiredService<CaseMoves>();
        var today = Workflows.Time.SwedishCalendar.DateOf(TimeProvider.System.GetUtcNow());
        if (!Load.IsReport(number))
            return await moves.MakeAsync(caseId, new Count(today, null, AffectedBand.TwoToFour), Targets.None, ombud, load.Key(number));
        var reader = s.GetRequiredService<SystemfelReader>();
        var authority = await reader.Authorities.Where(a => a.OrganisationId == organisation && a.Code == "KO").Select(a => a.Id).SingleAsync();
        var report = new ReportText
        {
            Title = $"Rapport {load.Key(number)}",
            Pattern = "Den som ringer får vänta, och linjen bryts.",
            Addressees = [new ReportAddressee(authority, null)],
        };
        return await moves.SubmitAsync(organisation, new Submit(report, s.GetRequiredService<TextCheck>().Check(report.AllText())), ombud, load.Key(number));
    });

    private Task<(long, List<Actor>, List<long>)> FactsAsync() => storage.WithAsync(async s =>
    {
        var reader = s.GetRequiredService<SystemfelReader>();
        var organisation = await reader.Organisations.Select(o => o.Id).SingleAsync();
        var ombuds = await reader.Accounts.Include(a => a.Memberships).Where(a => a.Memberships.Any(m => m.Role == Role.Ombud)).OrderBy(a => a.Id).ToListAsync();
        var cases = await reader.Deficiencies.Where(d => d.MergedIntoId == null && !d.IsDraft).OrderBy(d => d.Id).Take(40).Select(d => d.Id).ToListAsync();
        return (organisation, ombuds.ConvertAll(a => new Actor(a.Id, a.DisplayName, a.Memberships)), cases);
    });
}
