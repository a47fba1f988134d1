using System.Globalization;
using Systemfel.Mail;
using Systemfel.Workflows;
using Systemfel.Workflows.Attachments;

namespace Systemfel.Web.Hosting;

/// <summary>'Mail:Smtp' and 'Mail:Imap': Host, Port, Security (StartTls, Tls, None), User, Password; of IMAP also Folder and DoneFolder.</summary>
internal static class MailSettings
{
    public static LetterOptions Read(IConfiguration configuration, IHostEnvironment environment) => new()
    {
        Smtp = ReadServer(configuration, "Mail:Smtp", defaultPort: 587),
        Imap = ReadServer(configuration, "Mail:Imap", defaultPort: 993),
        ImapFolder = NullIfEmpty(configuration["Mail:Imap:Folder"]) ?? "INBOX",
        ImapDoneFolder = NullIfEmpty(configuration["Mail:Imap:DoneFolder"]) ?? "Systemfel",
        MostPerRecipientAndHour = ReadMost(configuration, "Mail:MostPerHour"),
        Scanner = ReadScanner(configuration),
        IsDevelopment = environment.IsDevelopment(),
    };

    private static int ReadMost(IConfiguration configuration, string key) => configuration[key] switch
    {
        null or "" => 20,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0 => most,
        var text => throw new ConfigurationException(key, $"'{text}' is not a number of mails."),
    };

    private static ClamdScanner? ReadScanner(IConfiguration configuration)
    {
        const string section = "Scan:Clamd";
        if (NullIfEmpty(configuration[section + ":Host"]) is not { } host) return null;
        var port = configuration[section + ":Port"] is { Length: > 0 } text ? ReadPort(section, text) : 3310;
        return new ClamdScanner(host.Trim(), port, TimeSpan.FromMinutes(2));
    }

    private static MailServerOptions? ReadServer(IConfiguration configuration, string section, int defaultPort)
    {
        var host = configuration[section + ":Host"];
        if (string.IsNullOrWhiteSpace(host)) return null;
        var port = configuration[section + ":Port"] is { Length: > 0 } text ? ReadPort(section, text) : defaultPort;
        var security = port is 993 or 465 ? MailSecurity.Tls : MailSecurity.StartTls;
        if (configuration[section + ":Security"] is { Length: > 0 } named && (!Enum.TryParse(named, ignoreCase: true, out security) || !Enum.IsDefined(security)))
            throw new ConfigurationException(section + ":Security", $"'{named}' is not a protection. Write StartTls, Tls or None.");
        return new MailServerOptions
        {
            Host = host.Trim(),
            Port = port,
            Security = security,
            User = NullIfEmpty(configuration[section + ":User"]),
            Password = NullIfEmpty(configuration[section + ":Password"]),
            TrustedRootFile = NullIfEmpty(configuration[section + ":TrustedRootFile"]),
        };
    }

    private static int ReadPort(string section, string text) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, null, out var port) && port is > 0 and < 65536
            ? port
            : throw new ConfigurationException(section + ":Port", $"'{text}' is not a port.");

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
