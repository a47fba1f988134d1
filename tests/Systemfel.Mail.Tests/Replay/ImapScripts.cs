namespace Systemfel.Mail.Tests;

/// <summary>What the replayed IMAP conversations begin with.</summary>
internal static class ImapScripts
{
    public const string User = "svar@po.example";

    /// <summary>Greeting and capabilities of a server that can idle; no sign-in.</summary>
    public const string Hello = """
        S: * OK ready
        C: S0001 CAPABILITY
        S: * CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 IDLE MOVE UIDPLUS
        S: S0001 OK done

        """;

    public static MailServerOptions Options(ScriptedServer server, MailSecurity security = MailSecurity.None) => new()
    {
        Host = "localhost",
        Port = server.Port,
        Security = security,
        CommandTimeout = TimeSpan.FromSeconds(5),
        TotalTimeout = TimeSpan.FromSeconds(10),
        LargestMessage = 1000,
    };
}
