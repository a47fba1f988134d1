using System.Text.Json;
using Systemfel.Data.Cases;
using Systemfel.Data.Letters;

namespace Systemfel.Web.Features.Cases;

/// <summary>An entry of the timeline: an event in words, with the letter or mail that belongs to it.</summary>
public sealed record TimelineEntry(DateTimeOffset At, EventText? Text)
{
    public string Plate { get; init; } = "";
    public string? Who { get; init; }
    public Letter? Letter { get; init; }
    public CaseMail? Mail { get; init; }
}

/// <summary>The events of a case, newest first, with letters and mails in their places. Counts in a row are told together.</summary>
public static class Timeline
{
    public static List<TimelineEntry> Of(CaseFile file)
    {
        var entries = new List<TimelineEntry>();
        foreach (var run in Runs(file.Events))
            entries.Add(run is [var first, _, ..] ? Together(file, first, run) : Entry(file, run[0]));
        // With a mail shown whole, the answer that was taken from it needs no second copy.
        entries.AddRange(file.Mails.Select(m => new TimelineEntry(m.ReceivedAt, null) { Mail = m }));
        return [.. entries.OrderByDescending(e => e.At)];
    }

    private static IEnumerable<List<CaseEvent>> Runs(IReadOnlyList<CaseEvent> events)
    {
        var run = new List<CaseEvent>();
        foreach (var e in events)
        {
            if (run.Count > 0 && !(e.Kind is "counted" or "effect-reported" && e.Kind == run[0].Kind && e.AddresseeId == run[0].AddresseeId))
            {
                yield return run;
                run = [];
            }
            run.Add(e);
        }
        if (run.Count > 0) yield return run;
    }

    private static TimelineEntry Entry(CaseFile file, CaseEvent e) => new(e.At, e.Data is null && file.Case.ErasedAt is null ? Masked : EventWords.For(file.Audience, e, file.NeedsApproval))
    {
        Plate = e.Addressee?.Authority.Plate ?? "",
        Who = file.IsTeam ? e.Actor?.DisplayName : null,
        Letter = e.Kind == "letter-sent" ? LetterOf(file, e) : null,
    };

    private static readonly EventText Masked = new("Innehållet är maskerat.", "Händelsen finns kvar i kedjan.");

    private static Letter? LetterOf(CaseFile file, CaseEvent e) =>
        long.TryParse(Read(e, d => d.Text("letter")), out var id) ? file.Letters.FirstOrDefault(l => l.Id == id) : null;

    private static TimelineEntry Together(CaseFile file, CaseEvent first, List<CaseEvent> run) => first.Kind == "counted" ? Counted(file, first, run) : Effects(first, run);

    private static TimelineEntry Effects(CaseEvent first, List<CaseEvent> run)
    {
        var answers = run.Select(e => Read(e, d => d.KindOrNull<EffectAnswer>("answer"))).OfType<EffectAnswer>().GroupBy(a => a).OrderBy(g => g.Key)
            .Select(g => $"{AnswerWords.Effect(g.Key).ToLower(Hosting.Swedish.Culture)} {g.Count()}");
        return new TimelineEntry(first.At, new EventText($"{run.Count} ombud svarade", $"på frågan om det märks: {string.Join(", ", answers)}."))
        {
            Plate = first.Addressee?.Authority.Plate ?? "",
        };
    }

    private static TimelineEntry Counted(CaseFile file, CaseEvent first, List<CaseEvent> run)
    {
        // Three times in three small places is one person in each.
        var places = (file.Audience.IsTeam ? run.Select(Place) : []).OfType<string>().Distinct().Order(StringComparer.Create(Hosting.Swedish.Culture, false)).ToList();
        var where = places.Count == 0 ? "." : $"i {And(places)}.";
        return new TimelineEntry(first.At, new EventText($"Sett {run.Count} gånger till", where));
    }

    private static string? Place(CaseEvent e) => Read(e, d => d.Text("municipality"));

    private static T? Read<T>(CaseEvent e, Func<EventData, T?> read)
    {
        if (e.Data is null) return default;
        using var document = JsonDocument.Parse(e.Data);
        return read(new EventData(document.RootElement));
    }

    private static string And(List<string> words) => words.Count == 1 ? words[0] : $"{string.Join(", ", words[..^1])} och {words[^1]}";
}
