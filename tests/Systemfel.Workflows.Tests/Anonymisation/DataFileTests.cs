using Systemfel.Workflows.Anonymisation;

namespace Systemfel.Workflows.Tests.Anonymisation;

public class DataFileTests
{
    [Theory]
    [InlineData("# ok\na\tb\nc", "The data file names.tsv, line 3, has 1 cell where 2 separated by tabs are expected.")]
    [InlineData("a\tb\tc", "The data file names.tsv, line 1, has 3 cells where 2 separated by tabs are expected.")]
    [InlineData("a\tb\n\nc\t", "The data file names.tsv, line 3, has a cell that is empty or begins or ends with a space.")]
    [InlineData("a\t b", "The data file names.tsv, line 1, has a cell that is empty or begins or ends with a space.")]
    [InlineData("# only words\n\n", "The data file names.tsv holds no rows.")]
    public void Read_WhenALineIsBroken_NamesFileAndLine(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => DataFile.Read("names.tsv", 2, new StringReader(text))).Message);

    [Fact]
    public void Number_WhenTheCellIsNoNumber_NamesFileAndLine()
    {
        var row = DataFile.Read("places.tsv", 2, new StringReader("a\t-1"))[0];

        Assert.Equal("The data file places.tsv, line 1, has '-1' where a whole number is expected.",
            Assert.Throws<InvalidDataException>(() => row.Number(1)).Message);
    }

    [Fact]
    public void Read_WhenTheFileIsNotInTheBuild_SaysSo() =>
        Assert.Contains("nowhere.tsv", Assert.Throws<InvalidDataException>(() => DataFile.Read("nowhere.tsv", 2)).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_WhenCommentsAndEmptyLinesStandBetween_GivesTheRowsWithTheirLines()
    {
        var rows = DataFile.Read("names.tsv", 2, new StringReader("# head\n\na\t1\r\n# more\nb\t2"));

        Assert.Equal([("a", 1, 3), ("b", 2, 5)], rows.Select(r => (r[0], r.Number(1), r.Line)));
    }
}
