using Systemfel.Web.Features.Lists;

namespace Systemfel.Web.Tests.Lists;

public class ListWritingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 11, 0, 0, TimeSpan.Zero);

    private static readonly ListOf<int> List = new("test", "test", "Ett:mycket/långt [namn] på en flik i en bok?",
    [
        new("Tal", n => n), new("Dag", n => new DateOnly(2026, 11, 27).AddDays(n)), new("När", _ => Noon), new("Text", n => $"Rad {n}"), new("Tomt", _ => (string?)null),
    ]);

    [Fact]
    public async Task Xlsx_OfNumbersDaysAndMoments_KeepsThemAsWhatTheyAre()
    {
        var book = new Workbook(await WriteAsync(ListFormat.Xlsx, 1));

        Assert.Empty(book.Faults);
        Assert.Equal(["Tal", "Dag", "När", "Text", "Tomt"], book.Rows[0]);
        Assert.Equal(["0", "46353", "46353.5", "Rad 0", ""], book.Rows[1]);
        Assert.Equal([null, "2", "3", "4"], book.Cells.Skip(5).Select(c => c.Style));
        Assert.Equal([null, null, null, "inlineStr"], book.Cells.Skip(5).Select(c => c.Type));
    }

    [Fact]
    public async Task Csv_OfNumbersDaysAndMoments_WritesThemAsSwedishExcelReadsThem()
    {
        var rows = CsvText.Read(await WriteAsync(ListFormat.Csv, 1));

        Assert.Equal(["0", "2026-11-27", "2026-11-27 12:00", "Rad 0", ""], rows[1]);
    }

    [Fact]
    public async Task Xlsx_OfNoRows_IsAWorkbookWithItsHeader()
    {
        var book = new Workbook(await WriteAsync(ListFormat.Xlsx, 0));

        Assert.Empty(book.Faults);
        Assert.Equal(List.Columns.Select(c => c.Name), Assert.Single(book.Rows));
        Assert.Equal("Ettmycketlångt namn på en flik i en bok"[..31], Assert.Single(book.Sheets));
    }

    [Fact]
    public async Task Xlsx_OfMoreRowsThanASheetHolds_GoesOnOnTheNextWithTheHeader()
    {
        using var file = new MemoryStream();
        using (var table = new XlsxTable("Bok", rowsPerSheet: 3))
        {
            table.Begin(["Tal"]);
            for (var n = 1; n <= 5; n++)
            {
                table.Write(n);
                table.EndRow();
            }
            table.End();
            await table.PassOnAsync(file, CancellationToken.None);
        }

        var book = new Workbook(file.ToArray());

        Assert.Empty(book.Faults);
        Assert.Equal(["Bok", "Bok 2", "Bok 3"], book.Sheets);
        Assert.Equal(["Tal", "1", "2", "Tal", "3", "4", "Tal", "5"], book.Rows.Select(r => r[0]));
    }

    [Theory]
    [InlineData("a\u0000b\u0008c\uFFFEd", "abcd")]
    [InlineData("_x0041_ och _x000D_", "_x0041_ och _x000D_")]
    [InlineData("hand\uD83D\uDC4B", "hand\uD83D\uDC4B")]
    public void Text_ThatAWorkbookCannotHold_IsKeptAsFarAsItCan(string text, string expected) =>
        Assert.Equal(expected, XlsxText.Of(text).Replace("_x005F_", "_", StringComparison.Ordinal));

    [Fact]
    public void Text_WithHalfACharacter_LosesTheHalf() => Assert.Equal("de", XlsxText.Of("d" + (char)0xD800 + "e"));

    [Fact]
    public void Text_LongerThanACell_IsCutAndSaysSo()
    {
        var cut = XlsxText.Of(new string('å', 40_000));

        Assert.Equal(XlsxText.Longest, cut.Length);
        Assert.EndsWith("hela texten finns i CSV]", cut, StringComparison.Ordinal);
    }

    [Theory, InlineData(ListFormat.Csv), InlineData(ListFormat.Xlsx)]
    public async Task Write_OfALongList_PassesItOnBitByBit(ListFormat format)
    {
        using var file = new LargestWrite();

        await List.WriteAsync(format, Enumerable.Range(0, 50_000).ToAsyncEnumerable(), file, CancellationToken.None);

        Assert.True(file.Written > 300_000, $"{file.Written} bytes");
        Assert.InRange(file.Largest, 1, 200_000);
    }

    private static async Task<byte[]> WriteAsync(ListFormat format, int rows)
    {
        using var file = new MemoryStream();
        await List.WriteAsync(format, Enumerable.Range(0, rows).ToAsyncEnumerable(), file, CancellationToken.None);
        return file.ToArray();
    }

    /// <summary>Takes bytes as a response does, and keeps only how many came at once.</summary>
    private sealed class LargestWrite : Stream
    {
        public long Written { get; private set; }
        public int Largest { get; private set; }
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() => throw new InvalidOperationException("Synchronous operations are disallowed.");
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Written += buffer.Length;
            Largest = Math.Max(Largest, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }
}
