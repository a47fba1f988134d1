using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Systemfel.Data.Accounts;
using Systemfel.Data.Letters;
using Systemfel.Data.Meetings;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Attachments;
using Systemfel.Workflows.Demo;
using Systemfel.Workflows.Moves;
using Systemfel.Workflows.Outbox;
using Systemfel.Workflows.Running;
using Systemfel.Workflows.Storing;

namespace Systemfel.Web.Tests.Letters;

/// <summary>The server with the demo and an open meeting of Samverkansgrupp 1, in which letters can be decided.</summary>
public class LetterHost : WebHost, IAsyncLifetime
{
    private long _meeting;
    private Actor _coordinator = null!;

    protected override bool SeedsDemo => true;

    public Browser Coordinator { get; private set; } = null!;

    public ToldTransport Transport { get; } = new();

    public TestScanner Scanner { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Jobs:Enabled", "false");
        builder.UseSetting("RateLimits:ReplyPerMinute", "100000");
        builder.ConfigureServices(s => s.Replace(ServiceDescriptor.Singleton<IMailTransport>(Transport)));
        builder.ConfigureServices(s => s.AddSingleton<IAttachmentScanner>(Scanner));
    }

    public async Task InitializeAsync()
    {
        Coordinator = await SignedInAsync("malin@demo.example", DemoSeeder.Password);
        _meeting = await ReadAsync(r => r.Meetings.Where(m => m.Group.Code == "sg1" && m.State == MeetingState.Planned).OrderBy(m => m.Date).Select(m => m.Id).FirstAsync());
        Assert.Equal($"/mote/{_meeting}", (await Coordinator.PostFormAsync($"/mote/{_meeting}", $"/mote/{_meeting}/oppna")).Location);
        var account = await ReadAsync(r => r.Accounts.Include(a => a.Memberships).SingleAsync(a => a.Email == "malin@demo.example"));
        _coordinator = Actor.From(new Viewer(account.Id, account.DisplayName, account.Memberships));
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public Task<T> ReadAsync<T>(Func<SystemfelReader, Task<T>> read) => WithAsync(read);

    /// <summary>A letter that waits to be sent, about a case that no other test has.</summary>
    public async Task<long> DecideLetterAsync()
    {
        var item = await ReadAsync(r => r.AgendaItems.Where(i => i.MeetingId == _meeting && i.Decisions.Count == 0
                && i.Deficiency.Bookmarks.Count == 1 && i.Deficiency.Bookmarks.All(b => b.Stage == Stages.Group && b.GroupId == i.Meeting.GroupId))
            .Include(i => i.Deficiency.Bookmarks).OrderBy(i => i.Id).FirstAsync());
        var letters = await ReadAsync(r => r.Letters.Select(l => l.Id).ToListAsync());
        var contact = await ReadAsync(r => r.Contacts.Where(c => c.State == Data.Organisations.ContactState.Ok).OrderBy(c => c.Id).Select(c => c.Id).FirstAsync());
        // A day of its own gives each test a letter of its own.
        var answerBy = Clock.Today().AddDays(60 + letters.Count);
        await WithAsync<CaseMoves, long>(m => m.MakeAsync(item.DeficiencyId, new WriteToAuthority([contact], answerBy),
            Targets.Of(item.Deficiency.Bookmarks), _coordinator, Guid.NewGuid().ToString(), new InMeeting(item.Id)));
        return await ReadAsync(r => r.Letters.Where(l => !letters.Contains(l.Id)).Select(l => l.Id).SingleAsync());
    }

    /// <summary>The link of a letter that has been sent.</summary>
    public async Task<string> LinkAsync(long letterId)
    {
        var mails = await WithAsync<DemoMailbox, IReadOnlyList<DemoMail>>(m => m.ListAsync(500));
        return new Uri(mails.First(m => m.LetterId == letterId && m.Purpose == "letter").Mail.ReplyLink!).AbsolutePath;
    }

    public async Task<string> SendLetterAsync()
    {
        var id = await DecideLetterAsync();
        await Coordinator.PostFormAsync($"/brev/{id}/skicka");
        return await LinkAsync(id);
    }

    /// <summary>Registers an answer by word of mouth to the letter that was sent last.</summary>
    public async Task AnswerByTelephoneAsync(string text, AnswerKind kind = AnswerKind.Changed, DateOnly? until = null)
    {
        var line = await ReadAsync(r => r.Bookmarks.Where(b => b.LetterItem!.Letter.State == LetterState.Sent && b.Stage == Stages.AwaitingAnswer)
            .OrderByDescending(b => b.LetterItemId).FirstAsync());
        await WithAsync<CaseMoves, long>(m => m.MakeAsync(line.DeficiencyId, new RegisterAnswer(kind, text, until, Source: AnswerSource.Phone),
            Targets.Of(line), _coordinator, Guid.NewGuid().ToString()));
    }

    public Task<int> AnswersAsync() => ReadAsync(r => r.Answers.CountAsync());

    public Task<string> PictureAsync() => ReadAsync(async r => string.Join('\n',
        [
            .. (await r.CaseEvents.OrderBy(e => e.Id).ToListAsync()).Select(e => $"{e.Id} {e.Kind}"),
            .. (await r.Answers.OrderBy(a => a.Id).ToListAsync()).Select(a => $"{a.Id} {a.State}"),
            .. (await r.LetterRecipients.OrderBy(a => a.Id).ToListAsync()).Select(a => $"{a.Id} {a.Delivery} {a.SignedBy}"),
        ]));
}

/// <summary>A mail server that takes everything until it is told not to.</summary>
public sealed class ToldTransport : IMailTransport
{
    public bool Refuses { get; set; }

    public string Description => "Prov";

    public Task<SendResult> SendAsync(OutboundMail mail, CancellationToken ct) =>
        Task.FromResult(Refuses ? new SendResult(SendOutcome.Refused, "550 5.1.1") : new SendResult(SendOutcome.Accepted, "250"));
}

/// <summary>Says of every file what it is told to.</summary>
public sealed class TestScanner : IAttachmentScanner
{
    public ScanVerdict Verdict { get; set; } = new(true, "");

    public Task<ScanVerdict> ScanAsync(ReadOnlyMemory<byte> content, CancellationToken ct) => Task.FromResult(Verdict);
}
