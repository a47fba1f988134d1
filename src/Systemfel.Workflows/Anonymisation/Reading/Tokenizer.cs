namespace Systemfel.Workflows.Anonymisation;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    Word,
    Digits,
    Sign,
}

/// <summary>A word, a group of digits or a single sign.</summary>
/// <param name="Start">First character in the folded text.</param>
/// <param name="End">One past the last.</param>
/// <param name="Kind">What it is.</param>
/// <param name="StartsSentence">Whether a capital letter here says nothing, for a sentence begins.</param>
internal readonly record struct Token(int Start, int End, TokenKind Kind, bool StartsSentence)
{
    public int Length => End - Start;
}

/// <summary>Splits a folded text into tokens, once from left to right.</summary>
internal static class Tokenizer
{
    public static List<Token> Split(string text)
    {
        var tokens = new List<Token>(text.Length / 5 + 1);
        var starts = true;
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (c is '\n' or '\r') starts = true;
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                i++;
                continue;
            }
            var end = i + 1;
            if (char.IsLetter(c))
            {
                while (end < text.Length && (char.IsLetter(text[end]) || Joins(text, i, end))) end++;
                tokens.Add(new Token(i, end, TokenKind.Word, starts));
                starts = false;
            }
            else if (char.IsAsciiDigit(c))
            {
                while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
                tokens.Add(new Token(i, end, TokenKind.Digits, starts));
                starts = false;
            }
            else
            {
                tokens.Add(new Token(i, end, TokenKind.Sign, starts));
                // Quotes, brackets and bullets do not end a start; a full stop, a colon and a bullet begin one.
                starts = c is '.' or '!' or '?' or ':' or '•' or '…' || (c is '"' or '“' or '”' or '»' or '«' or '\'' or '*') || (starts && c is '(' or '[' or '-' or ')');
            }
            i = end;
        }
        return tokens;
    }

    // Sven-Olof, O'Brien, S:t and p.nr are one word each.
    private static bool Joins(string text, int start, int at) =>
        at + 1 < text.Length && char.IsLetter(text[at + 1]) && char.IsLetter(text[at - 1])
        && (text[at] is '-' or '\'' or ':' || (text[at] == '.' && at - start <= 4 && char.IsLower(text[at + 1])));
}
