using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Attachments;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Yearly;

/// <summary>Files that go with a document of the year, such as the committee's minutes. What a file is, its bytes say.</summary>
public sealed class YearFiles
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MostBytes = 10 << 20;

    private const int MostFiles = 10;

    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["application/pdf"] = ".pdf",
        ["image/png"] = ".png",
        ["image/jpeg"] = ".jpg",
        ["image/tiff"] = ".tif",
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = ".docx",
        ["application/vnd.oasis.opendocument.text"] = ".odt",
    };

    private readonly SystemfelDb _db;
    private readonly SwedishCalendar _calendar;
    private readonly IAttachmentScanner? _scanner;

    internal YearFiles(SystemfelDb db, SwedishCalendar calendar, IAttachmentScanner? scanner) => (_db, _calendar, _scanner) = (db, calendar, scanner);

    /// <summary>Puts a file with it. The same bytes twice are one file.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="MoveRefusedException">Empty, too large, of a kind that is not taken, infected, not looked through, or the document is sent.</exception>
    public async Task AddAsync(long documentId, string name, byte[] content, Actor actor, CancellationToken ct = default)
    {
        if (content.Length == 0) throw new MoveRefusedException("Välj en fil. Den du valde är tom.", "file");
        if (content.Length > MostBytes) throw new MoveRefusedException("Filen är större än 10 MB. Välj en mindre, till exempel en PDF i stället för en inskanning i full upplösning.", "file");
        var type = AttachmentTypes.Detect(content);
        if (!Allowed.TryGetValue(type, out var extension) || AttachmentTypes.IsDangerous(type, name))
            throw new MoveRefusedException("Filen går inte att bifoga. Välj en PDF, ett Word- eller OpenDocument-dokument eller en bild (PNG, JPEG, TIFF).", "file");
        if (_scanner != null) await RefuseInfectedAsync(_scanner, content, ct);
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.YearDocumentAsync(_db, documentId, ct);
        var document = await OwnAsync(documentId, actor, ct);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var known = await _db.YearFiles.Where(f => f.DocumentId == documentId).Select(f => f.Sha256).ToListAsync(ct);
        if (known.Contains(hash)) return;
        if (known.Count >= MostFiles) throw new MoveRefusedException($"Det finns redan {MostFiles} filer. Ta bort någon först.", "file");
        _db.Add(new YearFile { DocumentId = documentId, Name = NameOf(name, extension), ContentType = type, Content = content, Sha256 = hash, AddedAt = _calendar.Now });
        YearSteps.Add(document, YearSteps.FileAdded, actor, _calendar.Now, NameOf(name, extension));
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
    }

    /// <summary>Takes a file away. Safe to repeat.</summary>
    /// <exception cref="CaseNotFoundException">Not this person's.</exception>
    /// <exception cref="MoveRefusedException">The document is sent.</exception>
    public async Task RemoveAsync(long documentId, long fileId, Actor actor, CancellationToken ct = default)
    {
        _db.ChangeTracker.Clear();
        await using var transaction = await _db.Database.BeginTransactionAsync(ct);
        await CaseLocks.YearDocumentAsync(_db, documentId, ct);
        var document = await OwnAsync(documentId, actor, ct);
        if (await _db.YearFiles.SingleOrDefaultAsync(f => f.Id == fileId && f.DocumentId == documentId, ct) is not { } file) return;
        _db.Remove(file);
        YearSteps.Add(document, YearSteps.FileRemoved, actor, _calendar.Now, file.Name);
        await _db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        _db.ChangeTracker.Clear();
    }

    private async Task<YearDocument> OwnAsync(long documentId, Actor actor, CancellationToken ct)
    {
        var document = await YearDocumentAccess.OwnAsync(_db, documentId, actor, ct);
        return YearRights.MayFile(document, actor.Memberships) ? document : throw new MoveRefusedException("Den är skickad och låst, så filerna ligger kvar som de är.", "file");
    }

    private static async Task RefuseInfectedAsync(IAttachmentScanner scanner, byte[] content, CancellationToken ct)
    {
        ScanVerdict verdict;
        try
        {
            verdict = await scanner.ScanAsync(content, ct);
        }
        catch (ScanFailedException)
        {
            throw new MoveRefusedException("Filen kunde inte granskas, så den är inte sparad. Försök igen om en stund.", "file");
        }
        if (!verdict.IsClean) throw new MoveRefusedException("Filen innehåller skadlig kod, så den är inte sparad. Hämta den på nytt där den kom ifrån.", "file");
    }

    /// <summary>The name without folders and controls, with the ending of what it is.</summary>
    private static string NameOf(string name, string extension)
    {
        var shown = ReadMail.Shown(Path.GetFileNameWithoutExtension(name.Replace('\\', '/').Split('/')[^1])).Trim();
        if (shown.Length > 100) shown = shown[..100];
        return (shown.Length == 0 ? "bilaga" : shown) + extension;
    }
}
