using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;
using Systemfel.Web.Features.Shared;
using Systemfel.Web.Hosting;
using Systemfel.Workflows.Accounts;

namespace Systemfel.Web.Features.Planning;

/// <summary>The own calendar feed: its address, and the feed itself, which a calendar program fetches without signing in.</summary>
public sealed class CalendarController(CurrentViewer current, CalendarKeys keys, CalendarFeedReader feeds) : Controller
{
    [HttpPost("konto/kalender"), SignedIn]
    public async Task<IActionResult> Make(CancellationToken ct) => View("CalendarAddress", await keys.MakeAsync(current.Viewer.AccountId, ct));

    [HttpPost("konto/kalender/stang"), SignedIn]
    public async Task<IActionResult> Remove(CancellationToken ct)
    {
        await keys.RemoveAsync(current.Viewer.AccountId, ct);
        this.Confirm("Kalenderadressen är avstängd.");
        return Redirect("/konto");
    }

    [HttpGet("kalender/{token}.ics"), AllowAnonymous, EnableRateLimiting(RateLimits.Reply)]
    public async Task<IActionResult> Feed(string token, CancellationToken ct)
    {
        if (token.Length != CalendarKeys.Length || await feeds.ReadAsync(token, ct) is not { } text) return NotFound();
        var bytes = Encoding.UTF8.GetBytes(text);
        Response.Headers.CacheControl = "private, no-cache";
        // The framework answers 304 to whoever has this version.
        return File(bytes, "text/calendar; charset=utf-8", null, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\""));
    }
}
