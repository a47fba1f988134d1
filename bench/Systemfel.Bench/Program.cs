using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

// Times pages of a running server as one user sees them: Systemfel.Bench URL EMAIL PASSWORD [ROUNDS [FILE]]
// With FILE the pages are asked for in turn, and for as long as there is such a file.
// Or reading of mails: Systemfel.Bench mail FOLDER [ROUNDS]
// Or taking them in, beside raw SQLite: Systemfel.Bench ingest [MAILS [ROUNDS]]
// Or an open meeting that others follow: Systemfel.Bench live URL WINDOWS ROUNDS EMAIL...
// Or the check of personal data: Systemfel.Bench find
if (args is ["mail", var folder, .. var more])
{
    CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    return MailReading.Run(folder, more.Length > 0 ? int.Parse(more[0], CultureInfo.InvariantCulture) : 5);
}

if (args is ["live", var server, var windows, var steps, .. var viewers])
    return await LiveDelay.RunAsync(new Uri(server), viewers, int.Parse(windows, CultureInfo.InvariantCulture), int.Parse(steps, CultureInfo.InvariantCulture));

if (args is ["find"]) return Finding.Run();

if (args is ["ingest", .. var counts])
{
    CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
    var numbers = counts.Select(c => int.Parse(c, CultureInfo.InvariantCulture)).ToList();
    return await MailIngesting.RunAsync(numbers.Count > 0 ? numbers[0] : 300, numbers.Count > 1 ? numbers[1] : 5);
}

if (args.Length < 3)
{
    await Console.Error.WriteLineAsync("usage: Systemfel.Bench URL EMAIL PASSWORD [ROUNDS [FILE]] | mail FOLDER [ROUNDS] | ingest [MAILS [ROUNDS]] | live URL WINDOWS ROUNDS EMAIL... | find");
    return 2;
}
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = true }) { BaseAddress = new Uri(args[0]) };
await SignInAsync(args[1], args[2]);
var rounds = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 100;
var cases = Links().Matches(await client.GetStringAsync("/register?lage=alla")).Select(m => m.Value).Distinct().ToList();

var pages = new (string Name, Func<int, string> Path)[]
{
    ("register, open ones", _ => "/register"),
    ("register, all", _ => "/register?lage=alla"),
    ("register, level and authority", _ => "/register?niva=lokal&myndighet=fk"),
    ("register, late ones", _ => "/register?forsenat=ja"),
    ("register, sorted by times seen", _ => "/register?sort=antal-ganger"),
    ("register, page 100", _ => "/register?lage=alla&sida=100"),
    ("search, one common word", _ => "/register?lage=alla&q=handl%C3%A4ggare"),
    ("search, two words", _ => "/register?lage=alla&q=bost%C3%B6d+beslut"),
    ("search, two words and a facet", _ => "/register?lage=alla&q=v%C3%A4ntan+svar&niva=lokal"),
    ("overview", _ => "/oversikt"),
    ("overview, one authority", _ => "/oversikt?myndighet=fk"),
    ("overview, a list behind a figure", _ => "/oversikt/lista?vad=avslutade"),
    ("measures", _ => "/atgarder"),
    ("case page", i => cases[i % cases.Count]),
};
var times = pages.ToDictionary(p => p.Name, _ => new List<double>());
for (var i = 0; i < 3; i++)
{
    foreach (var page in pages) await GetAsync(page.Path(i));
}
if (args.Length > 4)
{
    for (var i = 0; File.Exists(args[4]); i++) times[pages[i % pages.Length].Name].Add(await GetAsync(pages[i % pages.Length].Path(i)));
    times = times.Append(new("all of them", [.. times.Values.SelectMany(t => t)])).Where(t => t.Value.Count > 0).ToDictionary();
}
else
{
    foreach (var page in pages)
    {
        for (var i = 0; i < rounds; i++) times[page.Name].Add(await GetAsync(page.Path(i)));
    }
}
Console.WriteLine($"{"page",-34} {"p50",8} {"p95",8} {"p99",8} {"max",8}  ms, {(args.Length > 4 ? times["all of them"].Count + " requests in all" : rounds + " requests each")}, one user");
foreach (var (name, taken) in times)
{
    taken.Sort();
    Console.WriteLine($"{name,-34} {At(taken, 0.50),8:0.0} {At(taken, 0.95),8:0.0} {At(taken, 0.99),8:0.0} {taken[^1],8:0.0}");
}
return 0;

async Task<double> GetAsync(string path)
{
    var watch = Stopwatch.StartNew();
    using var response = await client.GetAsync(path);
    await response.Content.ReadAsByteArrayAsync();
    response.EnsureSuccessStatusCode();
    return watch.Elapsed.TotalMilliseconds;
}

async Task SignInAsync(string email, string password)
{
    var form = await client.GetStringAsync("/konto/logga-in");
    var fields = Inputs().Matches(form).Select(m => m.Value).ToList();
    string Value(string name) => fields.Select(f => (Name: Attribute(f, "name"), Value: Attribute(f, "value"))).FirstOrDefault(f => f.Name == name).Value ?? "";
    var emailName = fields.Select(f => Attribute(f, "name")).First(n => n?.Contains("mail", StringComparison.OrdinalIgnoreCase) == true || n?.Contains("post", StringComparison.OrdinalIgnoreCase) == true)!;
    var passwordName = fields.Where(f => Attribute(f, "type") == "password").Select(f => Attribute(f, "name")).First()!;
    using var response = await client.PostAsync("/konto/logga-in", new FormUrlEncodedContent(new Dictionary<string, string>
    {
        [emailName] = email,
        [passwordName] = password,
        ["__RequestVerificationToken"] = Value("__RequestVerificationToken"),
    }));
    if ((await response.Content.ReadAsStringAsync()).Contains("type=\"password\"", StringComparison.Ordinal)) throw new InvalidOperationException("The sign-in was refused.");
}

static string? Attribute(string tag, string name) =>
    Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"") is { Success: true } m ? WebUtility.HtmlDecode(m.Groups[1].Value) : null;

static double At(List<double> sorted, double part) => sorted[Math.Min(sorted.Count - 1, (int)Math.Ceiling(sorted.Count * part) - 1)];

internal static partial class Program
{
    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("/systemfel/[0-9]+")]
    private static partial Regex Links();
}
