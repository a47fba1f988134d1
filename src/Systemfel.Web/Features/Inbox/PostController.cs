using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Inbox;

public sealed record AttachmentRow(long Id, string Name, string ContentType, long Size, string DetectedType, AttachmentScan Scan, string ScanDetail);

public sealed record PostModel(
    MailMessage Mail, IReadOnlyList<AttachmentRow> Attachments, IReadOnlyList<(long Id, string Reference, string Party)> Letters, IReadOnlyList<Answer> Answers,
    IReadOnlyList<Find> Finds, bool MayRelease, bool MayReport);

/// <summary>One incoming mail. Its HTML is never shown; what it carries is downloaded, never opened here.</summary>
[AllowedRoles(Role.Coordinator, Role.Registrar), Route("post")]
public sealed class PostController(SystemfelReader reader, MailFiling filing, OwnWordsReader own, CurrentViewer current) : Controller
{
    [HttpGet("{id:long}")]
    public async Task<IActionResult> Show(long id, CancellationToken ct)
    {
        var mail = await Mine().Where(m => m.Id == id).Include(m => m.Letters).ThenInclude(l => l.Letter.Party).AsSplitQuery().SingleOrDefaultAsync(ct);
        if (mail == null) return NotFound();
        var attachments = await reader.Attachments.Where(a => a.MailMessageId == id).OrderBy(a => a.Id)
            .Select(a => new AttachmentRow(a.Id, a.Name, a.ContentType, a.Size, a.DetectedType, a.Scan, a.ScanDetail)).ToListAsync(ct);
        var answers = await reader.Answers.Include(a => a.Deficiency).Include(a => a.LetterItem).Where(a => a.MailMessageId == id).OrderBy(a => a.Id).ToListAsync(ct);
        var ours = await own.ReadAsync(mail.OrganisationId, [.. mail.Letters.Select(l => l.LetterId)], ct);
        return View("Post", new PostModel(
            mail, attachments, [.. mail.Letters.Select(l => (l.LetterId, l.Letter.Reference, l.Letter.Party.Name))], answers,
            [.. ours.FindsIn(mail.NewText), .. ours.FindsIn(mail.QuotedText)], mail.State == MailState.Filed && current.Viewer.Has(mail.OrganisationId, Role.Coordinator),
            mail.State != MailState.Stored && current.Viewer.Has(mail.OrganisationId, Role.Coordinator)));
    }

    [AllowedRoles(Role.Coordinator), HttpPost("{id:long}/slapp")]
    public Task<IActionResult> Release(long id, CancellationToken ct) => SetReleasedAsync(id, true, "Brevet visas nu helt för PO-teamet.", ct);

    [AllowedRoles(Role.Coordinator), HttpPost("{id:long}/maska")]
    public Task<IActionResult> Mask(long id, CancellationToken ct) => SetReleasedAsync(id, false, "Brevet är maskerat igen.", ct);

    [HttpGet("{id:long}/bilaga/{attachmentId:long}")]
    public async Task<IActionResult> Attachment(long id, long attachmentId, CancellationToken ct)
    {
        if (!await Mine().AnyAsync(m => m.Id == id, ct)) return NotFound();
        var attachment = await reader.Attachments.SingleOrDefaultAsync(a => a.Id == attachmentId && a.MailMessageId == id, ct);
        if (attachment == null) return NotFound();
        if (await IsMaskedAsync(id, ct)) return Masked(id);
        if (attachment.Scan == AttachmentScan.Infected)
        {
            this.Confirm("Bilagan innehåller skadlig kod och går inte att hämta. Be avsändaren skicka den på nytt.");
            return Redirect($"/post/{id}");
        }
        await filing.NoteViewAsync(current.Viewer.AccountId, "attachment", attachmentId, ct);
        return Download(attachment.Content, attachment.Name);
    }

    [HttpGet("{id:long}/original")]
    public async Task<IActionResult> Original(long id, CancellationToken ct)
    {
        var raw = await Mine().Where(m => m.Id == id).Select(m => m.Raw).SingleOrDefaultAsync(ct);
        if (raw == null) return NotFound();
        if (await IsMaskedAsync(id, ct)) return Masked(id);
        await filing.NoteViewAsync(current.Viewer.AccountId, "mail-original", id, ct);
        return Download(raw, $"brev-{id}.eml");
    }

    private async Task<IActionResult> SetReleasedAsync(long id, bool released, string done, CancellationToken ct)
    {
        try
        {
            await filing.SetReleasedAsync(id, released, Actor.From(current.Viewer), ct);
            this.Confirm(done);
        }
        catch (CaseNotFoundException)
        {
            return NotFound();
        }
        catch (MoveRefusedException e)
        {
            this.Confirm(e.Message);
        }
        return Redirect($"/post/{id}");
    }

    private Task<bool> IsMaskedAsync(long id, CancellationToken ct) => reader.MailMessages.AnyAsync(m => m.Id == id && m.MaskedAt != null, ct);

    private RedirectResult Masked(long id)
    {
        this.Confirm("Brevet är maskerat. Originalet finns på incidentens sida.");
        return Redirect($"/post/{id}");
    }

    /// <summary>Bytes from outside: always a file, of no type, in a sandbox.</summary>
    private FileContentResult Download(byte[] content, string name)
    {
        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return File(content, "application/octet-stream", name == "" ? "bilaga" : name);
    }

    private IQueryable<MailMessage> Mine()
    {
        var organisations = current.Viewer.OrganisationsWith([Role.Coordinator, Role.Registrar]);
        return reader.MailMessages.Where(m => organisations.Contains(m.OrganisationId));
    }
}
