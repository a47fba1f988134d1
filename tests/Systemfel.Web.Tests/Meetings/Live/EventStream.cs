using System.Text;

namespace Systemfel.Web.Tests.Meetings.Live;

/// <summary>One event as it came; a comment has the name ':'.</summary>
public sealed record Heard(string Name, string Id, string Data);

/// <summary>An open stream of events, read as a browser reads it.</summary>
public sealed class EventStream(HttpResponseMessage response, StreamReader reader, CancellationTokenSource patience) : IDisposable
{
    public HttpResponseMessage Response => response;

    public static async Task<EventStream> OpenAsync(Browser browser, long meeting, string? lastEventId = null)
    {
        var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/mote/{meeting}/handelser", UriKind.Relative));
        if (lastEventId != null) request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await browser.OpenAsync(request, patience.Token);
        return new EventStream(response, new StreamReader(await response.Content.ReadAsStreamAsync(patience.Token), Encoding.UTF8), patience);
    }

    /// <summary>The next event or comment; null when the stream has ended.</summary>
    public async Task<Heard?> NextAsync()
    {
        var heard = new Heard("", "", "");
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Length == 0 && heard.Name.Length > 0) return heard;
            var (field, value) = line.Split(": ", 2) is [var f, var v] ? (f, v) : (line, "");
            heard = field switch
            {
                ":" => heard with { Name = ":" },
                "event" => heard with { Name = value },
                "id" => heard with { Id = value },
                "data" => heard with { Data = value },
                _ => heard,
            };
        }
        return null;
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
        patience.Dispose();
    }
}
