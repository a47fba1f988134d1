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
            entries.Add(run is [{ Kind: "counted" } first, _, ..] ? Counted(first, run) : Entry(file, run[0]));
        // With a mail shown whole, the answer that was taken from it needs no second copy.
        entries.AddRange(file.Mails.Select(m => new TimelineEntry(m.ReceivedAt, null) { Mail = m }));
        return [.. entries.OrderByDescending(e => e.At)];
    }

    private static IEnumerable<List<CaseEvent>> Runs(IReadOnlyList<CaseEvent> events)
    {
        var run = new List<CaseEvent>();
        foreach (var e in events)
        {
            if (run.Count > 0 && !(e.Kind == "counted" && run[0].Kind == "counted"))
            {
                yield return run;
                run = [];
            }
            run.Add(e);
        }
        if (run.Count > 0) yield return run;
    }

    private static TimelineEntry Entry(CaseFile file, CaseEvent e) => new(e.At, EventWords.Of(e))
    {
        Plate = e.Addressee?.Authority.Plate ?? "",
        Who = file.IsTeam ? e.Actor?.DisplayName : null,
        Letter = e.Kind == "letter-sent" ? LetterOf(file, e) : null,
    };

    private static Letter? LetterOf(CaseFile file, CaseEvent e)
    {
        if (e.Data is null) return null;
        using var document = JsonDocument.Parse(e.Data);
        return long.TryParse(new EventData(document.RootElement).Text("letter"), out var id) ? file.Letters.FirstOrDefault(l => l.Id == id) : null;
    }

    private static TimelineEntry Counted(CaseEvent first, List<CaseEvent> run)
    {
        var places = run.Select(Place).OfType<string>().Distinct().Order(StringComparer.Create(Hosting.Swedish.Culture, false)).ToList();
        var where = places.Count == 0 ? "." : $"i {And(places)}.";
        return new TimelineEntry(first.At, new EventText($"Sett {run.Count} gånger till", where));
    }

    private static string? Place(CaseEvent e)
    {
        if (e.Data is null) return null;
        using var document = JsonDocument.Parse(e.Data);
        return new EventData(document.RootElement).Text("municipality");
    }

    private static string And(List<string> words) => words.Count == 1 ? words[0] : $"{string.Join(", ", words[..^1])} och {words[^1]}";
}
