using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

/// <summary>
/// How long it takes from a step or a decision of the one who runs an open meeting until it stands on every viewer's page: event heard and the new
/// parts fetched, as meeting-live.js does it. Over real HTTP, against a running server with the demo.
/// </summary>
internal static partial class LiveDelay
{
    private const string Password = "systemfel-demo";

    public static async Task<int> RunAsync(Uri address, IReadOnlyList<string> viewers, int windows, int rounds)
    {
        using var coordinator = await SignedInAsync(address, "malin@demo.example");
        var meeting = await OpenReviewAsync(coordinator);
        var open = new List<Viewer>();
        for (var i = 0; i < windows; i++) open.Add(new Viewer(await SignedInAsync(address, viewers[i % viewers.Count]), meeting));
        using var stop = new CancellationTokenSource();
        var listening = open.ConvertAll(v => v.ListenAsync(stop.Token));
        foreach (var viewer in open) await viewer.Ready.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var (steps, decisions) = (new List<double>(), new List<double>());
        var page = await coordinator.GetStringAsync(meeting);
        for (var i = 0; i < rounds; i++)
        {
            steps.AddRange(await MeasureAsync(open, () => PostAsync(coordinator, page, $"{meeting}/anteckning?ga={(i % 8 < 4 ? "fram" : "bak")}", [])));
            page = await coordinator.GetStringAsync($"{meeting}?folj=true");
            var key = KeyValuePair.Create(i % 2 == 0 ? "gor" : "val", i % 2 == 0 ? "hold" : "refer:sg1");
            decisions.AddRange(await MeasureAsync(open, () => PostAsync(coordinator, page, $"{meeting}/beslut", [key, KeyValuePair.Create("until", "2099-01-15")])));
            page = await coordinator.GetStringAsync($"{meeting}?folj=true");
        }
        Print("step to an item", steps);
        Print("decision", decisions);
        await stop.CancelAsync();
        await Task.WhenAll(listening);
        open.ForEach(v => v.Dispose());
        return steps.Concat(decisions).Any(t => t > 5000) ? 1 : 0;
    }

    private static async Task<double[]> MeasureAsync(List<Viewer> viewers, Func<Task> act)
    {
        var seen = viewers.ConvertAll(v => v.NextAsync());
        var watch = Stopwatch.StartNew();
        var times = seen.ConvertAll(async s =>
        {
            await s.WaitAsync(TimeSpan.FromSeconds(20));
            return watch.Elapsed.TotalMilliseconds;
        });
        await act();
        return await Task.WhenAll(times);
    }

    private static void Print(string what, List<double> times)
    {
        times.Sort();
        double At(double part) => times[Math.Min(times.Count - 1, (int)Math.Ceiling(times.Count * part) - 1)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {times.Count} views, p50 {At(.5):0} ms, p95 {At(.95):0} ms, max {times[^1]:0} ms"));
    }

    private static async Task<string> OpenReviewAsync(HttpClient coordinator)
    {
        var list = await coordinator.GetStringAsync("/mote");
        foreach (var path in Meetings().Matches(list).Select(m => m.Value).Distinct())
        {
            var page = await coordinator.GetStringAsync(path);
            if (!page.Contains($"\"{path}/oppna\"", StringComparison.Ordinal) || !page.Contains("Månadsgenomgång", StringComparison.Ordinal)) continue;
            await PostAsync(coordinator, page, $"{path}/oppna", []);
            return path;
        }
        throw new InvalidOperationException("The demo has no review to open.");
    }

    private static async Task<HttpClient> SignedInAsync(Uri address, string email)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        await PostAsync(client, await client.GetStringAsync("/konto/logga-in"), "/konto/logga-in", [KeyValuePair.Create("Email", email), KeyValuePair.Create("Password", Password)]);
        return client;
    }

    /// <summary>Posts with the hidden fields of the form that leads there.</summary>
    private static async Task PostAsync(HttpClient client, string page, string path, KeyValuePair<string, string>[] typed)
    {
        var form = Forms().Matches(page).Select(m => m.Value).First(f => f.Contains(path.Split('?')[0], StringComparison.Ordinal) || LeadsToItself().IsMatch(f));
        var hidden = Hidden().Matches(form).Select(m => m.Value)
            .Select(t => KeyValuePair.Create(Attribute(t, "name"), Attribute(t, "value"))).Where(f => f.Key.Length > 0).DistinctBy(f => f.Key);
        using var content = new FormUrlEncodedContent(hidden.Where(h => typed.All(t => t.Key != h.Key)).Concat(typed));
        using var answer = await client.PostAsync(path, content);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The server refused {path} with {(int)answer.StatusCode}, so nothing can be measured.");
    }

    private static string Attribute(string tag, string name) => Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"") is { Success: true } m ? WebUtility.HtmlDecode(m.Groups[1].Value) : "";

    [GeneratedRegex("/mote/[0-9]+")]
    private static partial Regex Meetings();

    [GeneratedRegex("<form .*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("^<form (?![^>]*action=)")]
    private static partial Regex LeadsToItself();

    [GeneratedRegex("<input type=\"hidden\"[^>]*>|<input name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex Hidden();

    /// <summary>One window of someone who follows the meeting.</summary>
    private sealed class Viewer(HttpClient client, string meeting) : IDisposable
    {
        private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ready { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task NextAsync() => (_next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public async Task ListenAsync(CancellationToken ct)
        {
            try
            {
                using var reader = new StreamReader(await client.GetStreamAsync($"{meeting}/handelser", ct));
                while (await reader.ReadLineAsync(ct) is { } line)
                {
                    if (!line.StartsWith("data: {\"version\"", StringComparison.Ordinal)) continue;
                    await client.GetStringAsync($"{meeting}?del=ja&folj=true", ct);
                    Ready.TrySetResult();
                    _next.TrySetResult();
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                // The measuring is over.
            }
        }

        public void Dispose() => client.Dispose();
    }
}
