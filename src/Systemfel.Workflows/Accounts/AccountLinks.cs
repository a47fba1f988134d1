namespace Systemfel.Workflows.Accounts;

/// <summary>Addresses that account mail leads to. Built from the configured base address, never from a request's Host header.</summary>
public sealed class AccountLinks(Uri publicBaseUrl)
{
    /// <summary>The host name of the service: the right side of Message-IDs.</summary>
    public string Host => publicBaseUrl.Host;

    internal Uri Invitation(string token) => new(publicBaseUrl, "/konto/inbjudan/" + token);

    /// <param name="token">Opens the account once.</param>
    /// <param name="to">The page to go on to, as a path of this service; empty for the start page.</param>
    internal Uri SignIn(string token, string to) => new(publicBaseUrl, "/konto/lank/" + token + (to.Length == 0 ? "" : "?till=" + Uri.EscapeDataString(to)));

    internal Uri Calendar(string key) => new(publicBaseUrl, $"/kalender/{key}.ics");

    internal Uri Reset(string token) => new(publicBaseUrl, "/konto/aterstall/" + token);
}
