using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Tests.Meetings;

/// <summary>The demo ten days before Samverkansgrupp 1 meets.</summary>
public sealed class BeforehandWorld : WebHost, IAsyncLifetime
{
    public const string PersonalNumber = "Det gäller 19121212-1212.";

    private readonly Dictionary<string, Browser> _browsers = [];

    public Meeting Sg1 { get; private set; } = null!;
    public string Url => $"/mote/{Sg1.Id}";

    protected override bool SeedsDemo => true;

    public async Task InitializeAsync()
    {
        Sg1 = await ReadAsync(r => r.Meetings.Where(m => m.Group.Code == "sg1" && m.State == MeetingState.Planned).OrderBy(m => m.Date).FirstAsync());
        Clock.Advance(TimeSpan.FromDays(Sg1.Date.AddDays(-10).DayNumber - Clock.Today().DayNumber));
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async Task<Browser> AsAsync(string name) =>
        _browsers.TryGetValue(name, out var known) ? known : _browsers[name] = await SignedInAsync($"{name}@demo.example", DemoSeeder.Password);

    public Task<T> ReadAsync<T>(Func<SystemfelReader, Task<T>> read) => WithAsync(read);

    /// <summary>A case on the group's agenda that is about this municipality.</summary>
    public Task<long> CaseAsync(string municipality, int skip = 0) => ReadAsync(r => r.Bookmarks
        .Where(b => b.Stage == "group" && b.GroupId == Sg1.GroupId && b.Deficiency.Municipality!.Code == municipality)
        .OrderBy(b => b.DeficiencyId).Select(b => b.DeficiencyId).Skip(skip).FirstAsync());

    public Task<long> PartyAsync(string code) => ReadAsync(r => r.Parties.Where(p => p.Code == code).Select(p => p.Id).SingleAsync());

    /// <summary>A raised point as its forms name it.</summary>
    public async Task<string> SeenAsync(long point) => RaisedPoints.SeenOf(await ReadAsync(r => r.RaisedPoints.SingleAsync(p => p.Id == point)));

    /// <summary>Says something as a form would, from whatever page.</summary>
    public Task<Page> SayAsync(string who, string action, long caseId, string party, params (string, string)[] typed) => SayAsync(Sg1.Id, who, action, caseId, party, typed);

    public async Task<Page> SayAsync(long meeting, string who, string action, long caseId, string party, params (string, string)[] typed)
    {
        var browser = await AsAsync(who);
        var token = (await browser.GetAsync("/konto")).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await browser.PostAsync($"/mote/{meeting}/{action}", [("__RequestVerificationToken", token), ("punkt", $"{caseId}"), ("part", $"{await PartyAsync(party)}"), .. typed]);
    }

    /// <summary>The row of a case on the planned meeting's page.</summary>
    public async Task<AngleSharp.Dom.IElement> RowAsync(string who, long caseId) =>
        (await (await AsAsync(who)).GetAsync(Url)).Html.QuerySelector($"#punkt-{caseId}") ?? throw new InvalidOperationException($"Case {caseId} is not on {Url} for {who}.");
}
