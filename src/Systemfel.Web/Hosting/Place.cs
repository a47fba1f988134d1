using System.Reflection;

namespace Systemfel.Web.Hosting;

/// <summary>Which environment this is and where its files lie, when nothing else says so.</summary>
internal static class Place
{
    public static WebApplicationOptions Options(string[] args) => new()
    {
        Args = args,
        ContentRootPath = ContentRoot(),
        EnvironmentName = EnvironmentName(args),
        ApplicationName = typeof(Place).Assembly.GetName().Name,
    };

    /// <summary>
    /// A build to develop on ('dotnet run') is in Development unless told otherwise; a release build is in Production, as
    /// ASP.NET Core decides.
    /// </summary>
    private static string? EnvironmentName(string[] args)
    {
#if DEBUG
        var named = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT");
        return named is null && !args.Any(a => a.StartsWith("--environment", StringComparison.OrdinalIgnoreCase)) ? Environments.Development : null;
#else
        return null;
#endif
    }

    /// <summary>Where wwwroot and appsettings.json are: where one stands, else the project of a build to develop on, else beside the program.</summary>
    private static string? ContentRoot()
    {
        if (Directory.Exists("wwwroot")) return null;
        var project = typeof(Place).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "ProjectDirectory")?.Value;
        return project is not null && Directory.Exists(Path.Combine(project, "wwwroot")) ? project : AppContext.BaseDirectory;
    }
}
