using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Ingest;
using Systemfel.Workflows.Replies;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Inbox;

public sealed class JudgementForm
{
    public AnswerKind? Kind { get; set; }
    public string? Text { get; set; }
    public string? Date { get; set; }
    public string? Who { get; set; }
    public long? Authority { get; set; }
    public string? Reason { get; set; }
    public bool NoPerson { get; set; }
    public long Seen { get; set; }
    public Guid Key { get; set; }

    public static JudgementForm Of(Answer a) => new() { Kind = a.Kind, Text = a.Text, Date = a.Date?.Iso(), Who = a.Who, Seen = a.ReceivedAt.UtcTicks };

    public DateOnly? Day() => DateOnly.TryParseExact(Date?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public AnswerJudgement Judgement() => new(Kind, Text ?? "", Day(), Who ?? "", Kind == AnswerKind.SomeoneElse ? Authority : null, NoPerson);
}

public sealed record AnswerModel(Answer Answer, string Party, bool IsWaiting, JudgementForm Form, IReadOnlyList<Authority> Authorities, IReadOnlyList<Find> Finds);

/// <summary>Answers that wait for a person. Until one is accepted it changes no case.</summary>
[AllowedRoles(Role.Coordinator), Route("svar")]
public sealed class AnswersController(SystemfelReader reader, AnswerService answers, OwnWordsReader own, CurrentViewer current) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> List(CancellationToken ct) => View("Answers", await Mine().Where(a => a.State == AnswerState.Proposed)
        .Include(a => a.Deficiency).Include(a => a.MailMessage).Include(a => a.LetterItem!.Letter.Party)
        .OrderBy(a => a.ReceivedAt).ThenBy(a => a.Id).Take(200).ToListAsync(ct));

    [HttpGet("{id:long}")]
    public Task<IActionResult> Show(long id, CancellationToken ct) => PageAsync(id, null, ct);

    [HttpPost("{id:long}")]
    public Task<IActionResult> Accept(long id, JudgementForm form, CancellationToken ct) => ChangeAsync(id, form, async actor =>
    {
        if (form.Day() == null && !string.IsNullOrWhiteSpace(form.Date)) throw new MoveRefusedException("Skriv datumet som 2027-02-28.", "date");
        var seen = new DateTimeOffset(Math.Clamp(form.Seen, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
        await answers.AcceptAsync(id, seen, form.Judgement(), actor, $"answer:{id}:{form.Key}", ct);
        return "Svaret är registrerat.";
    }, ct);

    [HttpPost("{id:long}/avvisa")]
    public Task<IActionResult> Reject(long id, JudgementForm form, CancellationToken ct) => ChangeAsync(id, null, async actor =>
    {
        await answers.RejectAsync(id, actor, form.Reason ?? "", $"answer:{id}:{form.Key}", ct);
        return "Svaret är avvisat. Brevet finns kvar.";
    }, ct);

    [HttpPost("{id:long}/notera")]
    public Task<IActionResult> Note(long id, JudgementForm form, CancellationToken ct) => ChangeAsync(id, null, async actor =>
    {
        await answers.NoteAsync(id, actor, form.Reason ?? "", $"answer:{id}:{form.Key}", ct);
        return "Svaret är noterat i systemfelet, som står kvar där det står.";
    }, ct);

    private async Task<IActionResult> ChangeAsync(long id, JudgementForm? form, Func<Actor, Task<string>> change, CancellationToken ct)
    {
        ModelState.Clear();
        try
        {
            this.Confirm(await change(Actor.From(current.Viewer)));
        }
        catch (CaseNotFoundException)
        {
            return NotFound();
        }
        catch (MoveRefusedException e)
        {
            ModelState.AddModelError(e.Input switch { "answer-kind" => "Kind", "text" => "Text", "date" => "Date", "who" => "Who", "no-person" => "NoPerson", _ => "" }, e.Message);
            return await PageAsync(id, form, ct);
        }
        return Redirect("/svar");
    }

    private async Task<IActionResult> PageAsync(long id, JudgementForm? form, CancellationToken ct)
    {
        var answer = await Mine().Include(a => a.Deficiency).Include(a => a.Bookmark).Include(a => a.MailMessage).Include(a => a.LetterItem!.Letter.Party)
            .SingleOrDefaultAsync(a => a.Id == id && a.State != AnswerState.Started, ct);
        if (answer == null) return NotFound();
        var organisation = answer.Deficiency.OrganisationId;
        var authorities = await reader.Authorities.Where(a => a.OrganisationId == organisation).OrderBy(a => a.SortOrder).ToListAsync(ct);
        var page = form ?? JudgementForm.Of(answer);
        if (page.Key == Guid.Empty) page.Key = Guid.NewGuid();
        return View("Answer", new AnswerModel(
            answer, answer.LetterItem?.Letter.Party.Name ?? "", answer.State == AnswerState.Proposed && answer.Bookmark.Stage == Stages.AwaitingAnswer, page, authorities,
            (await own.ForAsync(answer, ct)).FindsIn($"{page.Text}\n{page.Who}")));
    }

    private IQueryable<Answer> Mine()
    {
        var organisations = current.Viewer.OrganisationsWith([Role.Coordinator]);
        return reader.Answers.Where(a => organisations.Contains(a.Deficiency.OrganisationId));
    }
}
