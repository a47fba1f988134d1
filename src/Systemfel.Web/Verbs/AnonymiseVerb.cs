using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Systemfel.Workflows.Anonymisation;

namespace Systemfel.Web.Verbs;

/// <summary>`anonymise check`: JSON lines {"id","text"} in, {"id","spans"} out. Offsets in UTF-16 code units, end exclusive.</summary>
internal static class AnonymiseVerb
{
    private sealed record Asked(JsonElement Id, string? Text);

    private sealed record Span(int Start, int End, string Label, string Certainty);

    private sealed record Answered(JsonElement Id, IReadOnlyList<Span> Spans);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Command()
    {
        var check = new Command("check", "Reads JSON lines {\"id\",\"text\"} from stdin and prints what may point at a person.");
        check.SetAction((_, ct) => CheckAsync(ct));
        return new Command("anonymise", "The check of personal data.") { check };
    }

    private static async Task<int> CheckAsync(CancellationToken ct)
    {
        var finder = new PersonalDataFinder();
        using var input = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false));
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false));
        for (var number = 1; await input.ReadLineAsync(ct) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            Asked? asked;
            try
            {
                asked = JsonSerializer.Deserialize<Asked>(WithoutLoneSurrogates(line), Json);
            }
            catch (JsonException)
            {
                asked = null;
            }
            if (asked?.Text is null || asked.Id.ValueKind == JsonValueKind.Undefined)
            {
                await output.FlushAsync(ct);
                return await Verb.FailAsync($"Line {number} is not a JSON object with \"id\" and \"text\".");
            }
            var spans = finder.FindIn(asked.Text)
                .Select(f => new Span(f.Start, f.End, f.Label, f.Certainty == Certainty.Certain ? "certain" : "likely")).ToList();
            await output.WriteLineAsync(JsonSerializer.Serialize(new Answered(asked.Id, spans), Json).AsMemory(), ct);
        }
        return 0;
    }

    // "\ud83d" alone is no text that JSON can carry: a sign of the same length stands for it, so that the places stay right.
    private static string WithoutLoneSurrogates(string line)
    {
        if (!line.Contains("\\u", StringComparison.Ordinal)) return line;
        var kept = line.ToCharArray();
        for (var i = 0; i + 5 < line.Length; i++)
        {
            if (line[i] != '\\') continue;
            var here = SurrogateAt(line, i);
            if (char.IsHighSurrogate(here) && char.IsLowSurrogate(SurrogateAt(line, i + 6))) i += 11;
            else if (char.IsSurrogate(here)) "fffd".CopyTo(kept.AsSpan(i + 2));
            else i++;
        }
        return new string(kept);
    }

    /// <returns>The surrogate that is written as \uD83D at a place; NUL when there is none.</returns>
    private static char SurrogateAt(string line, int at) =>
        at + 6 <= line.Length && line[at] == '\\' && line[at + 1] == 'u' && ushort.TryParse(line.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) && char.IsSurrogate((char)unit) ? (char)unit : '\0';
}
