using Microsoft.AspNetCore.Hosting;

namespace Systemfel.Web.Tests;

/// <summary>The files that a first start leaves, made once for all tests: a database and its keys.</summary>
internal sealed class FirstStarted
{
    private static readonly Lazy<FirstStarted> Empty = new(() => new FirstStarted(seedsDemo: false));
    private static readonly Lazy<FirstStarted> Demo = new(() => new FirstStarted(seedsDemo: true));

    private readonly Dictionary<string, byte[]> _files = [];

    private FirstStarted(bool seedsDemo)
    {
        using var host = new Starter(seedsDemo, _files);
        host.CreateClient().Dispose();
    }

    public static FirstStarted Of(bool seedsDemo) => (seedsDemo ? Demo : Empty).Value;

    public void CopyTo(string folder)
    {
        foreach (var (name, content) in _files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
    }

    private sealed class Starter(bool seedsDemo, Dictionary<string, byte[]> files) : WebHost
    {
        protected override bool SeedsDemo => seedsDemo;

        protected override bool BeginsWithACopy => false;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            // What the jobs do belongs to each test's own time.
            builder.UseSetting("Jobs:Enabled", "false");
        }

        protected override void Stopped()
        {
            foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)) files[Path.GetRelativePath(Folder, file)] = File.ReadAllBytes(file);
        }
    }
}
