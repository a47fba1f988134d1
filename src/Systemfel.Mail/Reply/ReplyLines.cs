using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Systemfel.Mail;

/// <summary>The lines of a reply with what each is so far. Everything starts as new text.</summary>
internal sealed partial class ReplyLines
{
    private const int MostCharacters = 500_000;

    // Zero-width characters and NUL split words invisibly; ZWJ stays, emoji need it.
    private const string Invisible = "\0\ufeff\u200b\u2060\u00ad";
    private static readonly SearchValues<char> Odd = SearchValues.Create(Invisible + "\u00a0\u202f\r\u2028\u2029");

    private ReplyLines(string[] text)
    {
        Text = text;
        Kinds = new ReplyPartKind[text.Length];
    }

    public string[] Text { get; }

    public ReplyPartKind[] Kinds { get; }

    public int Count => Text.Length;

    public static ReplyLines From(string text)
    {
        if (text.Length > MostCharacters)
            text = text[..MostCharacters];
        text = Clean(text);
        // 'Tack för brevet. Mvh Åsa' on one line.
        text = ClosingAfterSentence().Replace(text, "$1\n$2");
        return new ReplyLines(text.Split('\n'));
    }

    public bool IsBlank(int i) => string.IsNullOrWhiteSpace(Text[i]);

    public bool IsNew(int i) => Kinds[i] == ReplyPartKind.New;

    public void Mark(int from, int to, ReplyPartKind kind) => Kinds.AsSpan(from, to - from).Fill(kind);

    public int NextFilled(int i)
    {
        while (i < Count && IsBlank(i))
            i++;
        return i;
    }

    public List<ReplyPart> ToParts()
    {
        var parts = new List<ReplyPart>();
        var start = 0;
        for (var i = 1; i <= Count; i++)
        {
            if (i < Count && (Kinds[i] == Kinds[start] || IsBlank(i)))
                continue;
            var part = string.Join('\n', Text[start..i]);
            if (!string.IsNullOrWhiteSpace(part))
                parts.Add(new ReplyPart(Kinds[start], part));
            start = i;
        }

        return parts;
    }

    private static string Clean(string text)
    {
        var cleaned = text.AsSpan().ContainsAny(Odd) ? WithoutOdd(text) : text;
        try
        {
            return cleaned.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return cleaned; // lone surrogates cannot be normalised
        }
    }

    private static string WithoutOdd(string text)
    {
        var output = new StringBuilder(text.Length);
        foreach (var c in text.Replace("\r\n", "\n"))
        {
            if (!Invisible.Contains(c, StringComparison.Ordinal))
                output.Append(c switch { '\u00a0' or '\u202f' => ' ', '\r' or '\u2028' or '\u2029' => '\n', _ => c });
        }

        return output.ToString();
    }

    [GeneratedRegex(@"([.!?])[ \t]+((?:Mvh|MVH|mvh|Med vänlig hälsning|Med vänliga hälsningar|Vänliga hälsningar|Vänlig hälsning)[ ,]{1,3}\p{Lu}[\p{L}\-]{1,30}(?: \p{Lu}[\p{L}\-]{1,30})?[ \t]*)$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex ClosingAfterSentence();
}
