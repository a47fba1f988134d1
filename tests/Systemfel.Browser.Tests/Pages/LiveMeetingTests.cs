using Systemfel.Browser.Tests.Hosting;

namespace Systemfel.Browser.Tests.Pages;

/// <summary>The page of an open meeting follows what others do, and never takes away what somebody has begun.</summary>
public sealed class LiveMeetingTests(DemoServer demo, Chromium chromium) : IClassFixture<DemoServer>, IClassFixture<Chromium>
{
    private const string Fresh = "**/mote/*?*del=ja*";

    [Fact]
    public async Task Choice_OpenedWhileTheNewPageIsOnItsWay_StaysOpen()
    {
        await using var malin = await MalinAsync();
        await Meetings.OpenTodayAsync(malin, "Månadsgenomgång");
        await using var other = await MalinAsync();
        await other.OpenAsync(new Uri(malin.Page.Url).AbsolutePath);
        await other.Page.Locator("nav.dagordning a").Nth(1).ClickAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await malin.Page.RouteAsync(Fresh, async route =>
        {
            asked.TrySetResult();
            await opened.Task;
            await route.ContinueAsync();
        });

        await other.Button("Samverkansgrupp 1", other.Page.Locator(".vaxel")).ClickAsync();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await malin.Page.Locator(".vaxel [data-opens]:not([data-opens=''])").First.ClickAsync();
        opened.SetResult();

        await malin.SeesAsync("Det du har börjat skriva står kvar.");
        Assert.Equal(1, await malin.Page.Locator("form.beslut fieldset[data-fields]:visible").CountAsync());
    }

    [Fact]
    public async Task Notes_BeingWritten_StayWhileTheCaseIsFollowed()
    {
        await using var malin = await MalinAsync();
        await Meetings.OpenTodayAsync(malin, "Samverkansgrupp 1");
        await malin.Page.Locator(".avslut summary", new() { HasText = "Närvarande" }).ClickAsync();
        await malin.Field("Övrigt från mötet").FillAsync("Halvskriven mening");
        await using var other = await MalinAsync();
        await other.OpenAsync(new Uri(malin.Page.Url).AbsolutePath);

        await other.Button("Till Länsstyrelsen för kännedom", other.Page.Locator(".vaxel")).ClickAsync();

        await malin.Page.Locator(".beslut .galler").First.WaitForAsync();
        Assert.Equal("Halvskriven mening", await malin.Field("Övrigt från mötet").InputValueAsync());
        Assert.Equal(1, await malin.Page.Locator(".avslut details[open]:has(summary:text('Närvarande'))").CountAsync());
    }

    private async Task<Visitor> MalinAsync()
    {
        var malin = await Visitor.ArriveAsync("malin", chromium, demo.Server.Address);
        malin.LooksAtEach = false;
        await malin.SignInAsync("malin@demo.example");
        return malin;
    }
}
