using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Hosting;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Meetings;

/// <summary>What an adjuster sees, with what was typed and refused.</summary>
public sealed record AdjustPage(string Token, AdjusterView View, string Typed, IReadOnlyList<Workflows.Anonymisation.Find> Finds, IReadOnlyList<string> Accepted);

/// <summary>Where an adjuster confirms minutes, without account. Opening the link changes nothing: mail scanners open links too.</summary>
[AllowAnonymous, EnableRateLimiting(RateLimits.Reply), Route("justera/{token}")]
public sealed class AdjustController(MinutesAdjusting adjusting, Workflows.Anonymisation.TextCheck check) : Controller
{
    [HttpGet(""), HttpHead("")]
    public async Task<IActionResult> Show(string token, CancellationToken ct) =>
        await adjusting.FindAsync(token, ct) is { } view ? Page(new AdjustPage(token, view, view.Adjuster.Objection, [], [])) : Dead();

    [HttpPost("")]
    public Task<IActionResult> Confirm(string token, int number, CancellationToken ct) => DoAsync(token, "", [], async () =>
    {
        await adjusting.ConfirmAsync(token, number, ct);
        this.Confirm("Tack. Du har justerat protokollet.");
    }, ct);

    [HttpPost("andring")]
    public Task<IActionResult> Object(string token, int number, string? text, List<string> accepted, CancellationToken ct) => DoAsync(token, text ?? "", accepted, async () =>
    {
        await adjusting.ObjectAsync(token, number, text ?? "", accepted, ct);
        this.Confirm("Tack. Samordnaren får veta vad du vill ändra, och du får en ny länk när det är gjort.");
    }, ct);

    private async Task<IActionResult> DoAsync(string token, string typed, IReadOnlyList<string> accepted, Func<Task> work, CancellationToken ct)
    {
        if (await adjusting.FindAsync(token, ct) == null) return Dead();
        this.LeadsBackTo($"/justera/{token}", "Till protokollet");
        if (await this.TryMoveAsync(work)) return Redirect($"/justera/{token}");
        return await adjusting.FindAsync(token, ct) is { } view ? Page(new AdjustPage(token, view, typed, SaidText.OpenFinds(check, typed, accepted), accepted)) : Dead();
    }

    private ViewResult Page(AdjustPage page)
    {
        Response.Headers.CacheControl = "no-store";
        return View("Adjust", page);
    }

    private ViewResult Dead()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("AdjustDead");
    }
}
