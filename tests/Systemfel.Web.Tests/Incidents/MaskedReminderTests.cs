using Microsoft.EntityFrameworkCore;
using Systemfel.Workflows.Reminders;
using Systemfel.Workflows.Time;

namespace Systemfel.Web.Tests.Incidents;

/// <summary>With a server of its own: it moves the clock far ahead.</summary>
public sealed class MaskedReminderTests(IncidentHost host) : IClassFixture<IncidentHost>
{
    [Fact]
    public async Task Reminders_AboutAMaskedCase_AreNotSent()
    {
        var (letter, subject, _) = await host.SentAsync();
        var (other, _, _) = await host.SentAsync();
        await host.Coordinator.PostFormAsync($"/systemfel/{subject}/fel-uppgift", ("kinds", "NAMN"));

        host.Clock.Advance(TimeSpan.FromDays(120));
        while (!SwedishCalendar.IsWorkingDay(SwedishCalendar.DateOf(host.Clock.GetUtcNow()))) host.Clock.Advance(TimeSpan.FromDays(1));
        await host.WithAsync<ReminderService, string>(s => s.ExecuteAsync(default));

        var reminded = await host.ReadAsync(r => r.OutboxItems.Where(o => o.Purpose == "reminder").Select(o => o.LetterId).ToListAsync());
        Assert.Contains(other, reminded);
        Assert.DoesNotContain(letter, reminded);
    }
}
