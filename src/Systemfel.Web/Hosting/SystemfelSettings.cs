using System.Net;
using Microsoft.Data.Sqlite;
using Npgsql;
using Systemfel.Data.Storage;
using Systemfel.Workflows;

namespace Systemfel.Web.Hosting;

/// <summary>What the server must know before it starts. Reading it is checking it.</summary>
public sealed record SystemfelSettings(
    DatabaseOptions Database, Uri PublicBaseUrl, bool SecureCookies, IReadOnlyList<IPNetwork> ProxyNetworks, WorkflowOptions Workflows)
{
    public static SystemfelSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var url = ReadUrl(configuration, environment);
        return new SystemfelSettings(
            ReadDatabase(configuration, environment),
            url,
            // A __Host- cookie needs https; only a developer's own machine may go without.
            SecureCookies: !(environment.IsDevelopment() && url.Scheme == Uri.UriSchemeHttp),
            ReadNetworks(configuration),
            new WorkflowOptions
            {
                ReplyAddress = ReadReplyAddress(configuration),
                AuthservId = configuration["Mail:AuthservId"]?.Trim() ?? "",
                PublicBaseUrl = url.GetLeftPart(UriPartial.Authority),
                KeyPath = Path.Combine(environment.ContentRootPath, configuration["Keys:Path"] ?? "var/keys"),
                InstanceId = configuration["Instance:Id"]?.Trim() ?? "",
            });
    }

    private static string ReadReplyAddress(IConfiguration configuration)
    {
        const string key = "Mail:ReplyAddress";
        var text = configuration[key] ?? "svar@systemfel.example";
        // The token goes behind a plus in the local part, so it can hold none itself.
        return System.Net.Mail.MailAddress.TryCreate(text, out var address) && address.Address == text && !address.User.Contains('+', StringComparison.Ordinal)
            ? text
            : throw new ConfigurationException(key, $"'{text}' is not an address like svar@po.example.se.");
    }

    private static DatabaseOptions ReadDatabase(IConfiguration configuration, IHostEnvironment environment)
    {
        const string providerKey = "Database:Provider", connectionKey = "ConnectionStrings:Systemfel";
        var name = configuration[providerKey] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(name, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            throw new ConfigurationException(providerKey, $"'{name}' is not a database. Write Sqlite or Postgres.");
        var connection = configuration[connectionKey];
        if (string.IsNullOrWhiteSpace(connection)) throw new ConfigurationException(connectionKey, "is missing.");
        try
        {
            // The parsers' own messages can quote the value, and with it a password.
            if (provider == DatabaseProvider.Postgres) return new(provider, new NpgsqlConnectionStringBuilder(connection).ConnectionString);
            var sqlite = new SqliteConnectionStringBuilder(connection);
            if (sqlite.DataSource is "") throw new ConfigurationException(connectionKey, "names no file (Data Source=...).");
            if (sqlite.DataSource != ":memory:") sqlite.DataSource = Path.Combine(environment.ContentRootPath, sqlite.DataSource);
            return new(provider, sqlite.ConnectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new ConfigurationException(connectionKey, $"is not a connection string for {provider}.");
        }
    }

    private static Uri ReadUrl(IConfiguration configuration, IHostEnvironment environment)
    {
        const string key = "PublicBaseUrl";
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
            throw new ConfigurationException(key, "is missing. It is the address that links in mail lead to, for example https://systemfel.example.se.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.AbsolutePath != "/" || url.Query != "")
            throw new ConfigurationException(key, $"'{text}' is not an address like https://systemfel.example.se.");
        if (url.Scheme == "http" && !environment.IsDevelopment() && !url.IsLoopback)
            throw new ConfigurationException(key, "must begin with https outside Development.");
        return url;
    }

    private static List<IPNetwork> ReadNetworks(IConfiguration configuration)
    {
        const string key = "ForwardedHeaders:KnownNetworks";
        var networks = new List<IPNetwork>();
        foreach (var text in configuration.GetSection(key).Get<string[]>() ?? [])
            networks.Add(IPNetwork.TryParse(text, out var network)
                ? network
                : throw new ConfigurationException(key, $"'{text}' is not a network like 10.0.0.0/8."));
        return networks;
    }
}
