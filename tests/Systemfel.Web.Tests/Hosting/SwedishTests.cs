using Systemfel.Web.Hosting;

namespace Systemfel.Web.Tests.Hosting;

public class SwedishTests
{
    [Theory]
    [InlineData("SIP och samordning", "SIP och samordning")]
    [InlineData("Sjukpenning och SGI", "sjukpenning och SGI")]
    [InlineData("Ö", "Ö")]
    [InlineData("", "")]
    public void InSentence_LowersOnlyAWordThatGoesOnInSmallLetters(string name, string expected) => Assert.Equal(expected, Swedish.InSentence(name));
}
