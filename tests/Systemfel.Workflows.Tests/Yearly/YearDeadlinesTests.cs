using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;
using Systemfel.Data.Yearly;
using Systemfel.Workflows.Letters;
using Systemfel.Workflows.Reminders;
using Systemfel.Workflows.Tests.World;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Tests.Yearly;

public sealed class YearDeadlinesTests
{
    [Theory]
    [InlineData("2026-12-15", null, null)]
    [InlineData("2026-12-16", null, 2026)]
    [InlineData("2026-12-16", YearDocumentState.Signed, 2026)]
    [InlineData("2026-12-16", YearDocumentState.Sent, null)]
    [InlineData("2027-01-15", YearDocumentState.Draft, 2026)]
    [InlineData("2027-01-16", YearDocumentState.Draft, 2026)]
    [InlineData("2027-01-16", null, 2026)]
    [InlineData("2027-03-01", null, 2026)]
    [InlineData("2027-03-02", null, null)]
    [InlineData("2027-03-02", YearDocumentState.Draft, 2026)]
    [InlineData("2027-01-16", YearDocumentState.Sent, null)]
    public void Waiting_OnADay_IsTheReturnThatIsNearOrLate(string today, YearDocumentState? of2026, int? year) =>
        Assert.Equal(year, YearDeadlines.Waiting(DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture), y => y == 2026 ? of2026 : null, YearDeadlines.ReturnOf)?.Year);

    [Fact]
    public async Task Execute_AroundTheLastDay_RemindsTheHeadsOnceAtThirtyOnceAtSevenDaysAndOnceAfter()
    {
        await using var world = await LetterWorld.StartAsync();
        await world.PersonAsync("Cia Chef", new Membership { Role = Role.UnitManager });
        var counts = new List<int>();

        foreach (var day in new[] { "2026-12-15", "2026-12-16", "2026-12-17", "2027-01-07", "2027-01-08", "2027-01-11", "2027-01-18", "2027-01-19" })
        {
            world.Time.Set(DateTimeOffset.Parse(day + "T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
            await world.WithAsync<ReminderService, string>(s => s.ExecuteAsync(default));
            counts.Add(await world.ReadAsync(db => db.OutboxItems.CountAsync(o => o.Purpose == OutboxPurpose.Deadline)));
        }

        Assert.Equal([0, 2, 2, 2, 4, 4, 6, 6], counts);
        Assert.Equal(["cia@po.example", "dan@po.example"], await world.ReadAsync(db => db.OutboxItems.Where(o => o.Purpose == OutboxPurpose.Deadline).Select(o => o.ToAddress).Distinct().OrderBy(a => a).ToListAsync()));
    }

    [Fact]
    public async Task Execute_WhenTheReturnIsSent_RemindsNobody()
    {
        await using var world = await LetterWorld.StartAsync();
        var id = await world.WithAsync<YearWriting, long>(w => w.BeginAsync(world.Organisation, 2026, null, world.Coordinator));
        await world.DoAsync<SystemfelDb>(db => db.YearDocuments.Where(d => d.Id == id).ExecuteUpdateAsync(s => s.SetProperty(d => d.State, YearDocumentState.Sent)));
        world.Time.Set(new DateTimeOffset(2027, 1, 11, 8, 0, 0, TimeSpan.Zero));

        await world.WithAsync<ReminderService, string>(s => s.ExecuteAsync(default));

        Assert.Equal(0, await world.ReadAsync(db => db.OutboxItems.CountAsync(o => o.Purpose == OutboxPurpose.Deadline)));
    }
}
