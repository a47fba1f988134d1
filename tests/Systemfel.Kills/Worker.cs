using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Cases;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Kills;

/// <summary>The process that is killed: takes in mail as the fetcher does, makes moves in between, and sends what they queue.</summary>
public sealed class Worker(Storage storage, Load load, Ledger ledger)
{
    private const int Batch = 5;

    public async Task RunAsync()
    {
        var facts = await Facts.ReadAsync(storage);
        ledger.Write("begun");
        var made = 0;
        for (var from = 0; from < load.Mails; from += Batch)
        {
            // As from the server: bytes stored and committed, acknowledged, and read when all of the batch is in.
            for (var i = from; i < Math.Min(from + Batch, load.Mails); i++)
            {
                var (number, raw) = (i, load.Mail(i, facts.Letters));
                await storage.WithAsync(s => s.GetRequiredService<MailIngest>().StoreAsync(facts.Organisation, Load.Mailbox, 1, number + 1, raw));
                ledger.Write($"mail {number}");
            }
            await storage.WithAsync(s => s.GetRequiredService<MailIngest>().ExecuteAsync(CancellationToken.None));
            for (var until = (from + Batch) * load.Moves / load.Mails; made < Math.Min(until, load.Moves); made++)
            {
                await MoveAsync(facts, made);
                ledger.Write($"move {made}");
            }
            await storage.WithAsync(s => s.GetRequiredService<OutboxSender>().ExecuteAsync(CancellationToken.None));
        }
        ledger.Write("ended");
    }

    private Task<long> MoveAsync(Facts facts, int number) => storage.WithAsync(async s =>
    {
        var moves = s.GetRequiredService<CaseMoves>();
        var ombud = facts.Ombuds[number % facts.Ombuds.Count];
        switch (Load.SortOf(number, facts.Lines.Count))
        {
            case MoveSort.Report:
                return await SubmitAsync(s, facts.Organisation, ombud, number);
            case MoveSort.Reminder:
                var line = facts.Lines[number / 3];
                var bookmark = await s.GetRequiredService<SystemfelReader>().Bookmarks.SingleAsync(b => b.Id == line.BookmarkId);
                return await moves.MakeAsync(line.CaseId, new Remind(), Targets.Of(bookmark), facts.Coordinator, load.Key(number));
            default:
                var today = Workflows.Time.SwedishCalendar.DateOf(TimeProvider.System.GetUtcNow());
                return await moves.MakeAsync(facts.Cases[number % facts.Cases.Count], new Count(today, null, AffectedBand.TwoToFour), Targets.None, ombud, load.Key(number));
        }
    });

    private async Task<long> SubmitAsync(IServiceProvider s, long organisation, Actor ombud, int number)
    {
        var reader = s.GetRequiredService<SystemfelReader>();
        var authority = await reader.Authorities.Where(a => a.OrganisationId == organisation && a.Code == "KO").Select(a => a.Id).SingleAsync();
        var report = new ReportText
        {
            Title = $"Rapport {load.Key(number)}",
            Pattern = "Den som ringer får vänta, och linjen bryts.",
            Addressees = [new ReportAddressee(authority, null)],
        };
        return await s.GetRequiredService<CaseMoves>()
            .SubmitAsync(organisation, new Submit(report, s.GetRequiredService<TextCheck>().Check(report.AllText())), ombud, load.Key(number));
    }
}
