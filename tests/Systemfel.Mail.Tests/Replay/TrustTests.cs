using System.Reflection;
using System.Text.RegularExpressions;

namespace Systemfel.Mail.Tests;

/// <summary>That certificate checks cannot be switched off by accident.</summary>
public partial class TrustTests
{
    [Fact]
    public void RequireProtected_InTheClearToAnotherMachine_IsRefused() =>
        Assert.Throws<MailSecurityException>(() => MailConnection.RequireProtected(false, new System.Net.IPEndPoint(System.Net.IPAddress.Parse("192.0.2.7"), 143)));

    [Fact]
    public void RequireProtected_InTheClearToTheSameMachine_IsLetThrough() =>
        Assert.Null(Record.Exception(() => MailConnection.RequireProtected(false, new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 143))));

    [Fact]
    public void Options_HaveNoSwitchThatTurnsAProtectionOff()
    {
        var switches = typeof(MailServerOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.PropertyType == typeof(bool) || typeof(Delegate).IsAssignableFrom(p.PropertyType));
        Assert.Empty(switches);
        Assert.Equal(["StartTls", "Tls", "None"], Enum.GetNames<MailSecurity>());
    }

    [Fact]
    public void Source_NamesACertificateCallbackInOnePlace()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "Systemfel.sln")))
            root = Path.GetDirectoryName(root)!;
        var places = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && Callback().IsMatch(File.ReadAllText(f)))
            .Select(f => Path.GetFileName(f));
        Assert.Equal(["ServerTrust.cs"], places);
    }

    [Fact]
    public async Task Connect_WhenTheTrustedFileIsMissing_GivesUp()
    {
        await using var server = new ScriptedServer("TLS");
        await Assert.ThrowsAsync<MailSecurityException>(() => ImapClient.ConnectAsync(ImapScripts.Options(server, MailSecurity.Tls) with { TrustedRootFile = "/finns/inte.pem" }));
    }

    [Fact]
    public async Task Connect_WhenAnotherCertificateIsTrusted_GivesUp()
    {
        await using var other = new ScriptedServer("CLOSE");
        await using var server = new ScriptedServer("TLS");
        await Assert.ThrowsAsync<MailSecurityException>(() => ImapClient.ConnectAsync(ImapScripts.Options(server, MailSecurity.Tls) with { TrustedRootFile = other.WriteCertificate() }));
    }

    [GeneratedRegex("CertificateValidationCallback|CertificateCustomValidation|DangerousAcceptAny|X509VerificationFlags|ServicePointManager", RegexOptions.NonBacktracking)]
    private static partial Regex Callback();
}
