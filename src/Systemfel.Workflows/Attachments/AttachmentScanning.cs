using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Attachments;

/// <summary>Has what came with mail looked through, where a scanner is set. Without one nothing is called clean.</summary>
public sealed class AttachmentScanning
{
    private const int MostAtOnce = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly IAttachmentScanner? _scanner;

    internal AttachmentScanning(SystemfelDb db, SwedishCalendar calendar, IAttachmentScanner? scanner) => (_db, _calendar, _scanner) = (db, calendar, scanner);

    /// <summary>Whether files are looked through at all.</summary>
    public bool IsOn => _scanner != null;

    /// <summary>Looks through what has not been looked through yet.</summary>
    /// <returns>What was done, without names of files.</returns>
    public async Task<string> ExecuteAsync(CancellationToken ct)
    {
        if (_scanner == null) return "ingen virusgranskning är inställd";
        _db.ChangeTracker.Clear();
        var again = _calendar.Now - Pause;
        var ids = await _db.Attachments.Where(a => a.MailMessage.MaskedAt == null && (a.Scan == AttachmentScan.NotScanned || (a.Scan == AttachmentScan.Failed && a.ScannedAt < again)))
            .OrderBy(a => a.Id).Select(a => a.Id).Take(MostAtOnce).ToListAsync(ct);
        var results = new List<AttachmentScan>();
        foreach (var id in ids) results.Add(await ScanAsync(_scanner, id, ct));
        return $"{results.Count} bilagor granskade: {results.Count(r => r == AttachmentScan.Infected)} med skadlig kod, {results.Count(r => r == AttachmentScan.Failed)} försöks igen";
    }

    private async Task<AttachmentScan> ScanAsync(IAttachmentScanner scanner, long id, CancellationToken ct)
    {
        var content = await _db.Attachments.Where(a => a.Id == id).Select(a => a.Content).SingleAsync(ct);
        AttachmentScan result;
        string detail;
        try
        {
            var verdict = await scanner.ScanAsync(content, ct);
            (result, detail) = (verdict.IsClean ? AttachmentScan.Clean : AttachmentScan.Infected, ReadMail.Shown(verdict.Found));
        }
        catch (ScanFailedException e)
        {
            (result, detail) = (AttachmentScan.Failed, e.Message);
        }
        var now = _calendar.Now;
        await _db.Attachments.Where(a => a.Id == id).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.Scan, result).SetProperty(a => a.ScanDetail, detail).SetProperty(a => a.ScannedAt, now), ct);
        return result;
    }
}
