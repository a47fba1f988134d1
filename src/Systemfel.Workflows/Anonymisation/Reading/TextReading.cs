namespace Systemfel.Workflows.Anonymisation;

/// <summary>A text as the recognizers read it: folded, in tokens, each token with its cues. Made once for all of them.</summary>
internal sealed class TextReading
{
    private readonly Cue[] _cues;
    private readonly int[] _tokenAt;

    public TextReading(string original, Lexicon lexicon)
    {
        Lexicon = lexicon;
        Folded = FoldedText.Of(original);
        Lower = Text.ToLowerInvariant();
        _cues = new Cue[Tokens.Count];
        _tokenAt = new int[Text.Length + 1];
        var at = 0;
        for (var i = 0; i < Tokens.Count; i++)
        {
            if (Tokens[i].Kind == TokenKind.Word) _cues[i] = lexicon.Cues.Of(WordLower(i));
            All |= _cues[i];
            // A position between tokens belongs to the next one.
            for (; at < Tokens[i].End; at++) _tokenAt[at] = i;
        }
        for (; at <= Text.Length; at++) _tokenAt[at] = Tokens.Count;
        InPhrase = lexicon.Phrases.Mark(Lower, Tokens);
    }

    public Lexicon Lexicon { get; }

    /// <summary>Every cue that stands anywhere: a recognizer whose cue is missing need not look.</summary>
    public Cue All { get; }

    public FoldedText Folded { get; }

    public string Text => Folded.Text;

    public string Lower { get; }

    public IReadOnlyList<Token> Tokens => Folded.Tokens;

    /// <summary>Whether a token is part of a fixed phrase that is no person.</summary>
    public bool[] InPhrase { get; }

    public ReadOnlySpan<char> Word(int token) => Text.AsSpan(Tokens[token].Start, Tokens[token].Length);

    public ReadOnlySpan<char> WordLower(int token) => Lower.AsSpan(Tokens[token].Start, Tokens[token].Length);

    /// <summary>The cues of a token; none outside the text.</summary>
    public Cue CueOf(int token) => token >= 0 && token < _cues.Length ? _cues[token] : Cue.None;

    /// <summary>The token at a position, or the next one.</summary>
    public int TokenAt(int position) => _tokenAt[position];

    public bool IsSign(int token, char sign) => token >= 0 && token < Tokens.Count && Tokens[token].Kind == TokenKind.Sign && Text[Tokens[token].Start] == sign;

    public bool IsWord(int token) => token >= 0 && token < Tokens.Count && Tokens[token].Kind == TokenKind.Word;

    public bool IsCapital(int token) => IsWord(token) && char.IsUpper(Text[Tokens[token].Start]);

    /// <summary>Looks for a cue in the words before a position, in the same sentence.</summary>
    /// <param name="position">Where the find begins.</param>
    /// <param name="cue">What to look for.</param>
    /// <param name="tokens">How many tokens to go back.</param>
    public bool Before(int position, Cue cue, int tokens = 6)
    {
        for (var i = TokenAt(position) - 1; i >= 0 && tokens-- > 0 && !EndsSentence(i); i--)
            if ((_cues[i] & cue) != 0) return true;
        return false;
    }

    /// <summary>Looks for a cue in the words after a position, in the same sentence.</summary>
    public bool After(int position, Cue cue, int tokens = 6)
    {
        for (var i = TokenAt(position); i < Tokens.Count && tokens-- > 0 && !EndsSentence(i); i++)
            if ((_cues[i] & cue) != 0) return true;
        return false;
    }

    /// <summary>Whether a token ends a sentence: a stop before a capital letter or a new line.</summary>
    public bool EndsSentence(int token)
    {
        var (start, end) = (Tokens[token].Start, Tokens[token].End);
        if (Tokens[token].Kind != TokenKind.Sign || Text[start] is not ('.' or '!' or '?')) return end < Text.Length && Text[end] == '\n';
        if (end >= Text.Length || Text[end] == '\n') return true;
        if (Text[end] != ' ') return false;
        if (IsWord(token + 1) && char.IsLower(Text[Tokens[token + 1].Start])) return false;
        // 'född d. 12/2-64'
        if (IsWord(token - 1) && Tokens[token - 1].Length == 1 && char.IsLower(Text[Tokens[token - 1].Start]) && token + 1 < Tokens.Count && Tokens[token + 1].Kind == TokenKind.Digits) return false;
        // 'dr. Ek', 'f. 1974' and 'tel. 08' go on.
        if (token + 1 < Tokens.Count && Tokens[token + 1].Kind == TokenKind.Digits && token > 0 && _cues[token - 1] != Cue.None) return false;
        return !(token > 0 && Tokens[token - 1].Kind == TokenKind.Word && Tokens[token - 1].Length <= 3 && _cues[token - 1] != Cue.None);
    }
}
