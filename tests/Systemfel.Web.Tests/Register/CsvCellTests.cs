using CsvHelper;
using Systemfel.Web.Features.Register;

namespace Systemfel.Web.Tests.Register;

public class CsvCellTests
{
    private static readonly string[] Starts = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "−"];

    private static readonly string[] Rests = ["1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://x.example\";\"klicka\")", "SUM(A1:A9);B2\r\nny rad"];

    /// <summary>Fifty ways to begin a formula.</summary>
    public static TheoryData<string> Payloads() =>
        [.. Starts.SelectMany(s => Rests.Select(r => s + r)), " =1+1", "\u200B@SUM(1)"];

    [Fact]
    public void Payloads_AreFifty() => Assert.Equal(50, Payloads().Count);

    [Theory, MemberData(nameof(Payloads))]
    public void Safe_WhenTextBeginsLikeAFormula_IsTextAndKeepsEveryWord(string payload)
    {
        var read = WriteAndRead(CsvCell.Safe(payload));

        Assert.StartsWith("'", read, StringComparison.Ordinal);
        Assert.Equal(payload, read[1..]);
    }

    [Theory]
    [InlineData("Svårt att nå handläggare")]
    [InlineData("2026-11-30")]
    [InlineData("\"citat\"; semikolon\noch ny rad")]
    [InlineData("")]
    public void Safe_WhenTextIsPlain_LeavesItAsItIs(string text) => Assert.Equal(text, WriteAndRead(CsvCell.Safe(text)));

    private static string WriteAndRead(string cell)
    {
        using var stream = new MemoryStream();
        using (var csv = CsvWriter.Create(stream, new CsvWriterOptions { Separator = ';' }, leaveOpen: true))
        {
            csv.WriteField("före");
            csv.WriteField(cell);
            csv.EndRecord();
        }
        return CsvText.Read(stream.ToArray())[0][1];
    }
}
