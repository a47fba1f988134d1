using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;

namespace Systemfel.Workflows.Exporting;

/// <summary>The files that rows hold, read one at a time: mails as they came, what they carried, what belongs to the year's documents.</summary>
internal static class ExportFiles
{
    /// <summary>Which files there are: where each lies in the export, and how it is read.</summary>
    public static async Task<List<(string Path, Func<Task<byte[]>> Read)>> ListAsync(SystemfelReader reader, long organisationId, CancellationToken ct)
    {
        // Of one that is masked the bytes are sealed, and the row holds none. A mail as it came has its attachments within it.
        var mails = await reader.MailMessages
            .Where(m => m.OrganisationId == organisationId && m.MaskedAt == null && !m.Attachments.Any(a => a.Scan == AttachmentScan.Infected)).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(ct);
        var attachments = await reader.Attachments
            .Where(a => a.MailMessage.OrganisationId == organisationId && a.MailMessage.MaskedAt == null && a.Scan != AttachmentScan.Infected)
            .OrderBy(a => a.Id).Select(a => new { a.Id, a.Name }).ToListAsync(ct);
        var files = await reader.YearDocuments.Where(d => d.OrganisationId == organisationId).SelectMany(d => d.Files)
            .OrderBy(f => f.Id).Select(f => new { f.Id, f.Name }).ToListAsync(ct);
        return
        [
            .. mails.Select(id => ($"mails/{id}.eml", (Func<Task<byte[]>>)(() => reader.MailMessages.Where(m => m.Id == id).Select(m => m.Raw).SingleAsync(ct)))),
            .. attachments.Select(a => ($"attachments/{a.Id}-{Safe(a.Name)}", (Func<Task<byte[]>>)(() => reader.Attachments.Where(x => x.Id == a.Id).Select(x => x.Content).SingleAsync(ct)))),
            .. files.Select(f => ($"year-files/{f.Id}-{Safe(f.Name)}", (Func<Task<byte[]>>)(() => reader.YearFiles.Where(x => x.Id == f.Id).Select(x => x.Content).SingleAsync(ct)))),
        ];
    }

    /// <summary>A name from outside as a name in a folder: no path, nothing that a file system takes for something else.</summary>
    internal static string Safe(string name)
    {
        var safe = string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' or ' ' ? c : '_')).Trim(' ', '.');
        return safe.Length > 80 ? safe[^80..].TrimStart(' ', '.') : safe;
    }
}
