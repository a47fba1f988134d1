using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Storage;
using Systemfel.Web.Features.Cases;

namespace Systemfel.Web.Tests.Cases;

public class EventWordsTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task Of_EveryEventOfTheDemo_IsASentenceInSwedish()
    {
        var events = await host.WithAsync((SystemfelReader r) => r.CaseEvents.ToListAsync());

        Assert.All(events, e => Assert.Contains(e.Kind, EventWords.Kinds));
        Assert.All(events.Select(EventWords.Of), t => Assert.DoesNotContain("  ", t.Whole));
        Assert.All(events.Select(EventWords.Of), t => Assert.DoesNotContain(" .", t.Whole));
    }
}
