using System.Text;
using Systemfel.Workflows.Yearly;

namespace Systemfel.Workflows.Tests.Yearly;

public class ReturnJsonTests
{
    private static readonly ReturnFile File = new("2022", 2022, "PO Prov", "Provköpings kommun", "Provlän", FormOf2022.Values.Typed, [new("6.2", "Kommun: försörjningsstöd", "Det är svårt att nå någon.", 3)])
    {
        SumReason = "Siffrorna är lästa ur en inskannad blankett.",
        DecidedOn = new DateOnly(2023, 1, 3),
    };

    [Theory]
    [InlineData("", "går inte att läsa")]
    [InlineData("[1, 2", "felet är på rad 1")]
    [InlineData("""{"format":"systemfel-arsredovisning","version":1,"template":"2022","year":2022}""", "går inte att läsa")]
    [InlineData("""{"format":"annat","template":"2022","year":2022,"service":"a","host":"b","county":"c","values":{},"texts":[]}""", "ingen årsredovisning")]
    [InlineData("""{"format":"systemfel-arsredovisning","version":1,"template":"1999","year":2022,"service":"a","host":"b","county":"c","values":{},"texts":[]}""", "blanketten ”1999”")]
    [InlineData("""{"format":"systemfel-arsredovisning","version":1,"template":"2022","year":22,"service":"a","host":"b","county":"c","values":{},"texts":[]}""", "år 22")]
    [InlineData("""{"format":"systemfel-arsredovisning","version":1,"template":"2022","year":2022,"service":"a","host":"b","county":"c","values":{"9.9":"x"},"texts":[]}""", "fältet ”9.9”")]
    [InlineData("""{"format":"systemfel-arsredovisning","version":1,"template":"2022","year":2022,"service":"a","host":"b","county":"c","values":{},"texts":[{"field":"1.1","heading":"","text":"x","cases":0}]}""", "”1.1”")]
    [InlineData("""{"format":"systemfel-arsredovisning","version":2,"template":"2022","year":2022,"service":"a","host":"b","county":"c","values":{},"texts":[]}""", "nyare version")]
    public void Read_WhatIsNoReturn_SaysWhy(string content, string says) =>
        Assert.Contains(says, Assert.Throws<ReturnFileException>(() => ReturnJson.Read(Encoding.UTF8.GetBytes(content))).Message);

    [Fact]
    public void Read_AFileThatIsTooLarge_SaysSo() => Assert.Contains("5 MB", Assert.Throws<ReturnFileException>(() => ReturnJson.Read(new byte[ReturnJson.MostBytes + 1])).Message);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var read = ReturnJson.Read(ReturnJson.Write(File));

        Assert.Equal(File.Values, read.Values);
        Assert.Equal(File.Texts, read.Texts);
        Assert.Equal((File.SumReason, File.DecidedOn, File.Template, File.Year), (read.SumReason, read.DecidedOn, read.Template, read.Year));
    }
}
