using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Systemfel.Data.Accounts;
using Systemfel.Data.Storage;

namespace Systemfel.Web.Tests.Guide;

/// <summary>Where there is nothing but examples, every number is nought.</summary>
public sealed class ExampleCountTests(ExampleHost host) : IClassFixture<ExampleHost>
{
    [Fact]
    public async Task Flow_CountsNoExample()
    {
        using var coordinator = await host.SignedInAsync(ExampleHost.Coordinator);

        Assert.StartsWith("0 öppna systemfel just nu. Av 0 avslutade i år", (await coordinator.GetAsync("/flode")).Html.QuerySelector("main .ingress")!.TextContent);
    }

    [Fact]
    public async Task Overview_CountsNoExampleAsLate()
    {
        using var coordinator = await host.SignedInAsync(ExampleHost.Coordinator);

        var late = (await coordinator.GetAsync("/")).Html.QuerySelectorAll(".attgora li").Single(li => li.TextContent.Contains("Försenade systemfel", StringComparison.Ordinal));

        Assert.Equal("0", late.QuerySelector("data")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Overview_CountsNoExampleAsWaitingForAMeeting()
    {
        using var coordinator = await host.SignedInAsync(ExampleHost.Coordinator);

        var meetings = (await coordinator.GetAsync("/")).Html.QuerySelectorAll(".kalender dd").Select(d => d.TextContent);

        Assert.All(meetings, m => Assert.EndsWith(", 0 systemfel på listan", m));
        Assert.Equal(2, meetings.Count());
    }

    [Fact]
    public async Task Start_OfAnOmbud_CountsNoExampleAsRegistered()
    {
        using var ombud = await host.SignedInAsync(ExampleHost.Ombud);

        Assert.Contains("Alla i registret (0)", (await ombud.GetAsync("/")).Text);
    }

    [Fact]
    public async Task MeetingList_CountsNoExample()
    {
        using var coordinator = await host.SignedInAsync(ExampleHost.Coordinator);

        var waiting = (await coordinator.GetAsync("/mote")).Html.QuerySelectorAll(".motesruta > p").Select(p => p.TextContent.Trim());

        Assert.Equal(["Noll punkter väntar", "Noll punkter väntar"], waiting);
    }

    [Theory]
    [InlineData("team", 5)]
    [InlineData("sg1", 0)]
    public async Task Agenda_HasExamplesInTheReviewAlone(string group, int most)
    {
        using var coordinator = await host.SignedInAsync(ExampleHost.Coordinator);
        var id = await host.WithAsync<SystemfelReader, long>(async r => await r.Meetings.Where(m => m.Group.Code == group).Select(m => m.Id).SingleAsync());

        var examples = (await coordinator.GetAsync($"/mote/{id}")).Html.QuerySelectorAll(".dagpunkter a").Count(a => a.TextContent.Contains("Exempel:", StringComparison.Ordinal));

        Assert.InRange(examples, Math.Min(1, most), most);
    }
}

/// <summary>A server just started, filled with examples: all that waits is late, and the review and a steering group meet tomorrow.</summary>
public sealed class ExampleHost : GuideHost, IAsyncLifetime
{
    public const string Coordinator = "samordnare@exempel.example";
    public const string Ombud = "ombud@exempel.example";

    public async Task InitializeAsync()
    {
        using var admin = await AdminAsync();
        Assert.Equal("/start/exempel", (await admin.PostFormAsync("/start/exempel", "/start/exempel/fyll")).Location);
        await CreateAccountAsync(Coordinator, Role.Coordinator);
        await CreateAccountAsync(Ombud, Role.Ombud);
        await using var connection = new SqliteConnection(Services.GetRequiredService<DatabaseOptions>().ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            UPDATE "Bookmarks" SET "Due" = '2020-01-07', "Stage" = 'follow-up' WHERE "Id" IN (SELECT MIN("Id") FROM "Bookmarks" WHERE "Stage" <> 'closed');
            INSERT INTO "Meetings" ("OrganisationId", "GroupId", "Date", "State", "Place", "VideoLink", "IsCalledElsewhere", "CalendarSequence", "RegistryNumber", "Notes", "FirstParagraph", "Version")
                SELECT "OrganisationId", "Id", @day, 0, '', '', 0, 0, '', '', 1, 0 FROM "Groups" WHERE "Code" IN ('team', 'sg1');
            """;
        command.Parameters.AddWithValue("@day", DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await command.ExecuteNonQueryAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;
}
