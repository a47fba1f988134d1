using DocumentFormat.OpenXml.Wordprocessing;

namespace Systemfel.Workflows.Documents;

/// <summary>The numbering of lists: one for bullets, and one for each numbered list, so that each begins at 1.</summary>
internal static class WordNumbering
{
    /// <summary>The numbering of every list with bullets.</summary>
    public const int Bullets = 1;

    private const int BulletShape = 0;
    private const int NumberShape = 1;

    /// <summary>The numbering of a numbered list, counted from 1.</summary>
    public static int Numbered(int list) => Bullets + list;

    /// <summary>The part that defines them.</summary>
    public static Numbering Make(int numberedLists)
    {
        var numbering = new Numbering(
            Shape(BulletShape, NumberFormatValues.Bullet, "•"),
            Shape(NumberShape, NumberFormatValues.Decimal, "%1."),
            new NumberingInstance(new AbstractNumId { Val = BulletShape }) { NumberID = Bullets });
        numbering.Append(Enumerable.Range(1, numberedLists).Select(list => new NumberingInstance(
            new AbstractNumId { Val = NumberShape },
            new LevelOverride(new StartOverrideNumberingValue { Val = 1 }) { LevelIndex = 0 })
        { NumberID = Numbered(list) }));
        return numbering;
    }

    private static AbstractNum Shape(int id, NumberFormatValues format, string text) => new(
        new MultiLevelType { Val = MultiLevelValues.SingleLevel },
        new Level(
            new StartNumberingValue { Val = 1 },
            new NumberingFormat { Val = format },
            new LevelText { Val = text },
            new LevelJustification { Val = LevelJustificationValues.Left },
            new PreviousParagraphProperties(new Indentation { Left = "567", Hanging = "283" }))
        { LevelIndex = 0 })
    { AbstractNumberId = id };
}
