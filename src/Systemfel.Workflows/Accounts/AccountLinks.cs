namespace Systemfel.Workflows.Accounts;

/// <summary>Addresses that account mail leads to. Built from the configured base address, never from a request's Host header.</summary>
public sealed class AccountLinks(Uri publicBaseUrl)
{
    /// <summary>The host name of the service: the right side of Message-IDs.</summary>
    public string Host => publicBaseUrl.Host;

    internal Uri Invitation(string token) => new(publicBaseUrl, "/konto/inbjudan/" + token);

    internal Uri SignIn(string token) => new(publicBaseUrl, "/konto/lank/" + token);

    internal Uri Reset(string token) => new(publicBaseUrl, "/konto/aterstall/" + token);
}
