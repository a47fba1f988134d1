using System.CommandLine;
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
                asked = JsonSerializer.Deserialize<Asked>(line, Json);
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
}
