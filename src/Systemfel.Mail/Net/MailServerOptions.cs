namespace Systemfel.Mail;

/// <summary>How a connection to a mail server is protected.</summary>
public enum MailSecurity
{
    /// <summary>STARTTLS is required: without it the connection is given up, never continued in the clear.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>No protection; only for a server on the same machine. Passwords are sent to loopback addresses only.</summary>
    None,
}

/// <summary>Where a mail server is and how to talk to it. The certificate is always checked, name and chain.</summary>
public sealed record MailServerOptions
{
    /// <summary>Host name as in the server's certificate.</summary>
    public required string Host { get; init; }

    /// <summary>TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>Protection; STARTTLS when nothing else is said.</summary>
    public MailSecurity Security { get; init; } = MailSecurity.StartTls;

    /// <summary>User name, or null for no sign-in.</summary>
    public string? User { get; init; }

    /// <summary>Password, or null.</summary>
    public string? Password { get; init; }

    /// <summary>Where access tokens come from: with them the sign-in is XOAUTH2 and the password is not used; null for a password.</summary>
    public AccessTokens? Tokens { get; init; }

    /// <summary>A PEM file with certificates trusted besides the machine's own, for servers with a private authority; null for none.</summary>
    public string? TrustedRootFile { get; init; }

    /// <summary>The name given in EHLO; null for the machine's own.</summary>
    public string? LocalName { get; init; }

    /// <summary>Longest wait for one answer or one piece of data.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Longest time for one whole exchange: connecting, one mail sent, one mail fetched.</summary>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Largest mail in bytes that is fetched; a larger one is reported without its bytes.</summary>
    public int LargestMessage { get; init; } = 40 * 1024 * 1024;

    /// <summary>Server, port and protection; never user and password, since options end up in logs.</summary>
    /// <returns>As <c>mail.example:587 (StartTls)</c>.</returns>
    public override string ToString() => $"{Host}:{Port} ({Security})";
}
