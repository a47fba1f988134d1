namespace Systemfel.Web.Hosting;

/// <summary>A setting that the server cannot run with: which one, and what is wrong with it.</summary>
public sealed class ConfigurationException(string key, string problem)
    : Exception($"{key} ({Environment(key)} or appsettings.json): {problem}")
{
    private static string Environment(string key) => "environment variable " + key.Replace(":", "__", StringComparison.Ordinal);
}
