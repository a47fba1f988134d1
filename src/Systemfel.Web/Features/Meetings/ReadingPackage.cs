using Systemfel.Data.Meetings;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Text;

namespace Systemfel.Web.Features.Meetings;

/// <summary>What one reads before a meeting: what has happened since the last, and each item with its text, as the reader may see it.</summary>
/// <param name="Page">The meeting.</param>
/// <param name="Organisation">Whose it is.</param>
/// <param name="SinceLast">What each party took with it.</param>
/// <param name="Points">The items in their order.</param>
public sealed record ReadingPackage(MeetingPage Page, string Organisation, IReadOnlyList<SinceLastParty> SinceLast, IReadOnlyList<AgendaPoint> Points)
{
    /// <summary>Swedish read silently at an unhurried pace.</summary>
    public const int WordsAMinute = 200;

    public const string Name = "Läs på tio minuter";

    public int Words => Texts.Sum(t => SearchWords.Words(t).Count());

    /// <summary>Whole minutes, at least one.</summary>
    public static int MinutesOf(int words) => Math.Max(1, (words + WordsAMinute - 1) / WordsAMinute);

    /// <summary>'Beräknad lästid: 4 minuter, 730 ord.'</summary>
    public string ReadingTime
    {
        get
        {
            var words = Words;
            return $"Beräknad lästid: {(MinutesOf(words) == 1 ? "1 minut" : $"{MinutesOf(words)} minuter")}, {words} ord.";
        }
    }

    /// <summary>'Samverkansgrupp 1 10 december 2026, Kommunhuset'.</summary>
    public string Of => $"{Page.Name} {Page.Meeting.Date.Long(Page.Today)}" + (Page.Meeting.Place.Length > 0 ? $", {Page.Meeting.Place}" : "");

    /// <summary>Everything that is there to be read.</summary>
    private IEnumerable<string> Texts =>
    [
        .. SinceLast.SelectMany(p => p.Lines.SelectMany(l => new[] { l.Title, ReadingWords.Standing(l, Page.Today) }).Prepend(p.Name)),
        .. Page.RaisedTexts.Select(r => r.Text),
        .. Points.SelectMany(p => ReadingWords.Facts(p, Page).SelectMany(f => new[] { f.Label, f.Text }).Prepend(p.Case.Title)),
    ];

    /// <summary>The same as a document.</summary>
    /// <param name="at">When it is made.</param>
    public WordDocument Document(DateTimeOffset at)
    {
        var blocks = new List<WordBlock> { new WordParagraph(Of), new WordParagraph(ReadingTime) };
        if (SinceLast.Count > 0)
        {
            blocks.Add(new WordHeading(1, MeetingWords.Of(AgendaSection.SinceLast)));
            foreach (var party in SinceLast)
            {
                blocks.Add(new WordHeading(2, party.Name));
                blocks.Add(new WordList([.. party.Lines.Select(l => $"{l.Number} {l.Title}. {ReadingWords.Standing(l, Page.Today)}")]));
            }
        }
        AgendaSection? section = null;
        foreach (var group in AgendaGroup.Of(Points))
        {
            if (group.Section == AgendaSection.New) Raise(blocks);
            if (group.Section == null || group.Section != section) blocks.Add(new WordHeading(1, group.Heading));
            section = group.Section;
            if (group.Name.Length > 0) blocks.Add(new WordHeading(2, group.Name));
            foreach (var point in group.Points)
            {
                blocks.Add(new WordHeading(group.Name.Length > 0 ? 3 : 2, $"{point.Case.Number} {point.Case.Title}"));
                if (group.Section == null) blocks.Add(new WordParagraph($"{MeetingWords.Of(point.Section)}, {point.Group}"));
                blocks.AddRange(ReadingWords.Facts(point, Page).Select(f => new WordLabelled(f.Label, f.Text)));
            }
        }
        Raise(blocks);
        if (Points.Count == 0) blocks.Add(new WordParagraph("Dagordningen har inga punkter än."));
        return new WordDocument(Name, Organisation, at, blocks);
    }

    /// <summary>The raised points where the agenda has them: before what is new, or else last. Once.</summary>
    private void Raise(List<WordBlock> blocks)
    {
        var heading = new WordHeading(1, MeetingWords.Of(AgendaSection.Raised));
        if (!Page.RaisedTexts.Any() || blocks.Contains(heading)) return;
        blocks.Add(heading);
        blocks.AddRange(Page.RaisedTexts.Select(r => new WordLabelled(r.Party, r.Text)));
    }
}

/// <summary>How the reading package says things.</summary>
public static class ReadingWords
{
    /// <summary>What is told of an item, each with its label.</summary>
    public static IReadOnlyList<(string Label, string Text)> Facts(AgendaPoint p, MeetingPage page)
    {
        var gone = p.Case.ErasedAt != null;
        (string Label, string Text)[] facts =
        [
            ("Vad som händer", gone ? "Texten är raderad." : p.Case.Pattern),
            ("Följd", p.Case.Consequence),
            ("Förslag", p.Case.Proposal),
            ("Sett", CaseOnScreenReader.SeenOf(p.Case, p.Audience)),
            ("Prioritet", AgendaWords.Of(p.Priority)),
            .. p.Because.Select(b => ("Åter", b.Text.Length > 0 ? $"{b.Label}: {b.Text}" : b.Label)),
            .. p.Late.Select(l => ("Försenat", Late(l, page.Today))),
            ("Kan vara samma som", p.Merge is { } m ? $"{m.Number} {m.Title}" : ""),
            ("Viktig för oss", string.Join(", ", p.Important)),
            ("Ser detta också", string.Join(", ", p.AlsoSee)),
            .. p.Comments.Select(s => ($"Kommentar, {s.Party}", s.Text)),
            .. p.Reservations.Select(s => ($"Avvikande mening, {s.Party}", s.Text)),
            ("Det mötet ska göra", AgendaWords.Asked(p, page.IsTeam)),
        ];
        return [.. facts.Where(f => f.Text.Length > 0)];
    }

    /// <summary>'Hedemora kommun, svar senast 31 augusti, 88 dagar försenat'.</summary>
    public static string Late(LateLine late, DateOnly today) => (late.Who.Length > 0 ? late.Who + ", " : "")
        + $"{(late.IsPromise ? "klart" : "svar")} senast {late.Due.Long(today)}, {SwedishDates.Remaining(late.Due, today)}{(late.IsAtChair ? ", hos ordföranden" : "")}";

    /// <summary>Where a question that was taken home stands.</summary>
    public static string Standing(SinceLastLine line, DateOnly today)
    {
        var due = line.Due is { } day ? $", {(line.AwaitsAnswer ? "svar" : "klart")} senast {day.Long(today)}{(day < today ? $", {SwedishDates.Remaining(day, today)}" : "")}" : "";
        return $"{MeetingWords.StageLabel(line.Stage)}{due}.{(line.Said is { } said ? $" {said}" : "")}";
    }
}
