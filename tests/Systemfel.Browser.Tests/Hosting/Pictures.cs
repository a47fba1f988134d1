using Systemfel.Tests.Shared;

namespace Systemfel.Browser.Tests.Hosting;

/// <summary>Where pictures of failed tests, and what the server said, are put: TestResults beside the tests.</summary>
internal static class Pictures
{
    public static async Task KeepAsync(string test, IEnumerable<Visitor> visitors, SystemfelServer server)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Project(), "TestResults")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, $"{test}-server.log"), server.Log);
        foreach (var visitor in visitors) await visitor.PictureAsync(Path.Combine(folder, $"{test}-{visitor.Name}.png"));
    }

    private static string Project()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && directory.GetFiles("*.csproj").Length == 0) directory = directory.Parent;
        return directory?.FullName ?? AppContext.BaseDirectory;
    }
}
