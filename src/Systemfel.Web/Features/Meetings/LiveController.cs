using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Web.Features.Accounts;
using Systemfel.Web.Features.Shared;

namespace Systemfel.Web.Features.Meetings;

/// <summary>
/// What happens in an open meeting, as server-sent events (WHATWG HTML 9.2): a version, the item on screen, whether it is open. No
/// word of any case: the page fetches what has changed as itself. Each connection begins with how it stands now, so whoever
/// was away has missed nothing, whatever the last event was that reached them.
/// </summary>
[Route("mote/{id:long}/handelser"), KeepsSessionAsItIs]
[AllowedRoles(Role.Coordinator, Role.Ombud, Role.UnitManager, Role.Member, Role.UserOrganisation)]
public sealed class LiveController(
    CurrentViewer current, LiveReader live, LiveStreams streams, MeetingSignals signals, TimeProvider time, IHostApplicationLifetime host) : Controller
{
    /// <summary>A proxy closes what is silent; and as often it is asked whether the viewer may still be here.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private static readonly JsonSerializerOptions AsData = new(JsonSerializerDefaults.Web);

    [HttpGet("")]
    public async Task<IActionResult> Events(long id, CancellationToken ct)
    {
        var (account, session) = (current.Viewer.AccountId, ThisSession.Id(HttpContext));
        using var watch = signals.Watch(id);
        if (await live.ReadAsync(id, account, session, ct) is not { } state) return NotFound();
        using var seat = streams.Enter(account);
        if (seat == null) return StatusCode(StatusCodes.Status429TooManyRequests);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, host.ApplicationStopping);
        try
        {
            await StreamAsync(id, account, session, state, watch, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The viewer has left, or the server is going down: the page connects again by itself.
        }
        return new EmptyResult();
    }

    private async Task StreamAsync(long id, long account, string session, LiveState first, MeetingWatch watch, CancellationToken ct)
    {
        Response.ContentType = "text/event-stream";
        Response.Headers.CacheControl = "no-store";
        Response.Headers["X-Accel-Buffering"] = "no";
        HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await SendAsync("retry: 2000\n\n" + Event(first), ct);
        for (var (sent, now) = (first, (LiveState?)first); ; sent = now)
        {
            await watch.WaitAsync(Heartbeat, time, ct);
            now = await live.ReadAsync(id, account, session, ct);
            await SendAsync(now == null ? "event: slut\ndata: {}\n\n" : now == sent ? ":\n\n" : Event(now), ct);
            if (now == null) return;
        }
    }

    private static string Event(LiveState state) =>
        string.Create(CultureInfo.InvariantCulture, $"id: {state.Version}\nevent: mote\ndata: {JsonSerializer.Serialize(state, AsData)}\n\n");

    private async Task SendAsync(string text, CancellationToken ct)
    {
        await Response.WriteAsync(text, ct);
        await Response.Body.FlushAsync(ct);
    }
}
