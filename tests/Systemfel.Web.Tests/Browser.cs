using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Systemfel.Web.Tests;

/// <summary>An answered request: status, where it leads, and the page when it is one.</summary>
public sealed record Page(HttpResponseMessage Response, string Text)
{
    private IDocument? _document;

    public HttpStatusCode Status => Response.StatusCode;
    public string? Location => Response.Headers.Location?.ToString();
    public IDocument Html => _document ??= new HtmlParser().ParseDocument(Text);
    public string Heading => Html.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>The value of a response header, those of the content included; null when it is not there.</summary>
    public string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) || Response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;
}

/// <summary>A browser without scripts. Forms are posted as they stand on their page, with what is typed on top.</summary>
public sealed class Browser(HttpClient client) : IDisposable
{
    private readonly HttpClient _client = client;

    public async Task<Page> GetAsync(string path)
    {
        var response = await _client.GetAsync(new Uri(path, UriKind.Relative));
        return new Page(response, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Opens a page, fills in the form that posts to <paramref name="path"/> (or the page itself) and sends it.</summary>
    public Task<Page> PostFormAsync(string path, params (string Name, string Value)[] typed) => PostFormAsync(path, path, typed);

    public async Task<Page> PostFormAsync(string from, string to, params (string Name, string Value)[] typed)
    {
        var page = await GetAsync(from);
        // What is said before it is done has its form on a page of its own, at the same address.
        if (FormIn(page, from, to) == null && page.Html.QuerySelector($"a.knapp[href='{to}']") != null) page = await GetAsync(to);
        var form = FormIn(page, from, to)
            ?? throw new InvalidOperationException($"{from} ({page.Status}) has no form that posts to {to}.");
        var fields = form.QuerySelectorAll("input[type=hidden]").Select(i => (Name: i.GetAttribute("name")!, Value: i.GetAttribute("value") ?? ""))
            .Where(h => !typed.Any(t => t.Name == h.Name)).Concat(typed);
        return await PostAsync(to, [.. fields]);
    }

    private static AngleSharp.Dom.IElement? FormIn(Page page, string from, string to) => page.Html.QuerySelectorAll("form[method=post]")
        .FirstOrDefault(f => (f.GetAttribute("action") ?? from).Split('?')[0] == to.Split('?')[0]);

    /// <summary>Posts fields as they are, without a page before it.</summary>
    public async Task<Page> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var response = await _client.PostAsync(new Uri(path, UriKind.Relative), content);
        return new Page(response, await response.Content.ReadAsStringAsync());
    }

    public async Task<Page> SendAsync(HttpRequestMessage request)
    {
        var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.Content.Headers.ContentType?.MediaType != "text/event-stream") return new Page(response, await response.Content.ReadAsStringAsync());
        // A stream has no end: that it was opened says enough.
        using (response) return new Page(response, "");
    }

    /// <summary>Opens a stream and leaves it open.</summary>
    public Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request, CancellationToken ct) =>
        _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);

    public void Dispose() => _client.Dispose();
}
