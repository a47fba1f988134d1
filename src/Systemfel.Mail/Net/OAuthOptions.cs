namespace Systemfel.Mail;

/// <summary>Where access tokens are had for a program of its own, without a person (OAuth 2.0 client credentials, RFC 6749 4.4).</summary>
public sealed record OAuthOptions
{
    private readonly Uri _tokenUrl = null!;

    /// <summary>The token server; https, or this machine.</summary>
    /// <exception cref="ArgumentException">The secret would go unprotected.</exception>
    public required Uri TokenUrl
    {
        get => _tokenUrl;
        init => _tokenUrl = IsSafe(value) ? value : throw new ArgumentException("The token address must begin with https.", nameof(value));
    }

    /// <summary>The program's id at the token server.</summary>
    public required string ClientId { get; init; }

    /// <summary>Its secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>What the token is for; empty where the server needs none.</summary>
    public string Scope { get; init; } = "";

    /// <summary>Whether a secret may be sent to an address.</summary>
    /// <param name="address">The address.</param>
    /// <returns>True for https, and for http to this machine.</returns>
    public static bool IsSafe(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));
    }

    /// <summary>The token server's name; never the secret, since options end up in logs.</summary>
    /// <returns>As <c>login.microsoftonline.com</c>.</returns>
    public override string ToString() => TokenUrl.Host;
}
