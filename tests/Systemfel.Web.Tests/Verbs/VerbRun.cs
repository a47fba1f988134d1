using System.Diagnostics;
using System.Text;

namespace Systemfel.Web.Tests.Verbs;

/// <summary>Runs the real program as an operator does, in a folder of its own.</summary>
internal sealed class VerbRun : IDisposable
{
    /// <summary>How many deficiencies <see cref="WithDemoAsync"/> puts there.</summary>
    public const int DemoCases = 5;

    private static readonly Lazy<Task<IReadOnlyDictionary<string, byte[]>>> Demo = new(MakeDemoAsync);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("systemfel-verb-");

    public string Folder => _folder.FullName;

    /// <summary>Puts what 'demo' wrote into the folder: a database with some cases, and its keys. The verb runs once for all tests.</summary>
    public async Task WithDemoAsync()
    {
        foreach (var (name, content) in await Demo.Value)
        {
            var path = Path.Combine(Folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await System.IO.File.WriteAllBytesAsync(path, content);
        }
    }

    private static async Task<IReadOnlyDictionary<string, byte[]>> MakeDemoAsync()
    {
        using var program = new VerbRun();
        var (exit, _, error) = await program.RunAsync(["demo", "--reports", $"{DemoCases}"]);
        if (exit != 0) throw new InvalidOperationException($"'demo' failed: {error}");
        return Directory.EnumerateFiles(program.Folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(program.Folder, f), System.IO.File.ReadAllBytes);
    }

    public string File(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllText(path, content, new UTF8Encoding(false));
        return path;
    }

    public Task<(int Exit, string Out, string Error)> RunAsync(string[] args, string? input = null) =>
        RunAsync([Path.Combine(AppContext.BaseDirectory, "Systemfel.Web.dll")], args, input);

    /// <summary>As the README says it: 'dotnet run --project ... -- VERB'.</summary>
    public Task<(int Exit, string Out, string Error)> RunFromSourceAsync(params string[] args) =>
        RunAsync(["run", "--no-build", "--project", Path.Combine(Source(), "src", "Systemfel.Web"), "--"], args, null);

    private static string Source()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "Systemfel.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Systemfel.sln is not above the tests.");
        return folder;
    }

    private async Task<(int Exit, string Out, string Error)> RunAsync(string[] program, string[] args, string? input)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Folder,
        };
        foreach (var arg in program.Concat(args)) start.ArgumentList.Add(arg);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["PublicBaseUrl"] = "https://systemfel.example";
        start.Environment["ConnectionStrings__Systemfel"] = $"Data Source={Path.Combine(Folder, "verb.db")}";
        start.Environment["Keys__Path"] = Path.Combine(Folder, "keys");
        using var process = Process.Start(start)!;
        if (input != null) await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
