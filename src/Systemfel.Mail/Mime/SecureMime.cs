using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Systemfel.Mail;

/// <summary>Whether a signature fits what it covers, and the CMS it stands in; null when that could not be read.</summary>
internal sealed record SignatureCheck(bool IsIntact, SignedCms? Cms);

/// <summary>S/MIME (RFC 8551): checks detached signatures, opens opaque ones, and says when a mail is encrypted. Decrypts nothing.</summary>
internal static class SecureMime
{
    private const string DataType = "1.2.840.113549.1.7.1";
    private const string SignedType = "1.2.840.113549.1.7.2";
    private const string EnvelopedType = "1.2.840.113549.1.7.3";
    private const string AuthEnvelopedType = "1.2.840.113549.1.9.16.1.23";

    public static bool IsOpaque(MimePart part) => part.ContentType.MimeType is "application/pkcs7-mime" or "application/x-pkcs7-mime";

    /// <summary>Opens a signed <c>smime.p7m</c>.</summary>
    /// <returns>The entity inside with the signature, or null when there is none that can be read here.</returns>
    public static (byte[] Content, SignatureCheck Signature)? Open(MimePart part, ReadingState state)
    {
        try
        {
            var type = ContentInfo.GetContentType(part.Content).Value;
            if (type is EnvelopedType or AuthEnvelopedType)
            {
                state.Problem("encrypted, cannot be read here");
                return null;
            }

            if (type != SignedType)
                return null;
            var cms = new SignedCms();
            cms.Decode(part.Content);
            var content = cms.ContentInfo.Content;
            if (cms.Detached || content.Length == 0 || !state.TakeDecoded(content.Length))
                return null;
            return (content, Check(cms, state));
        }
        catch (CryptographicException)
        {
            state.Problem("S/MIME that cannot be read, kept as it is");
            return null;
        }
    }

    /// <summary>Checks <c>multipart/signed</c> with a pkcs7 signature; null for other kinds (PGP) and when it holds no signature.</summary>
    public static SignatureCheck? Verify(MimePart part, ReadingState state)
    {
        if (part.ContentType.MimeType != "multipart/signed" || part.Parts is not [var signed, .., var signature]
            || signature.ContentType.MimeType is not ("application/pkcs7-signature" or "application/x-pkcs7-signature"))
            return null;
        try
        {
            var cms = new SignedCms(new ContentInfo(new Oid(DataType), Canonical(signed.Entity.Span)), detached: true);
            cms.Decode(signature.Content);
            return Check(cms, state);
        }
        catch (CryptographicException)
        {
            state.Problem("the signature cannot be read");
            return new SignatureCheck(false, null);
        }
    }

    /// <summary>Who signed, and whether this machine trusts the certificate: apart from the check, since building a chain takes longer than reading a mail.</summary>
    public static MailSignature Describe(SignatureCheck check)
    {
        var certificate = check.Cms is { SignerInfos.Count: > 0 } cms ? cms.SignerInfos[0].Certificate : null;
        return new MailSignature(
            check.IsIntact,
            certificate is null ? null : Name(certificate, X509NameType.SimpleName),
            certificate is null ? null : Name(certificate, X509NameType.EmailName)?.ToLowerInvariant(),
            check.IsIntact && certificate is not null && IsTrusted(certificate, check.Cms!.Certificates));
    }

    private static SignatureCheck Check(SignedCms cms, ReadingState state)
    {
        var intact = IsIntact(cms);
        if (!intact)
            state.Problem("the signature does not fit the mail");
        return new SignatureCheck(intact, cms);
    }

    private static bool IsIntact(SignedCms cms)
    {
        if (cms.SignerInfos.Count == 0)
            return false;
        try
        {
            cms.CheckSignature(verifySignatureOnly: true);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsTrusted(X509Certificate2 certificate, X509Certificate2Collection others)
    {
        using var chain = new X509Chain();
        // A mail must not make this machine call anywhere.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ExtraStore.AddRange(others);
        return chain.Build(certificate);
    }

    private static string? Name(X509Certificate2 certificate, X509NameType type) =>
        certificate.GetNameInfo(type, forIssuer: false) is { Length: > 0 } name ? string.Concat(name.Where(AttachmentName.IsHarmless)) : null;

    // What was signed has CRLF (RFC 8551 3.1.1), whatever a gateway made of it.
    private static byte[] Canonical(ReadOnlySpan<byte> entity)
    {
        var output = new MemoryStream(entity.Length + 64);
        for (var i = 0; i < entity.Length; i++)
        {
            if (entity[i] == '\n' && (i == 0 || entity[i - 1] != '\r'))
                output.WriteByte((byte)'\r');
            output.WriteByte(entity[i]);
        }

        return output.ToArray();
    }
}
