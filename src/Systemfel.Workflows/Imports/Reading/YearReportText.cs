using System.Text;
using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Imports.Reading;

/// <summary>
/// The pasted text of a yearly report, split into proposed rows: headings become the authority and the sub-area, each bullet and
/// each paragraph a row. What it makes is a proposal, which is looked through before anything is stored.
/// </summary>
internal static partial class YearReportText
{
    private const int LongestHeading = 80;

    /// <summary>As the table's columns are called; the mapping knows them.</summary>
    public static readonly IReadOnlyList<string> Headers = ["Myndighet", "Delområde", "Beskrivning"];

    /// <exception cref="ImportFileException">There is nothing in it, or too much.</exception>
    public static ImportTable Read(string text, CancellationToken ct)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Replace('\u00A0', ' ').Trim()).ToList();
        if (lines.TrueForAll(l => l.Length == 0)) throw new ImportFileException(new ImportFault(FaultKind.Empty));
        var usual = UsualWidth(lines);
        // A report that sets its headings apart means by them what it says; in one that does not, the bodies' own names are headings.
        var isMarked = lines.Count(IsTop) >= Math.Max(1, lines.Count(IsName));
        bool IsBody(string line) => IsTop(line) || !isMarked && IsName(line);
        var rows = new List<ImportRow>();
        var (authority, area, under) = ("", "", "");
        var (paragraph, start) = (new StringBuilder(), 0);
        for (var i = 0; i < lines.Count; i++)
        {
            ct.ThrowIfCancellationRequested();
            var line = lines[i];
            if (line.Length == 0) End();
            else if (IsBody(line))
            {
                End();
                // A heading that was broken over two lines.
                (authority, area) = (under.Length > 0 && i > 0 && lines[i - 1].Length > 0 && IsTop(lines[i - 1]) && IsTop(line) ? $"{under} {Title(line)}" : Title(line), "");
                under = authority;
            }
            else if (IsSub(lines, i))
            {
                End();
                area = Title(line);
            }
            else if (Bullet().Match(line) is { Success: true } bullet)
            {
                End();
                Begin(line[bullet.Length..], i);
            }
            else
            {
                if (paragraph.Length == 0) Begin(line, i);
                else Join(paragraph, line);
                // Text that was wrapped has lines of one length; the last of a paragraph is shorter, and ends a sentence.
                if (usual > 0 && line.Length < usual * 0.85 && line[^1] is '.' or '!' or '?' && !IsBulleted(lines, start)) End();
            }
        }
        End();
        if (rows.Count == 0) throw new ImportFileException(new ImportFault(FaultKind.NoRows));
        return new ImportTable(Headers, rows, [], "Inklistrad text");

        void Begin(string line, int at)
        {
            paragraph.Append(line);
            start = at;
        }

        void End()
        {
            if (paragraph.Length > ImportLimits.Cell) throw new ImportFileException(new ImportFault(FaultKind.CellTooLong, start + 1, Headers[2]));
            if (paragraph.Length > 0) rows.Add(new ImportRow(start + 1, [authority, area, paragraph.ToString().Trim()]));
            paragraph.Clear();
            if (rows.Count > ImportLimits.Rows) throw new ImportFileException(new ImportFault(FaultKind.TooManyRows, start + 1));
        }
    }

    /// <summary>The length of lines in text that was wrapped by hand or by a PDF; 0 when the lines are paragraphs.</summary>
    private static int UsualWidth(List<string> lines)
    {
        var lengths = lines.Select(l => l.Length).Where(l => l > 0).Order().ToList();
        var longest = lengths[(int)(lengths.Count * 0.9)];
        return longest is > 40 and < 130 ? longest : 0;
    }

    /// <summary>All in capitals, or marked as a heading: the authority.</summary>
    private static bool IsTop(string line) =>
        line.StartsWith("# ", StringComparison.Ordinal)
        || line.Length is > 3 and <= LongestHeading && line.Count(char.IsLetter) >= 4 && !line.Any(char.IsLower) && !Bullet().IsMatch(line);

    /// <summary>The name of a body on a line of its own: 'Försäkringskassan', 'Region Dalarna:', 'Falu kommun'.</summary>
    private static bool IsName(string line) => line.Length <= LongestHeading && Name().IsMatch(line);

    /// <summary>Short, no sentence, with text right below: the sub-area.</summary>
    private static bool IsSub(List<string> lines, int at)
    {
        var line = lines[at];
        if (line.StartsWith("## ", StringComparison.Ordinal)) return true;
        if (line.Length > LongestHeading || Bullet().IsMatch(line) || !char.IsUpper(line[0])) return false;
        if (line[^1] == ':') return line.Length <= 60;
        var alone = at == 0 || lines[at - 1].Length == 0 || IsTop(lines[at - 1]) || lines[at - 1][^1] is '.' or '!' or '?';
        var next = at + 1 < lines.Count ? lines[at + 1] : "";
        return alone && line.Length <= 60 && char.IsLetter(line[^1]) && next.Length > 0 && (Bullet().IsMatch(next) || char.IsUpper(next[0]) && next.Length > line.Length);
    }

    private static bool IsBulleted(List<string> lines, int at) => Bullet().IsMatch(lines[at]);

    private static string Title(string line) => Numbering().Replace(line.TrimStart('#', ' '), "").TrimEnd(':', ' ');

    private static void Join(StringBuilder paragraph, string line)
    {
        // 'handlägg-' + 'ningstid': the hyphen was the line's. 'in- och ...' keeps its own.
        if (paragraph[^1] == '-' && char.IsLower(line[0]) && !line.StartsWith("och ", StringComparison.Ordinal) && !line.StartsWith("eller ", StringComparison.Ordinal))
            paragraph.Length--;
        else paragraph.Append(' ');
        paragraph.Append(line);
    }

    [GeneratedRegex(@"^(?:[-•*–·o▪‣]\s+|\d{1,2}[.)]\s+(?=\p{Lu}\p{Ll})|[a-h]\)\s+)")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^(?:\d+(?:\.\d+)*\.?\s+)?(?:Region(?:en)?(?:\s\p{Lu}[\p{L}-]+){0,2}|(?:\p{Lu}[\p{L}-]+\s(?:och\s)?){0,3}\p{L}*(?:kassan|förmedlingen|myndigheten|verket|fogden|(?i:social)tjänsten|förvaltningen|nämnden|(?i:kommun)(?:en|erna)?|(?i:vården)|(?i:psykiatrin)|(?i:polisen)|CSN))\s*:?$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\d+(?:\.\d+)*\.?\s+")]
    private static partial Regex Numbering();
}
