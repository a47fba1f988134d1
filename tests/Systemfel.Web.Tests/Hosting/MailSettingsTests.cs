using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Systemfel.Mail;
using Systemfel.Web.Hosting;
using Systemfel.Workflows;

namespace Systemfel.Web.Tests.Hosting;

public class MailSettingsTests
{
    private static readonly Dictionary<string, string?> Whole = new()
    {
        ["Mail:Smtp:Host"] = "smtp.example",
        ["Mail:Imap:Host"] = "imap.example",
        ["Mail:Imap:User"] = "svar@po.example",
        ["Mail:Imap:Password"] = "mycket hemligt",
        ["Mail:Mailboxes:0:Host"] = "imap2.example",
        ["Mail:Mailboxes:0:User"] = "svar@annan.example",
        ["Mail:Mailboxes:0:Auth"] = "XOAuth2",
        ["Mail:Mailboxes:0:OAuth:TokenUrl"] = "https://login.example/oauth2/v2.0/token",
        ["Mail:Mailboxes:0:OAuth:ClientId"] = "klient",
        ["Mail:Mailboxes:0:OAuth:ClientSecret"] = "mycket hemligt",
        ["Mail:Mailboxes:0:Organisation"] = " PO Annan ",
    };

    [Theory]
    [InlineData("Mail:Imap:Port", "99999")]
    [InlineData("Mail:Imap:Port", "tusen")]
    [InlineData("Mail:Imap:Security", "Ssl")]
    [InlineData("Mail:Imap:Security", "7")]
    [InlineData("Mail:Imap:User", "")]
    [InlineData("Mail:Imap:Password", "")]
    [InlineData("Mail:Imap:Auth", "Kerberos")]
    [InlineData("Mail:Imap:DoneFolder", "INBOX")]
    [InlineData("Mail:Imap:TrustedRootFile", "/finns/inte.pem")]
    [InlineData("Mail:Smtp:Folder", "INBOX")]
    [InlineData("Mail:Smtp:OAuth:Token", "x")]
    [InlineData("Mail:Mailboxes:0:Host", "")]
    [InlineData("Mail:Mailboxes:0:User", "")]
    [InlineData("Mail:Mailboxes:0:OAuth:TokenUrl", "http://login.example/token")]
    [InlineData("Mail:Mailboxes:0:OAuth:TokenUrl", "")]
    [InlineData("Mail:Mailboxes:0:OAuth:TokenUrl", "login.example")]
    [InlineData("Mail:Mailboxes:0:OAuth:ClientId", "")]
    [InlineData("Mail:Mailboxes:0:OAuth:ClientSecret", "")]
    // What people try when a certificate is refused: there is no such switch, and it is not passed over in silence.
    [InlineData("Mail:Imap:AcceptAnyCertificate", "true")]
    [InlineData("Mail:Imap:CheckCertificate", "false")]
    [InlineData("Mail:Smtp:IgnoreCertificateErrors", "true")]
    [InlineData("Mail:Mailboxes:0:CheckCertificateRevocation", "false")]
    [InlineData("Mail:Imap:Securty", "Tls")]
    public void Read_WhenASettingIsBroken_NamesItInOneLineWithoutTheSecret(string key, string value)
    {
        var fault = Assert.Throws<ConfigurationException>(() => Read(new(Whole) { [key] = value }));

        Assert.StartsWith(key + " (environment variable " + key.Replace(":", "__", StringComparison.Ordinal), fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
        Assert.DoesNotContain("hemligt", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenTheTrustedFileHoldsNoCertificate_NamesTheSetting()
    {
        var file = Path.GetTempFileName();

        var fault = Assert.Throws<ConfigurationException>(() => Read(new(Whole) { ["Mail:Smtp:TrustedRootFile"] = file }));

        Assert.StartsWith("Mail:Smtp:TrustedRootFile", fault.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public void Read_WhenAMailboxStandsTwice_NamesTheSecond()
    {
        var twice = new Dictionary<string, string?>(Whole)
        {
            ["Mail:Mailboxes:1:Host"] = "IMAP.example",
            ["Mail:Mailboxes:1:User"] = "svar@po.example",
            ["Mail:Mailboxes:1:Password"] = "x",
        };

        Assert.StartsWith("Mail:Mailboxes:1 ", Assert.Throws<ConfigurationException>(() => Read(twice)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfSeveralMailboxes_KeepsThemApart()
    {
        var letters = Read(Whole);

        Assert.Equal(["Mail:Imap", "Mail:Mailboxes:0"], letters.Mailboxes.Select(m => m.Key));
        Assert.Equal(["", "PO Annan"], letters.Mailboxes.Select(m => m.Organisation));
        Assert.Equal([(993, MailSecurity.Tls), (993, MailSecurity.Tls)], letters.Mailboxes.Select(m => (m.Server.Port, m.Server.Security)));
        Assert.Equal([false, true], letters.Mailboxes.Select(m => m.Server.Tokens != null));
        Assert.Equal(("INBOX", "Systemfel"), (letters.Mailboxes[1].Folder, letters.Mailboxes[1].DoneFolder));
        Assert.Equal((587, MailSecurity.StartTls), (letters.Smtp!.Port, letters.Smtp.Security));
    }

    [Fact]
    public void Read_OfNothing_HasNoServers()
    {
        var letters = Read([]);

        Assert.Null(letters.Smtp);
        Assert.Empty(letters.Mailboxes);
    }

    private static LetterOptions Read(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().Add(new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource { InitialData = settings }).Build();
        return MailSettings.Read(configuration, new Production());
    }

    private sealed class Production : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Production";
        public string ApplicationName { get; set; } = "Systemfel";
        public string ContentRootPath { get; set; } = Path.GetTempPath();
        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
