using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Systemfel.Mail;

namespace Systemfel.Web.Hosting;

/// <summary>One mail server's settings. A key that is not known stops the start: a mistyped one must not leave a protection out unseen.</summary>
internal static class MailServerSettings
{
    private static readonly string[] Keys = ["Host", "Port", "Security", "User", "Password", "Auth", "OAuth", "TrustedRootFile"];
    private static readonly string[] OAuthKeys = ["TokenUrl", "ClientId", "ClientSecret", "Scope"];

    public static MailServerOptions Read(IConfigurationSection section, IEnumerable<string> moreKeys, int defaultPort)
    {
        RefuseUnknown(section, [.. Keys, .. moreKeys]);
        RefuseUnknown(section.GetSection("OAuth"), OAuthKeys);
        var port = ReadPort(section, defaultPort);
        var tokens = ReadTokens(section);
        var user = Value(section, "User");
        var password = Value(section, "Password");
        if (user is not null && password is null && tokens is null) throw new ConfigurationException(section.Path + ":Password", "is missing; User is set.");
        if (user is null && tokens is not null) throw new ConfigurationException(section.Path + ":User", "is missing; XOAuth2 needs the account's address.");
        return new MailServerOptions
        {
            Host = Required(section, "Host").Trim(),
            Port = port,
            Security = ReadSecurity(section, port),
            User = user,
            Password = tokens is null ? password : null,
            Tokens = tokens,
            TrustedRootFile = ReadRoots(section),
        };
    }

    public static int ReadPort(IConfigurationSection section, int defaultPort) => section["Port"] switch
    {
        null or "" => defaultPort,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 => port,
        var text => throw new ConfigurationException(section.Path + ":Port", $"'{text}' is not a port."),
    };

    private static MailSecurity ReadSecurity(IConfigurationSection section, int port)
    {
        if (Value(section, "Security") is not { } named) return port is 993 or 465 ? MailSecurity.Tls : MailSecurity.StartTls;
        return Enum.TryParse<MailSecurity>(named, ignoreCase: true, out var security) && Enum.IsDefined(security)
            ? security
            : throw new ConfigurationException(section.Path + ":Security", $"'{named}' is not a protection. Write StartTls, Tls or None.");
    }

    private static AccessTokens? ReadTokens(IConfigurationSection section)
    {
        var auth = Value(section, "Auth") ?? "Password";
        if (auth.Equals("Password", StringComparison.OrdinalIgnoreCase)) return null;
        if (!auth.Equals("XOAuth2", StringComparison.OrdinalIgnoreCase))
            throw new ConfigurationException(section.Path + ":Auth", $"'{auth}' is not a way to sign in. Write Password or XOAuth2.");
        var oauth = section.GetSection("OAuth");
        var address = Required(oauth, "TokenUrl");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || !OAuthOptions.IsSafe(url))
            throw new ConfigurationException(oauth.Path + ":TokenUrl", $"'{address}' is not an address that begins with https.");
        return new AccessTokens(new OAuthOptions
        {
            TokenUrl = url,
            ClientId = Required(oauth, "ClientId"),
            ClientSecret = Required(oauth, "ClientSecret"),
            Scope = Value(oauth, "Scope") ?? "",
        });
    }

    private static string? ReadRoots(IConfigurationSection section)
    {
        if (Value(section, "TrustedRootFile") is not { } file) return null;
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPemFile(file);
            if (certificates.Count > 0) return file;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConfigurationException(section.Path + ":TrustedRootFile", $"'{file}' cannot be read as certificates (PEM).");
        }
        throw new ConfigurationException(section.Path + ":TrustedRootFile", $"'{file}' holds no certificate (PEM).");
    }

    private static void RefuseUnknown(IConfigurationSection section, string[] known)
    {
        foreach (var child in section.GetChildren())
            if (!known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                throw new ConfigurationException(child.Path, $"is not a setting. The ones there are: {string.Join(", ", known)}.");
    }

    private static string Required(IConfigurationSection section, string key) =>
        Value(section, key) ?? throw new ConfigurationException($"{section.Path}:{key}", "is missing.");

    private static string? Value(IConfigurationSection section, string key) => string.IsNullOrWhiteSpace(section[key]) ? null : section[key];
}
