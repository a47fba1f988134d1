namespace Systemfel.Mail;

/// <summary>What an S/MIME signature shows. It proves who holds the certificate, not that the From line is true.</summary>
/// <param name="IsIntact">Whether the signed part is as it was signed.</param>
/// <param name="SignerName">The name in the signer's certificate, or null.</param>
/// <param name="SignerAddress">The address in the signer's certificate, lower case, or null.</param>
/// <param name="IsTrusted">Whether the certificate chain ends in a root that this machine trusts. Nothing is fetched to find out, and revocation is not asked for.</param>
public sealed record MailSignature(bool IsIntact, string? SignerName, string? SignerAddress, bool IsTrusted);
