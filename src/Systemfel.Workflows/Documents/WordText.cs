using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Systemfel.Workflows.Documents;

/// <summary>Words as Word keeps them: characters that XML 1.0 can hold, and line breaks as elements.</summary>
internal static class WordText
{
    /// <summary>The text without the characters that XML 1.0 cannot hold, unpaired surrogates among them.</summary>
    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                clean.Append(text[i]);
            }
            else if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                clean.Append(text[i]).Append(text[i + 1]);
                i++;
            }
        }

        return clean.ToString();
    }

    /// <summary>One run of the text, with a break where it has a new line.</summary>
    public static Run Run(string text, bool isBold = false)
    {
        var run = isBold ? new Run(new RunProperties(new Bold())) : new Run();
        var lines = Clean(text).ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                run.AppendChild(new Break());
            run.AppendChild(new DocumentFormat.OpenXml.Wordprocessing.Text(lines[i]) { Space = SpaceProcessingModeValues.Preserve });
        }

        return run;
    }

    /// <summary>A paragraph in a style.</summary>
    public static Paragraph Paragraph(string style, params Run[] runs)
    {
        var paragraph = new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = style }));
        paragraph.Append(runs.Cast<OpenXmlElement>());
        return paragraph;
    }
}
