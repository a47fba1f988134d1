using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Systemfel.Mail.Tests;

public sealed class SecureMimeTests : IDisposable
{
    private const string Inner = "Content-Type: text/plain; charset=utf-8\r\n\r\nSvaret är ja.\r\n";
    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _certificate;

    public SecureMimeTests()
    {
        var request = new CertificateRequest("CN=Åsa Öst", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddEmailAddress("Asa@myndighet.example");
        request.CertificateExtensions.Add(names.Build());
        _certificate = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2120, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }

    private byte[] Sign(string entity, bool detached)
    {
        var cms = new SignedCms(new ContentInfo(Encoding.UTF8.GetBytes(entity)), detached);
        cms.ComputeSignature(new CmsSigner(_certificate) { IncludeOption = X509IncludeOption.EndCertOnly });
        return cms.Encode();
    }

    private MimeMessage Detached(string sent, string lineEnd = "\r\n") =>
        MimeMessage.Parse(Encoding.UTF8.GetBytes($"From: asa@myndighet.example\r\nContent-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=b\r\n\r\n--b\r\n{sent}\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Sign(Inner, true))}\r\n--b--\r\n".Replace("\r\n", lineEnd, StringComparison.Ordinal)));

    private static MimeMessage Opaque(byte[] cms, string type = "signed-data") =>
        Written.Mail($"From: asa@myndighet.example\nContent-Type: application/pkcs7-mime; smime-type={type}; name=smime.p7m\nContent-Disposition: attachment; filename=smime.p7m\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(cms)}\n");

    [Fact]
    public void Signature_WhenTheTextWasChanged_DoesNotFit()
    {
        var mail = Detached(Inner.Replace("ja", "nej", StringComparison.Ordinal));
        Assert.False(mail.Signature!.IsIntact);
        Assert.False(mail.Signature.IsTrusted);
        Assert.Contains("the signature does not fit the mail", mail.Problems);
        Assert.Equal("Svaret är nej.", mail.Text.Trim());
    }

    [Fact]
    public void Signature_WhenItIsNoSignature_CannotBeRead()
    {
        var mail = Written.Mail("From: a@x.example\nContent-Type: multipart/signed; boundary=b\n\n--b\n\nText\n--b\nContent-Type: application/pkcs7-signature; name=smime.p7s\n\nskräp\n--b--\n");
        Assert.False(mail.Signature!.IsIntact);
        Assert.Contains("the signature cannot be read", mail.Problems);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public void Signature_WhenTheMailIsAsItWasSigned_NamesTheSigner(string lineEnd)
    {
        var mail = Detached(Inner, lineEnd);
        // Signed by itself: intact, and trusted by nobody.
        Assert.Equal(new MailSignature(true, "Åsa Öst", "asa@myndighet.example", false), mail.Signature);
        Assert.Empty(mail.Problems);
        Assert.Equal("Svaret är ja.", mail.Text.Trim());
    }

    [Fact]
    public void Opaque_WhenSigned_IsOpenedAndRead()
    {
        var mail = Opaque(Sign(Inner, false));
        Assert.Equal("Svaret är ja.", mail.Text.Trim());
        Assert.Equal(new MailSignature(true, "Åsa Öst", "asa@myndighet.example", false), mail.Signature);
        Assert.Equal(MailKind.Reply, MailClassifier.Classify(mail).Kind);
    }

    [Fact]
    public void Opaque_WhenItHoldsFiles_ListsThem()
    {
        var mail = Opaque(Sign("Content-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nSe bilaga\r\n--c\r\nContent-Type: application/pdf; name=svar.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n--c--\r\n", false));
        Assert.Equal("svar.pdf", Assert.Single(mail.Attachments).Name);
        Assert.Equal("Se bilaga", mail.Text.Trim());
    }

    [Fact]
    public void Opaque_WhenEncrypted_IsKeptWithANoteAndNeedsNoReview()
    {
        var cms = new EnvelopedCms(new ContentInfo(Encoding.UTF8.GetBytes(Inner)));
        cms.Encrypt(new CmsRecipient(_certificate));
        var mail = Opaque(cms.Encode(), "enveloped-data");
        Assert.Equal("smime.p7m", Assert.Single(mail.Attachments).Name);
        Assert.Contains("encrypted, cannot be read here", mail.Problems);
        Assert.False(mail.NeedsReview);
        Assert.Null(mail.Signature);
    }

    [Fact]
    public void Opaque_WhenCutAnywhere_IsKept()
    {
        var whole = Sign(Inner, false);
        Assert.All(Enumerable.Range(1, 40), i => Assert.NotNull(Opaque(whole[..(whole.Length * i / 41)]).Text));
    }

    [Fact]
    public void Signature_WhenThereIsNone_IsNull() => Assert.Null(Written.Mail("From: a@x.example\n\nText").Signature);
}
