namespace Systemfel.Workflows.Documents;

/// <summary>
/// What a Word document holds, without a word of how it is written. Line breaks within a text are kept; characters that XML cannot
/// hold are dropped when it is written.
/// </summary>
/// <param name="Title">The title: the first line, and the document's property.</param>
/// <param name="Creator">Who made it: the organisation's name.</param>
/// <param name="Created">When it was made, from TimeProvider; kept in UTC, in whole seconds.</param>
/// <param name="Blocks">What follows the title, in reading order.</param>
public sealed record WordDocument(string Title, string Creator, DateTimeOffset Created, IReadOnlyList<WordBlock> Blocks);

/// <summary>One block of a document.</summary>
public abstract record WordBlock;

/// <summary>A heading.</summary>
/// <param name="Level">1 to 3.</param>
/// <param name="Text">Its words.</param>
public sealed record WordHeading(int Level, string Text) : WordBlock;

/// <summary>A paragraph.</summary>
/// <param name="Text">Its words.</param>
/// <param name="IsBold">Whether all of it is bold.</param>
public sealed record WordParagraph(string Text, bool IsBold = false) : WordBlock;

/// <summary>A line that says what it holds: the label in bold, a colon, the text.</summary>
/// <param name="Label">The label, without a colon.</param>
/// <param name="Text">The text behind it.</param>
public sealed record WordLabelled(string Label, string Text) : WordBlock;

/// <summary>A list. An empty one writes nothing.</summary>
/// <param name="Items">Its items, in order.</param>
/// <param name="IsNumbered">Whether the items are numbered from 1; otherwise they have bullets.</param>
public sealed record WordList(IReadOnlyList<string> Items, bool IsNumbered = false) : WordBlock;

/// <summary>A table with a caption above it and a header row that is repeated on each page.</summary>
/// <param name="Caption">What the table shows.</param>
/// <param name="Header">The columns' names; at least one.</param>
/// <param name="Rows">The rows, each with as many cells as there are columns.</param>
public sealed record WordTable(string Caption, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) : WordBlock
{
    /// <summary>How the width is shared, a part for each column; empty: equally.</summary>
    public IReadOnlyList<int> Shares { get; init; } = [];
}
