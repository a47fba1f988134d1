using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Systemfel.Data.Cases;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Hosting;
using Systemfel.Workflows.FollowingUp;

namespace Systemfel.Web.Features.FollowUp;

/// <summary>The page of an ombud's link: the questions that wait, and the answer that the link named.</summary>
public sealed record EffectPage(string Key, EffectView View, long? Chosen, EffectAnswer? Answer)
{
    /// <summary>The question that the link named first, then the others.</summary>
    public IEnumerable<EffectAsked> Questions => View.Questions.OrderByDescending(q => q.Id == Chosen);
}

/// <summary>
/// Where an ombud answers 'märks det' by the link of a mail, without signing in. Opening it changes nothing, whatever it names: mail
/// scanners open links too. Only its buttons answer.
/// </summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.Reply), Route("effekt/{token}")]
public sealed class EffectController(EffectAnswering answering) : Controller
{
    [HttpGet(""), HttpHead("")]
    public async Task<IActionResult> Show(string token, long? fraga, string? svar, CancellationToken ct) =>
        await answering.FindAsync(token, ct) is { } view ? Page(new EffectPage(token, view, fraga, EffectAnswering.AnswerOf(svar))) : Dead();

    [HttpPost("")]
    public async Task<IActionResult> Answer(string token, long question, EffectAnswer? effect, Guid form, CancellationToken ct)
    {
        if (await answering.FindAsync(token, ct) is not { } view) return Dead();
        if (effect is not { } answer || form == Guid.Empty)
        {
            ModelState.AddModelError("", "Välj ett av de fyra svaren.");
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page(new EffectPage(token, view, question, null));
        }
        this.LeadsBackTo($"/effekt/{token}", "Till frågorna");
        if (!await this.TryMoveAsync(async () =>
        {
            var number = await answering.AnswerAsync(token, question, answer, form, ct);
            this.Confirm(answer == EffectAnswer.NotYet ? $"Tack. Du får frågan om {number} igen längre fram." : $"Tack. Ditt svar om {number} är sparat.");
        }))
            return await answering.FindAsync(token, ct) is { } now ? Page(new EffectPage(token, now, null, null)) : Dead();
        return Redirect($"/effekt/{token}");
    }

    private ViewResult Page(EffectPage page)
    {
        Response.Headers.CacheControl = "no-store";
        return View("Effect", page);
    }

    private ViewResult Dead()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("EffectDead");
    }
}
