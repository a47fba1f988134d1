using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Mail;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Lists;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Inbox;

public sealed record InboxRow(
    long Id, MailState State, string Kind, string Subject, string FromName, string FromAddress, string Text, string Problems, DateTimeOffset ReceivedAt,
    IReadOnlyList<LetterGuess> Guesses);

public sealed record LetterChoice(long Id, string Reference, string Party, DateTimeOffset? SentAt);

public sealed record InboxModel(List<InboxRow> Unsorted, List<InboxRow> Quarantined, List<InboxRow> Handled, List<LetterChoice> Letters, bool MayWrite);

/// <summary>'Osorterat': mail that came to no letter's address. A person files it in two presses, or says that it is none of ours.</summary>
[AllowedRoles(Role.Coordinator, Role.Registrar), Route("osorterat")]
public sealed class InboxController(SystemfelReader reader, MailFiling filing, MailIngest ingest, CurrentViewer current) : Controller
{
    private List<long> Readable => current.Viewer.OrganisationsWith([Role.Coordinator, Role.Registrar]);

    [HttpGet("")]
    public Task<IActionResult> List(CancellationToken ct) => PageAsync(ct);

    [HttpGet("/inkommen-epost.csv"), HttpGet("/inkommen-epost.xlsx")]
    public IActionResult Export(CancellationToken ct) => new ListResult<MailRow>(MailList.Columns, MailList.ReadAsync(reader, Readable, ct));

    [AllowedRoles(Role.Coordinator), HttpPost("{id:long}/till-brev")]
    public Task<IActionResult> File(long id, long letter, CancellationToken ct) =>
        ChangeAsync(actor => filing.FileAsync(id, letter, actor, ct), "Brevet är sorterat. Svar i det väntar på att du tar ställning.", ct);

    [AllowedRoles(Role.Coordinator), HttpPost("{id:long}/inte-for-oss")]
    public Task<IActionResult> NotForUs(long id, CancellationToken ct) =>
        ChangeAsync(actor => filing.SetNotForUsAsync(id, actor, ct), "Brevet är lagt åt sidan. Du kan ångra längst ned på sidan.", ct);

    [AllowedRoles(Role.Coordinator), HttpPost("{id:long}/angra")]
    public Task<IActionResult> Undo(long id, CancellationToken ct) => ChangeAsync(actor => filing.UndoAsync(id, actor, ct), "Brevet är osorterat igen.", ct);

    [AllowedRoles(Role.Coordinator), HttpPost("{id:long}/las-igen")]
    public Task<IActionResult> Retry(long id, CancellationToken ct) => ChangeAsync(async actor =>
    {
        await filing.RetryAsync(id, actor, ct);
        await ingest.ProcessAsync(id, ct);
    }, "Brevet är läst igen.", ct);

    private async Task<IActionResult> ChangeAsync(Func<Actor, Task> change, string done, CancellationToken ct)
    {
        ModelState.Clear();
        try
        {
            await change(Actor.From(current.Viewer));
        }
        catch (CaseNotFoundException)
        {
            return NotFound();
        }
        catch (MoveRefusedException e)
        {
            ModelState.AddModelError("", e.Message);
            return await PageAsync(ct);
        }
        this.Confirm(done);
        return Redirect("/osorterat");
    }

    private async Task<IActionResult> PageAsync(CancellationToken ct)
    {
        var organisations = Readable;
        var letters = await reader.Letters.Where(l => organisations.Contains(l.OrganisationId) && l.State == LetterState.Sent)
            .OrderByDescending(l => l.SentAt).Take(200).Select(l => new LetterChoice(l.Id, l.Reference, l.Party.Name, l.SentAt)).ToListAsync(ct);
        var handled = await RowsAsync(reader.MailMessages.Where(m => m.State == MailState.NotForUs
            || (m.State == MailState.Filed && m.Letters.Any(l => l.MatchedBy == MatchedBy.ByHand))), 20, ct);
        return View("Inbox", new InboxModel(
            await RowsAsync(reader.MailMessages.Where(m => m.State == MailState.Unsorted), 200, ct),
            await RowsAsync(reader.MailMessages.Where(m => m.State == MailState.Quarantined), 200, ct),
            handled, letters, current.Viewer.HasAny(Role.Coordinator)));
    }

    private async Task<List<InboxRow>> RowsAsync(IQueryable<MailMessage> mails, int limit, CancellationToken ct)
    {
        var organisations = Readable;
        var rows = await mails.Where(m => organisations.Contains(m.OrganisationId)).OrderByDescending(m => m.ReceivedAt).ThenByDescending(m => m.Id).Take(limit)
            .Select(m => new { m.Id, m.State, m.Kind, m.Subject, m.FromName, m.FromAddress, Text = m.NewText, m.Problems, m.ReceivedAt, m.GuessesJson }).ToListAsync(ct);
        return rows.ConvertAll(m => new InboxRow(
            m.Id, m.State, m.Kind, m.Subject, m.FromName, m.FromAddress, m.Text.Length > 400 ? m.Text[..400] + " …" : m.Text, m.Problems, m.ReceivedAt,
            LetterGuess.Read(m.GuessesJson)));
    }
}
