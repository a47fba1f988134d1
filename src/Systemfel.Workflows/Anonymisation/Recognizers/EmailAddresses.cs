using System.Text.RegularExpressions;

namespace Systemfel.Workflows.Anonymisation.Recognizers;

/// <summary>E-mail addresses, also with 'at' and 'punkt' in words or brackets. Looks for the sign between the two halves, then to both sides.</summary>
internal static class EmailAddresses
{
    private const int LongestHalf = 64;

    private static readonly Regex Hidden = Pattern.Of(
        @"(?i:(?:^|[\p{L}\p{N}])(?<v> ?[(\[{<] ?(?:at|a|snabel-a|snabela|snabel a|snabel|@|alfakrull) ?[)\]}>] ?| @ ?|@ | snabel-?a | snabel a | at |&#64;|%40|[©®]|\([mq]))");

    // Read by a scanner: 'eva.sundh(mexample. se'.
    private static readonly Regex Dot = Pattern.Of(@"(?i:(?<v>\. ?| ?[(\[{] ?(?:punkt|dot|\.) ?[)\]}] ?| punkt | dot ))");

    public static void Look(TextReading reading, FindCollector finds)
    {
        var text = reading.Text;
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            int start = LocalStart(text, at), end = PlainDomainEnd(text, at + 1);
            if (start < at && end > 0) finds.Add(start, end, "EPOST", Certainty.Likely, "är en e-postadress");
        }
        Pattern.Each(Hidden, text, (_, value) =>
        {
            int start = LocalStart(text, value.Index), end = HiddenDomainEnd(text, value.Index + value.Length, value.ValueSpan.Contains(" at ", StringComparison.OrdinalIgnoreCase));
            if (start == value.Index || end < 0) return false;
            for (var words = 0; words < 2 && PunktBefore(text, start) is var before && before < start; words++) start = before;
            // 'insta @lisa.xo' is a name of its own.
            if (value.Value == " @" && (reading.CueOf(reading.TokenAt(start)) & (Cue.Handle | Cue.NotName | Cue.Naming)) != 0) return false;
            finds.Add(start, end, "EPOST", Certainty.Likely, "ser ut som en e-postadress som skrivits om");
            return true;
        });
    }

    private static int LocalStart(string text, int at)
    {
        var start = at;
        while (start > 0 && at - start < LongestHalf && (char.IsLetterOrDigit(text[start - 1]) || "._%+'-".Contains(text[start - 1], StringComparison.Ordinal))) start--;
        while (start < at && !char.IsLetterOrDigit(text[start])) start++;
        return start;
    }

    // 'petra punkt uhlin snabel-a ...'
    private static int PunktBefore(string text, int start)
    {
        foreach (var word in (ReadOnlySpan<string>)[" punkt ", " dot "])
            if (start >= word.Length && text.AsSpan(start - word.Length, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase)) return LocalStart(text, start - word.Length);
        return start;
    }

    private static int LabelEnd(string text, int at)
    {
        var end = at;
        while (end < text.Length && end - at < LongestHalf && (char.IsLetterOrDigit(text[end]) || text[end] == '-')) end++;
        return end;
    }

    private static int PlainDomainEnd(string text, int at)
    {
        var end = LabelEnd(text, at);
        if (end == at) return -1;
        var dots = 0;
        for (; dots < 5 && end + 1 < text.Length && text[end] == '.' && char.IsLetterOrDigit(text[end + 1]); dots++) end = LabelEnd(text, end + 1);
        while (text[end - 1] == '-') end--;
        // A comma for the stop: 'lena@example,com'.
        if (dots == 0 && end + 1 < text.Length && text[end] == ',' && LabelEnd(text, end + 1) is var top && text.AsSpan(end + 1, top - end - 1) is "se" or "com" or "nu" or "org" or "net") return top;
        return dots > 0 ? end : -1;
    }

    /// <param name="text">The text.</param>
    /// <param name="at">Where the domain begins.</param>
    /// <param name="strict">For the bare word 'at', that is English too: the last part must look like a top domain.</param>
    private static int HiddenDomainEnd(string text, int at, bool strict)
    {
        var end = LabelEnd(text, at);
        if (end == at) return -1;
        var dots = 0;
        var last = end;
        while (dots < 4 && Dot.Match(text, end, Math.Min(12, text.Length - end)) is { Success: true } dot && dot.Index == end)
        {
            var next = LabelEnd(text, end + dot.Length);
            if (next == end + dot.Length || (dot.Value == ". " && text.AsSpan(end + 2, next - end - 2) is not ("se" or "com" or "nu" or "org" or "net"))) break;
            (last, end) = (end + dot.Length, next);
            dots++;
        }
        return dots > 0 && end - last is >= 2 and <= 8 && (!strict || !text.AsSpan(last, end - last).ContainsAnyExceptInRange('a', 'z') || !text.AsSpan(last, end - last).ContainsAnyExceptInRange('A', 'Z')) ? end : -1;
    }
}
