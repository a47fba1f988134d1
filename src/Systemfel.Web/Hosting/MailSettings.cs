using System.Globalization;
using Systemfel.Workflows;
using Systemfel.Workflows.Attachments;
using Systemfel.Workflows.Ingest;

namespace Systemfel.Web.Hosting;

/// <summary>'Mail:Smtp'; 'Mail:Imap' for one mailbox, or 'Mail:Mailboxes:0', 'Mail:Mailboxes:1' ... for several.</summary>
internal static class MailSettings
{
    private static readonly string[] MailboxKeys = ["Folder", "DoneFolder", "Organisation"];

    public static LetterOptions Read(IConfiguration configuration, IHostEnvironment environment) => new()
    {
        Smtp = IsSet(configuration, "Mail:Smtp") ? MailServerSettings.Read(configuration.GetSection("Mail:Smtp"), [], defaultPort: 587) : null,
        Mailboxes = ReadMailboxes(configuration),
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
        if (!IsSet(configuration, section)) return null;
        var port = MailServerSettings.ReadPort(configuration.GetSection(section), defaultPort: 3310);
        return new ClamdScanner(configuration[section + ":Host"]!.Trim(), port, TimeSpan.FromMinutes(2));
    }

    private static List<MailboxOptions> ReadMailboxes(IConfiguration configuration)
    {
        var sections = configuration.GetSection("Mail:Mailboxes").GetChildren().ToList();
        if (IsSet(configuration, "Mail:Imap")) sections.Insert(0, configuration.GetSection("Mail:Imap"));
        var mailboxes = sections.ConvertAll(ReadMailbox);
        if (mailboxes.GroupBy(m => m.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ConfigurationException(twice.Last().Key, $"is the same account, server and folder as {twice.First().Key}.");
        return mailboxes;
    }

    private static MailboxOptions ReadMailbox(IConfigurationSection section)
    {
        var server = MailServerSettings.Read(section, MailboxKeys, defaultPort: 993);
        if (server.User is null) throw new ConfigurationException(section.Path + ":User", "is missing.");
        var mailbox = new MailboxOptions
        {
            Server = server,
            Folder = section["Folder"] is { Length: > 0 } folder ? folder : "INBOX",
            DoneFolder = section["DoneFolder"] is { Length: > 0 } done ? done : "Systemfel",
            Organisation = section["Organisation"]?.Trim() ?? "",
            Key = section.Path,
        };
        return mailbox.Folder == mailbox.DoneFolder
            ? throw new ConfigurationException(section.Path + ":DoneFolder", "is the folder that is fetched from.")
            : mailbox;
    }

    private static bool IsSet(IConfiguration configuration, string section) => !string.IsNullOrWhiteSpace(configuration[section + ":Host"]);
}
