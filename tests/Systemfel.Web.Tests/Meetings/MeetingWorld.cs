using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Tests.Meetings;

/// <summary>The server with the demo's cases, its next review opened; each test takes an item of its own.</summary>
public sealed class MeetingWorld : WebHost, IAsyncLifetime
{
    private readonly Dictionary<string, Browser> _browsers = [];
    private readonly HashSet<long> _taken = [];

    public long Review { get; private set; }
    public long Sg1 { get; private set; }
    public long Sg2 { get; private set; }

    public Task<Browser> Coordinator => AsAsync("malin");

    public async Task InitializeAsync()
    {
        Review = await OpenNextAsync("team");
        Sg1 = await OpenNextAsync("sg1");
        Sg2 = await OpenNextAsync("sg2");
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async Task<Browser> AsAsync(string name)
    {
        if (_browsers.TryGetValue(name, out var known)) return known;
        return _browsers[name] = await SignedInAsync($"{name}@demo.example", DemoSeeder.Password);
    }

    public Task<T> ReadAsync<T>(Func<SystemfelReader, Task<T>> read) => WithAsync(read);

    public Task<long> NextPlannedAsync(string group) => ReadAsync(r => r.Meetings
        .Where(m => m.Group.Code == group && m.State == MeetingState.Planned).OrderBy(m => m.Date).Select(m => m.Id).FirstAsync());

    public async Task<long> OpenNextAsync(string group)
    {
        var id = await NextPlannedAsync(group);
        var opened = await (await Coordinator).PostFormAsync($"/mote/{id}", $"/mote/{id}/oppna");
        Assert.Equal($"/mote/{id}", opened.Location);
        return id;
    }

    /// <summary>An undecided item that no other test has, and its case.</summary>
    public async Task<AgendaItem> ItemAsync(long meeting, Func<Deficiency, bool>? where = null)
    {
        var items = await ReadAsync(r => r.AgendaItems.Where(i => i.MeetingId == meeting && i.Decisions.Count == 0)
            .Include(i => i.Deficiency.Bookmarks).Include(i => i.Deficiency.Addressees).ThenInclude(a => a.Authority)
            .OrderBy(i => i.SortOrder).ToListAsync());
        var item = items.Find(i => !_taken.Contains(i.Id) && (where == null || where(i.Deficiency)))
            ?? throw new InvalidOperationException($"Meeting {meeting} has no such item left among {items.Count}.");
        _taken.Add(item.Id);
        return item;
    }

    public async Task<IReadOnlyList<Bookmark>> LinesAsync(AgendaItem item) =>
        await ReadAsync(r => r.Bookmarks.Where(b => b.DeficiencyId == item.DeficiencyId).Include(b => b.Addressee!.Authority).OrderBy(b => b.Id).ToListAsync());

    public static string At(AgendaItem item) => $"/mote/{item.MeetingId}?punkt={item.Id}";

    /// <summary>Decides as the form on the item's page sends it.</summary>
    public static Task<Page> DecideAsync(Browser browser, AgendaItem item, params (string Name, string Value)[] typed) =>
        browser.PostFormAsync(At(item), $"/mote/{item.MeetingId}/beslut", typed);

    public static bool HasOneLine(Deficiency c) => c.Bookmarks.Count(b => b.Stage != Stages.Closed) == 1;
}
