namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>A word that may be part of a name, with what the lists and the words around say of it.</summary>
internal readonly struct NameWord
{
    private readonly NameKind _kind;

    public NameWord(TextReading reading, int at)
    {
        Reading = reading;
        At = at;
        Key = reading.Tokens[at].Length > 40 ? "" : NameKey.Of(reading.Word(at));
        _kind = reading.Lexicon.Names.Of(Key, out var genitive);
        Genitive = genitive && _kind != NameKind.None;
        if (reading.Lexicon.Places.ContainsKey(Key) || (Key.Length > 3 && Key[^1] == 's' && reading.Lexicon.Places.ContainsKey(Key[..^1]))) _kind |= NameKind.Place;
    }

    public TextReading Reading { get; }

    public int At { get; }

    public string Key { get; }

    /// <summary>Whether the lists know it without its -s.</summary>
    public bool Genitive { get; }

    public int Start => Reading.Tokens[At].Start;

    public int Length => Reading.Tokens[At].Length;

    public bool Starts => Reading.Tokens[At].StartsSentence;

    public bool IsCapital => Reading.IsCapital(At);

    public bool IsUpper => Length > 1 && !Reading.Word(At).ContainsAnyInRange('a', 'z') && !Reading.Word(At).ContainsAny("åäöéü");

    public bool IsAmbiguous => Is(NameKind.Word | NameKind.RareWord | NameKind.Place | NameKind.Fixed);

    public bool IsListed => Is(NameKind.Given | NameKind.Surname | NameKind.Composed | NameKind.RareSurname);

    /// <summary>SIP, LSS, FK:s: no name, but letters that stand for words.</summary>
    public bool IsAbbreviation => Reading.Word(At).IndexOf(':') > 0 && !Reading.Word(At).StartsWith("S:") || (IsUpper && Length <= 3);

    /// <summary>A word of the text's own vocabulary or an organisation's.</summary>
    public bool IsNoName => (Reading.CueOf(At) & (Cue.NotName | Cue.Client | Cue.Official | Cue.Kin | Cue.Naming | Cue.Verb | Cue.WeakVerb)) != 0 && !Is(NameKind.Given) || Is(NameKind.Fixed) || EndsLikeBody(Key);

    public bool IsUnknown => !IsListed && !IsNoName && !Is(NameKind.Place) && IsCapital && !IsUpper && Length >= 2;

    public bool IsSurnameLike => Is(NameKind.Surname | NameKind.Composed | NameKind.RareSurname) && !(Reading.CueOf(At) is var cue && (cue & Cue.NotName) != 0);

    /// <summary>Whether an unknown or ambiguous word may be a name where a cue stands before it.</summary>
    public bool MayBeNameAfterCue => Is(NameKind.Fixed) ? Is(NameKind.Surname | NameKind.Given) : Is(NameKind.Place) ? IsListed : !IsNoName && Length >= 2;

    /// <summary>Whether the word before is one such as 'klienten', 'handläggare', 'mamma', 'heter'.</summary>
    public bool CueBefore
    {
        get
        {
            const Cue Cues = Cue.Client | Cue.Kin | Cue.Official | Cue.Naming;
            var before = At - 1;
            if (before < 0) return false;
            var gap = Start - Reading.Tokens[before].End;
            if ((Reading.CueOf(before) & Cues) != 0 && gap is 1 && Reading.Text[Start - 1] == ' ') return !IsPronounCue(before) && !IsNameOfThing;
            // 'dr. Ek', 'Namn: Ek', 'mamma, Ingegerd', '/Anna'
            if (before >= 1 && Reading.IsSign(before, '.') && gap <= 1) return Reading.IsWord(before - 1) && Reading.WordLower(before - 1) is "dr" or "doc" or "prof" or "hr" or "fr" or "handl" or "mr" or "mrs" or "ms";
            if (before >= 1 && Reading.IsSign(before, ':') && gap <= 1) return (Reading.CueOf(before - 1) & (Cue.Naming | Cue.Client | Cue.Official | Cue.Kin)) != 0;
            if (before >= 1 && (Reading.IsSign(before, ',') || Reading.IsSign(before, '(')) && gap <= 1) return (Reading.CueOf(before - 1) & Cues) != 0 && IsListed && !Is(NameKind.Place | NameKind.Fixed);
            return false;
        }
    }

    /// <summary>'Boendet Eken', 'systemet heter Alma': what bears the name is no person.</summary>
    public bool IsNameOfThing
    {
        get
        {
            const Cue Persons = Cue.Client | Cue.Kin | Cue.Official;
            var naming = (Reading.CueOf(At - 1) & Cue.Naming) != 0;
            for (var i = At - 1; i >= 0 && i >= At - (naming ? 4 : 1) && !Reading.EndsSentence(i); i--)
            {
                if ((Reading.CueOf(i) & Persons) != 0 && (Reading.CueOf(i) & Cue.Thing) == 0) return false;
                if ((Reading.CueOf(i) & Cue.Thing) != 0) return (Reading.CueOf(i) & Persons) == 0;
            }
            return false;
        }
    }

    /// <summary>'i Berg', 'från Mora'.</summary>
    public bool AfterPlacePreposition => (Reading.CueOf(At - 1) & Cue.PlacePrep) != 0 && Reading.WordLower(At - 1) is not ("från" or "till" or "mellan" or "via" or "över" or "kring" or "runt");

    public bool Is(NameKind kind) => (_kind & kind) != 0;

    /// <summary>Whether this word goes on with a name that another began.</summary>
    public bool Continues(NameWord first)
    {
        if (!IsCapital && Reading.Word(At).IndexOf('-') < 0 || IsNoName && !IsListed || (Reading.CueOf(At) & Cue.NotName) != 0 || (Reading.CueOf(At) & Cue.Institution) != 0) return false;
        if (IsUpper && !first.IsUpper) return Length == 1 || (Length <= 2 && !Reading.IsWord(At + 1));
        if (IsListed) return !Is(NameKind.Fixed) || Is(NameKind.Surname);
        return !Is(NameKind.Place) && !EndsLikeBody(Key) && (Length > 1 || first.Is(NameKind.Given));
    }

    // 'man', 'son', 'barn' and 'far' are more often words of their own than signs of a name: only 'fru Ek', 'sonen Ali'.
    private bool IsPronounCue(int before) => Reading.WordLower(before) is "man" or "namn" or "heta" or "personen" && !IsListed && Starts;

    internal static bool EndsLikeBody(string key) =>
        key.Length > 6 && (key.EndsWith("kassan", StringComparison.Ordinal) || key.EndsWith("kassans", StringComparison.Ordinal) || key.EndsWith("förmedlingen", StringComparison.Ordinal) || key.EndsWith("förmedlingens", StringComparison.Ordinal)
        || key.EndsWith("verket", StringComparison.Ordinal) || key.EndsWith("verkets", StringComparison.Ordinal) || key.EndsWith("nämnden", StringComparison.Ordinal) || key.EndsWith("nämndens", StringComparison.Ordinal) || key.EndsWith("styrelsen", StringComparison.Ordinal) || key.EndsWith("styrelsens", StringComparison.Ordinal)
        || key.EndsWith("myndigheten", StringComparison.Ordinal) || key.EndsWith("myndighetens", StringComparison.Ordinal) || key.EndsWith("förvaltningen", StringComparison.Ordinal) || key.EndsWith("tjänsten", StringComparison.Ordinal) || key.EndsWith("tjänstens", StringComparison.Ordinal) || key.EndsWith("enheten", StringComparison.Ordinal)
        || key.EndsWith("mottagningen", StringComparison.Ordinal) || key.EndsWith("rätten", StringComparison.Ordinal) || key.EndsWith("kommun", StringComparison.Ordinal) || key.EndsWith("sjukhus", StringComparison.Ordinal) || key.EndsWith("sjukhuset", StringComparison.Ordinal) || key.EndsWith("skolan", StringComparison.Ordinal)
        || key.EndsWith("bolaget", StringComparison.Ordinal) || key.EndsWith("förbundet", StringComparison.Ordinal) || key.EndsWith("föreningen", StringComparison.Ordinal) || key.EndsWith("centrum", StringComparison.Ordinal) || key.EndsWith("banken", StringComparison.Ordinal) || key.EndsWith("vården", StringComparison.Ordinal)
        || key.EndsWith("gatan", StringComparison.Ordinal) || key.EndsWith("vägen", StringComparison.Ordinal) || key.EndsWith("hemmet", StringComparison.Ordinal) || key.EndsWith("gården", StringComparison.Ordinal) || key.EndsWith("teamet", StringComparison.Ordinal) || key.EndsWith("gymnasiet", StringComparison.Ordinal) || key.EndsWith("kliniken", StringComparison.Ordinal) || key.EndsWith("stiftelsen", StringComparison.Ordinal) || key.EndsWith("fonden", StringComparison.Ordinal) || key.EndsWith("priset", StringComparison.Ordinal));
}
