using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Tests.Meetings;

/// <summary>The server with the demo's cases, its next review opened; each test takes an item of its own.</summary>
public class MeetingWorld : WebHost, IAsyncLifetime
{
    private readonly Dictionary<string, Browser> _browsers = [];
    private readonly HashSet<long> _taken = [];

    public long Review { get; private set; }
    public long Sg1 { get; private set; }
    public long Sg2 { get; private set; }

    protected override bool SeedsDemo => true;

    public Task<Browser> Coordinator => AsAsync("malin");

    public async Task InitializeAsync()
    {
        for (var i = 0; i < 40; i++) await SubmitAsync(i % 2 == 0 ? ["KO"] : ["FK", "AF"]);
        Review = await OpenNextAsync("team");
        Sg1 = await OpenNextAsync("sg1");
        Sg2 = await OpenNextAsync("sg2");
    }

    /// <summary>A report, sent in by one of the demo's ombuds.</summary>
    public Task<long> SubmitAsync(params string[] authorities) => SubmitAsync(authorities, isExample: false);

    /// <summary>One of the start guide's.</summary>
    public Task<long> SubmitExampleAsync(params string[] authorities) => SubmitAsync(authorities, isExample: true);

    private Task<long> SubmitAsync(string[] authorities, bool isExample) => WithAsync(async (IServiceProvider services) =>
    {
        var reader = services.GetRequiredService<SystemfelReader>();
        var account = await reader.Accounts.Include(a => a.Memberships).SingleAsync(a => a.Email == "sara@demo.example");
        var codes = await reader.Authorities.Where(a => authorities.Contains(a.Code)).Select(a => a.Id).ToListAsync();
        var report = new ReportText
        {
            Title = "Beskedet kommer efter att tiden gått ut",
            Pattern = "Den som söker får besked först när tiden att överklaga är slut.",
            Consequence = "Rätten att få frågan prövad går förlorad.",
            Proposal = "Skicka beskedet samma dag.",
            Addressees = [.. codes.Select(id => new ReportAddressee(id, null))],
        };
        var check = services.GetRequiredService<TextCheck>().Check(report.AllText());
        return await services.GetRequiredService<CaseMoves>().SubmitAsync(
            account.Memberships[0].OrganisationId, new Submit(report, check) { IsExample = isExample }, new Actor(account.Id, account.DisplayName, account.Memberships), Guid.NewGuid().ToString());
    });

    /// <summary>Refers an item of the review's to a group, and gets that group's meeting to take it up.</summary>
    public async Task<AgendaItem> BeforeGroupAsync(string group, long meeting, params string[] authorities)
    {
        var item = await ItemAsync(Review, c => HasOneLine(c) && c.Addressees.Select(a => a.Authority.Code).Order().SequenceEqual(authorities.Order()));
        await DecideAsync(await Coordinator, item, ("val", $"refer:{group}"));
        await (await Coordinator).PostFormAsync($"/mote/{meeting}", $"/mote/{meeting}/oppna");
        return await ItemAsync(meeting, c => c.Id == item.DeficiencyId);
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

    /// <summary>An undecided item, not one that waits for somebody else, that no other test has; and its case.</summary>
    public async Task<AgendaItem> ItemAsync(long meeting, Func<Deficiency, bool>? where = null)
    {
        var items = await ReadAsync(r => r.AgendaItems.Where(i => i.MeetingId == meeting && i.Decisions.Count == 0)
            .Include(i => i.Deficiency.Bookmarks).Include(i => i.Deficiency.Addressees).ThenInclude(a => a.Authority)
            .OrderBy(i => i.SortOrder).ToListAsync());
        var item = items.Find(i => !_taken.Contains(i.Id) && i.Deficiency.Bookmarks.Exists(b => b.Stage is Stages.Review or Stages.Group) && (where == null || where(i.Deficiency)))
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
