using System.Globalization;
using Microsoft.Playwright;

namespace Systemfel.Browser.Tests.Hosting;

/// <summary>What a coordinator does at any meeting.</summary>
internal static class Meetings
{
    /// <summary>Plans a meeting of the group today, unless one is planned, and opens it, unless it is open.</summary>
    public static async Task OpenTodayAsync(Visitor coordinator, string group)
    {
        var today = Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await coordinator.OpenAsync("/mote");
        var section = coordinator.Page.Locator("section", new() { Has = coordinator.Page.GetByRole(AriaRole.Heading, new() { Name = group, Exact = true }) });
        var planned = section.Locator($"a:has(time[datetime='{today}'])");
        if (await planned.CountAsync() > 0)
        {
            await coordinator.PressAsync(planned.First);
        }
        else
        {
            await coordinator.Field("Grupp").SelectOptionAsync(new SelectOptionValue { Label = group });
            await coordinator.Field("Dag").FillAsync(today);
            await coordinator.PressAsync("Planera mötet");
            // Another group that meets today, or a day off, is said first.
            if (await coordinator.Page.Locator(".anmark").CountAsync() > 0) await coordinator.PressAsync("Planera mötet");
            await coordinator.SeesAsync("är planerat.");
        }

        if (await coordinator.Button("Öppna mötet").CountAsync() > 0) await coordinator.PressAsync("Öppna mötet");
    }

    /// <summary>The agenda shows a part of a long list; the links at its ends lead on.</summary>
    public static async Task GoToPointAsync(Visitor coordinator, string title)
    {
        var point = coordinator.Page.Locator("nav.dagordning a", new() { HasText = title });
        while (await point.CountAsync() == 0) await coordinator.PressAsync(coordinator.Page.Locator("nav.dagordning li.fler a").Last);
        await coordinator.PressAsync(point.First);
        await coordinator.SeesAsync(title, coordinator.Page.Locator("article.fall h1"));
    }

    public static DateOnly Today() => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm")).DateTime);
}
