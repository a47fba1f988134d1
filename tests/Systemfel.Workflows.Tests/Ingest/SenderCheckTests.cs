using Systemfel.Workflows.Ingest;

namespace Systemfel.Workflows.Tests.Ingest;

public class SenderCheckTests
{
    private const string Other = "Avsändarens domän är ingen av dem som mottagaren svarar från.";

    private static string Why(string domain, params string[] own) => SenderCheck.WhyUnverified(domain, [own]);

    [Theory]
    [InlineData("forsakringskassan.se.example.com")]
    [InlineData("svar.forsakringskassan.se.example.com")]
    [InlineData("forsakringskassan.com")]
    [InlineData("forsakringskasan.se")]
    [InlineData("forsakringskassann.se")]
    [InlineData("forsakringskasssan.se")]
    [InlineData("forsakrinsgkassan.se")]
    [InlineData("f0rsakringskassan.se")]
    [InlineData("forsakr1ngskassan.se")]
    [InlineData("fоrsakringskassan.se")]
    [InlineData("xn--frsakringskassan-mkn.se")]
    [InlineData("försäkringskassan.se")]
    [InlineData("mail.forsakringskassan-se.example")]
    [InlineData("forsakrings-kassan.se")]
    [InlineData("forsakringskassan-svar.example")]
    public void Reason_WhenTheDomainLooksLikeTheContacts_NamesIt(string domain) =>
        Assert.Equal($"Avsändarens domän liknar mottagarens men är en annan ({domain}).", Why(domain, "forsakringskassan.se"));

    [Theory]
    [InlineData("rnalmo.se", "malmo.se")]
    [InlineData("kornmun.example", "kommun.example")]
    [InlineData("vvaxholm.example", "waxholm.example")]
    public void Reason_WhenTwoLettersLookLikeOne_NamesIt(string domain, string own) => Assert.Contains("liknar mottagarens", Why(domain, own), StringComparison.Ordinal);

    [Theory]
    [InlineData("example.org", "forsakringskassan.se")]
    [InlineData("arbetsformedlingen.se", "forsakringskassan.se")]
    [InlineData("falun.example", "mora.example")]
    [InlineData("fk.se", "fm.se")]
    [InlineData("gmail.com", "region.example")]
    public void Reason_WhenTheDomainIsSimplyAnother_SaysSo(string domain, string own) => Assert.Equal(Other, Why(domain, own));

    [Theory]
    [InlineData("forsakringskassan.se")]
    [InlineData("post.forsakringskassan.se")]
    [InlineData("fk.example")]
    public void Reason_WhenTheDomainIsTheContacts_IsNone(string domain) => Assert.Equal("", Why(domain, "fk.example", "forsakringskassan.se"));

    [Fact]
    public void Reason_WhenOnlyOneOfTwoLettersFits_IsGiven() => Assert.Equal(Other, SenderCheck.WhyUnverified("falun.example", [["falun.example"], ["mora.example"]]));

    [Fact]
    public void Reason_WhenTheAddressHasNoDomain_IsGiven() => Assert.Equal("Avsändarens adress har ingen domän.", Why("", "falun.example"));
}
