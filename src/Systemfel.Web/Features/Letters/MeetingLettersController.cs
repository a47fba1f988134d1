using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Web.Features.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Letters;

/// <summary>The letters of one meeting on one page: read, changed and sent together.</summary>
[Route("mote/{id:long}/brev"), AllowedRoles(Role.Coordinator)]
public sealed class MeetingLettersController(
    MeetingLettersReader pages, MeetingLetters letters, CurrentViewer current, OutboxSender sender, LetterOptions options) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(long id, [FromQuery(Name = "vantar")] long[] waiting, CancellationToken ct) =>
        await pages.ReadAsync(id, null, waiting, ct) is { } model ? View("MeetingLetters", model) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Change(long id, MeetingLettersForm form, CancellationToken ct)
    {
        ModelState.Clear();
        if (await pages.StoredAsync(id, ct) is not { } before) return NotFound();
        var sends = form.Act == "skicka";
        var (actor, typed) = (Actor.From(current.Viewer), form.Letters.ConvertAll(l => (before.Find(l.Id) is { } now ? ShownFields.On(l, now.Form) : l).Typed()));
        var outcomes = sends
            ? await letters.SendAsync(id, typed, actor, (form.Key == Guid.Empty ? Guid.NewGuid() : form.Key).ToString(), ct)
            : await letters.SaveAsync(id, typed, actor, ct);
        // The demo has no clock to wait for: the letters lie in the demo mailbox at once.
        if (sends && options is { IsDevelopment: true, Smtp: null }) await sender.ExecuteAsync(ct);
        if (outcomes.All(o => o.Fate != LetterFate.Refused) && !(sends && outcomes.Any(o => o.Fate == LetterFate.Saved)))
        {
            this.Confirm(Said(outcomes, sends));
            var waiting = form.Letters.Where(l => !l.Chosen).Select(l => $"vantar={l.Id}").ToList();
            return Redirect($"/mote/{id}/brev{(waiting.Count > 0 ? "?" : "")}{string.Join('&', waiting)}");
        }
        return View("MeetingLetters", await AfterAsync(id, form, before, outcomes, sends, ct));
    }

    private static string Said(IReadOnlyList<LetterOutcome> outcomes, bool sends) => (sends, outcomes.Count(o => o.Fate == LetterFate.Sent)) switch
    {
        (false, _) => "Det du ändrade är sparat. Breven är inte skickade än.",
        (_, 0) => "Inget brev var valt, så inget är skickat.",
        (_, 1) => "Ett brev är på väg. Här ser du när det har kommit fram.",
        (_, var n) => $"{MeetingWords.Capital(MeetingWords.Count(n))} brev är på väg. Här ser du när de har kommit fram.",
    };

    /// <summary>The page as it is now, with what became of each letter, and what was typed into those that were refused.</summary>
    private async Task<MeetingLettersModel> AfterAsync(long id, MeetingLettersForm form, MeetingLettersModel before, IReadOnlyList<LetterOutcome> outcomes, bool sends, CancellationToken ct)
    {
        var fates = outcomes.ToDictionary(o => o.Id);
        foreach (var refused in outcomes.Where(o => o.Fate == LetterFate.Refused)) ModelState.AddModelError(MeetingLetter.IdOf(refused.Id, refused.Input), refused.Why);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        var model = (await pages.ReadAsync(id, form, [], ct))!;
        var parties = before.Letters.Concat(model.Letters).DistinctBy(l => l.Letter.Id).ToDictionary(l => l.Letter.Id, l => l.Letter.Party.Name);
        return model with
        {
            Key = form.Key,
            Letters = [.. model.Letters.Select(l => l with { IsOpen = fates.TryGetValue(l.Letter.Id, out var o) && o.Fate == LetterFate.Refused && (o.Input is not (null or "accepted") || l.Form.IsChanged) })],
            Results = [.. outcomes.Where(o => o.Fate != LetterFate.Untouched).Select(o => new LetterResult(parties.GetValueOrDefault(o.Id, ""), o, KeptOf(form, model, o)) { Undone = sends ? "inte skickat" : "inte sparat" })],
        };
    }

    /// <summary>What was typed for a letter that can no longer be changed, and for points that have left theirs.</summary>
    private static List<string> KeptOf(MeetingLettersForm form, MeetingLettersModel model, LetterOutcome outcome)
    {
        if (outcome.Fate != LetterFate.Refused) return [];
        var typed = form.Letters.First(l => l.Id == outcome.Id);
        var draft = model.Drafts.FirstOrDefault(l => l.Letter.Id == outcome.Id);
        var gone = typed.Points.Where(p => draft == null || draft.Page.Points.All(s => s.Item.Id != p.Id));
        string?[] texts = [draft == null ? typed.Introduction : null, .. gone.SelectMany(p => new[] { p.Title, p.Pattern, p.Proposal })];
        return [.. texts.OfType<string>().Where(t => t.Trim().Length > 0)];
    }
}

/// <summary>On the page of a meeting: its letters, for whoever sends them.</summary>
public sealed class MeetingLettersViewComponent(MeetingLettersReader letters) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(MeetingPage page)
    {
        if (!page.Rights.IsCoordinator) return Content("");
        var (drafts, sent) = await letters.CountAsync(page.Meeting.Id, HttpContext.RequestAborted);
        return drafts + sent == 0 ? Content("") : View("/Features/Letters/_MeetingLetters.cshtml", (page.Url, drafts, sent));
    }
}
