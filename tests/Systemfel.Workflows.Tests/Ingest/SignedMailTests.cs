using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Systemfel.Data.Letters;
using Systemfel.Mail;
using Systemfel.Workflows.Ingest;

namespace Systemfel.Workflows.Tests.Ingest;

/// <summary>What is made of an S/MIME signature when the sender is weighed (RFC 8551).</summary>
public sealed class SignedMailTests
{
    private static readonly LetterRecipient[] Recipients = [new() { Domains = "sater.example" }];

    [Fact]
    public void Words_OfASignedMail_NameTheSignerAndWhetherTheCertificateIsTrusted()
    {
        var mail = Signed("Vi har ändrat rutinen.");

        Assert.Equal("signerat av registrator@sater.example, certifikatet är inte betrott", SenderCheck.Words(mail, null));
        Assert.Equal("", SenderCheck.WhyUnverified(mail, null, Recipients));
    }

    [Fact]
    public void Reason_WhenASignedMailWasChangedOnTheWay_IsGiven()
    {
        var mail = Signed("Vi har ändrat rutinen.", written: "Vi har inte ändrat rutinen.");

        Assert.Contains("signatur stämmer inte", SenderCheck.WhyUnverified(mail, null, Recipients));
        Assert.Equal("signaturen stämmer inte", SenderCheck.Words(mail, null));
    }

    private static MimeMessage Signed(string signed, string? written = null)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Registrator, E=registrator@sater.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var cms = new SignedCms(new ContentInfo(Encoding.UTF8.GetBytes(Part(signed))), detached: true);
        cms.ComputeSignature(new CmsSigner(certificate));
        return MimeMessage.Parse(Encoding.UTF8.GetBytes(
            "From: <registrator@sater.example>\r\nTo: <svar@po.example>\r\nSubject: Svar\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=b\r\n\r\n--b\r\n" + Part(written ?? signed)
            + "\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Convert.ToBase64String(cms.Encode(), Base64FormattingOptions.InsertLineBreaks) + "\r\n--b--\r\n"));
    }

    private static string Part(string text) => "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + text + "\r\n";
}
