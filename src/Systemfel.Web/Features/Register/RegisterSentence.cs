using Systemfel.Workflows.Register;

namespace Systemfel.Web.Features.Register;

/// <summary>What the hits are, as a sentence: '35 öppna systemfel' 'på lokal eller central nivå'.</summary>
public static class RegisterSentence
{
    public static string Count(RegisterQuestion question, int total) => $"{total} {State(question.State, total)}systemfel";

    public static string Filters(RegisterQuestion q)
    {
        var parts = new List<string>();
        Add(parts, q, RegisterFacet.Overdue, _ => "som är försenade");
        Add(parts, q, RegisterFacet.WithoutAnswer, _ => "utan svar");
        Add(parts, q, RegisterFacet.Kind, v => v.Count == 2 ? "" : v[0].Value == "good-example" ? "som är goda exempel" : "");
        Add(parts, q, RegisterFacet.Authority, v => "hos " + Or(v.Select(x => x.Label)));
        Add(parts, q, RegisterFacet.SubArea, v => "om " + Or(v.Select(x => Hosting.Swedish.InSentence(x.Label))));
        Add(parts, q, RegisterFacet.Level, Levels);
        Add(parts, q, RegisterFacet.Stage, v => "i steget " + Or(v.Select(x => x.Label)));
        Add(parts, q, RegisterFacet.Theme, v => "med tema " + Or(v.Select(x => Hosting.Swedish.InSentence(x.Label))));
        Add(parts, q, RegisterFacet.Ball, v => "som ligger hos " + Or(v.Select(x => x.Label)));
        Add(parts, q, RegisterFacet.Municipality, v => "i " + Or(v.Select(x => x.Value == "0" ? "flera kommuner" : x.Label)));
        Add(parts, q, RegisterFacet.Year, v => "från " + Or(v.Select(x => x.Label)));
        if (q.Text.Length > 0) parts.Add($"med ”{q.Text}”");
        return string.Join(", ", parts.Where(p => p.Length > 0));
    }

    private static string State(string state, int total) => (state, total) switch
    {
        ("alla", _) => "",
        ("avslutade", 1) => "avslutat ",
        ("avslutade", _) => "avslutade ",
        (_, 1) => "öppet ",
        _ => "öppna ",
    };

    private static string Levels(List<FacetValue> values)
    {
        var named = values.Where(v => v.Value != "0").Select(v => v.Value == "1" ? "handläggar" : v.Label.Split(' ')[0].ToLower(Hosting.Swedish.Culture)).ToList();
        if (named is ["handläggar"]) named = ["handläggarnivå"];
        else if (named.Count > 0) named = [.. named.Select(n => n == "handläggar" ? "handläggarnivå" : n)];
        var text = named.Count == 0 ? "" : "på " + Or(named) + (named[^1] == "handläggarnivå" ? "" : " nivå");
        return values.Any(v => v.Value == "0") ? Or(new[] { text, "där nivån avgörs på mötet" }.Where(t => t.Length > 0)) : text;
    }

    private static void Add(List<string> parts, RegisterQuestion q, RegisterFacet facet, Func<List<FacetValue>, string> words)
    {
        if (q.Chosen[facet] is { Count: > 0 } chosen) parts.Add(words(chosen));
    }

    private static string Or(IEnumerable<string> words)
    {
        var all = words.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} eller {all[^1]}";
    }
}
