using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Systemfel.Mail;

/// <summary>Certificate checks: the machine's trust, and besides it only the certificates in an explicitly named file. The name must always fit.</summary>
internal static class ServerTrust
{
    public static SslClientAuthenticationOptions For(MailServerOptions options)
    {
        var tls = new SslClientAuthenticationOptions { TargetHost = options.Host };
        if (options.TrustedRootFile is not null)
        {
            var extra = new X509Certificate2Collection();
            try
            {
                extra.ImportFromPemFile(options.TrustedRootFile);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
            {
                throw new MailSecurityException("The file of trusted certificates cannot be read.", e);
            }

            tls.RemoteCertificateValidationCallback = (_, certificate, _, errors) => Accept(certificate, errors, extra);
        }

        return tls;
    }

    private static bool Accept(X509Certificate? certificate, SslPolicyErrors errors, X509Certificate2Collection extra)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 leaf)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(extra);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // a private authority seldom answers
        return chain.Build(leaf);
    }
}
