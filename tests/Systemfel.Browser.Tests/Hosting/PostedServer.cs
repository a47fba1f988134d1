using System.Globalization;
using Systemfel.Tests.Shared;

namespace Systemfel.Browser.Tests.Hosting;

/// <summary>The server with real mail: it sends through Postfix and fetches from Dovecot.</summary>
public sealed class PostedServer : IAsyncLifetime
{
    private SystemfelServer? _server;

    public MailServers Mail { get; } = new();

    public SystemfelServer Server => _server ?? throw new InvalidOperationException("The server has not been started.");

    public async Task InitializeAsync()
    {
        await Mail.InitializeAsync();
        _server = await SystemfelServer.StartAsync(new Dictionary<string, string>
        {
            ["Mail__ReplyAddress"] = MailServers.User,
            ["Mail__Smtp__Host"] = Mail.Host,
            ["Mail__Smtp__Port"] = Mail.Submission.ToString(CultureInfo.InvariantCulture),
            ["Mail__Smtp__Security"] = "StartTls",
            ["Mail__Smtp__User"] = MailServers.User,
            ["Mail__Smtp__Password"] = MailServers.Password,
            ["Mail__Smtp__TrustedRootFile"] = Mail.CertificateFile,
            ["Mail__Imap__Host"] = Mail.Host,
            ["Mail__Imap__Port"] = Mail.Imaps.ToString(CultureInfo.InvariantCulture),
            ["Mail__Imap__Security"] = "Tls",
            ["Mail__Imap__User"] = MailServers.User,
            ["Mail__Imap__Password"] = MailServers.Password,
            ["Mail__Imap__TrustedRootFile"] = Mail.CertificateFile,
        });
    }

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        await Mail.DisposeAsync();
    }
}
