using Systemfel.Workflows.Text;

namespace Systemfel.Workflows.Tests.Text;

public class TextDifferenceTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("", "ny text")]
    [InlineData("gammal text", "")]
    [InlineData("samma ord", "samma ord")]
    [InlineData("Gruppen skriver till kommunen.", "Gruppen skriver ett brev till kommunen i juni.")]
    [InlineData("a b c d e f", "b x d f g a")]
    [InlineData("rad ett\n\nrad  två", "rad ett\nrad två ")]
    public void Of_AddsUpToBothTexts(string earlier, string later)
    {
        var pieces = TextDifference.Of(earlier, later);

        Assert.Equal(earlier, string.Concat(pieces.Where(p => p.Kind != PieceKind.Added).Select(p => p.Text)));
        Assert.Equal(later, string.Concat(pieces.Where(p => p.Kind != PieceKind.Removed).Select(p => p.Text)));
    }

    [Fact]
    public void Of_MarksOnlyTheWordsThatDiffer() => Assert.Equal(
        [new(PieceKind.Same, "Svar "), new(PieceKind.Removed, "i maj "), new(PieceKind.Added, "senast 1 juni "), new(PieceKind.Same, "till alla.")],
        TextDifference.Of("Svar i maj till alla.", "Svar senast 1 juni till alla."));

    [Fact]
    public void Of_TwoEqualTexts_HasOnePiece() => Assert.Equal([new Piece(PieceKind.Same, "ett två")], TextDifference.Of("ett två", "ett två"));

    [Fact]
    public void Of_TextsTooLongToCompare_StillAddsUp()
    {
        var (earlier, later) = (string.Join(' ', Enumerable.Range(0, 3000)), string.Join(' ', Enumerable.Range(5000, 3000)));

        Assert.Equal([new(PieceKind.Removed, earlier), new(PieceKind.Added, later)], TextDifference.Of(earlier, later));
    }
}
