namespace Systemfel.Mail.Tests;

public class AddressTests
{
    [Theory]
    [InlineData("a@x.example", "a@x.example")]
    [InlineData("Åsa Öst <a@x.example>", "a@x.example")]
    [InlineData("\"Öst, Åsa\" <a@x.example>", "a@x.example")]
    [InlineData("Öst, Åsa <a@x.example>", "a@x.example")]
    [InlineData("<<a@x.example>>", "a@x.example")]
    [InlineData("Åsa <a@x.example", "a@x.example")]
    [InlineData("a@x.example (Åsa Öst)", "a@x.example")]
    [InlineData("Åsa Öst a@x.example", "a@x.example")]
    [InlineData("registrator", "registrator")]
    [InlineData("<mailto:a@x.example>", "a@x.example")]
    [InlineData("\"a b\"@x.example", "a b@x.example")]
    [InlineData("@relay.example:a@x.example", "a@x.example")]
    [InlineData("a@x.example; b@x.example", "a@x.example|b@x.example")]
    [InlineData("a@x.example,, b@x.example,", "a@x.example|b@x.example")]
    [InlineData("Gruppen: a@x.example, B <b@x.example>;, c@x.example", "a@x.example|b@x.example|c@x.example")]
    [InlineData("undisclosed-recipients:;", "")]
    [InlineData("=?utf-8?Q?=C3=96st=2C_=C3=85sa?= <a@x.example>", "a@x.example")]
    [InlineData("", "")]
    public void Addresses_WhenWrittenThisWay_AreFound(string raw, string expected) =>
        Assert.Equal(expected, string.Join('|', Written.Header("To: " + raw).To.Select(a => a.Address)));

    [Theory]
    [InlineData("\"Öst, Åsa\" <a@x.example>", "Öst, Åsa")]
    [InlineData("Öst, Åsa <a@x.example>", "Öst, Åsa")]
    [InlineData("a@x.example (Åsa Öst)", "Åsa Öst")]
    [InlineData("=?utf-8?Q?=C3=96st=2C_=C3=85sa?= <a@x.example>", "Öst, Åsa")]
    [InlineData("\"=?utf-8?Q?=C3=85sa?=\" <a@x.example>", "Åsa")]
    [InlineData("\"Åsa \\\"Å\\\" Öst\" <a@x.example>", "Åsa Å Öst")]
    [InlineData("a@x.example", null)]
    public void Name_WhenWrittenThisWay_IsDecoded(string raw, string? expected) =>
        Assert.Equal(expected, Written.Header("From: " + raw).From[0].Name);

    [Fact]
    public void Domain_WhenTheNameHoldsAnotherAddress_IsThatOfTheAddress() =>
        Assert.Equal("angripare.example", Written.Header("From: \"chef@myndighet.example\" <x@Angripare.example>").From[0].Domain);
}
