using System.Globalization;
using System.Text.Json;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Workflows.Documents;
using Systemfel.Workflows.Time;

namespace Systemfel.Workflows.Meetings;

/// <summary>What stands before and around the decisions of minutes.</summary>
/// <param name="Name">'Minnesanteckningar' or 'Protokoll', with the group's name and the day.</param>
/// <param name="Organisation">Whose meeting it was.</param>
/// <param name="Place">Where; may be empty.</param>
/// <param name="Present">Who was there, a line each: name, party, 'ersättare'.</param>
/// <param name="Raised">Points that were raised: by whom and what was said, and what the meeting said.</param>
/// <param name="Notes">The meeting's own notes.</param>
/// <param name="FollowsTo">Where what was not decided follows to; empty in minutes from before this was said.</param>
/// <param name="Follows">The cases that follow there; null in minutes from before this was kept: all without a decision.</param>
public sealed record MinutesHead(
    string Name, string Organisation, string Place, IReadOnlyList<string> Present, IReadOnlyList<RaisedLine> Raised, string Notes, string FollowsTo = "", IReadOnlyList<long>? Follows = null)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="version">A stored version.</param>
    public static MinutesHead Of(MinutesVersion version) => JsonSerializer.Deserialize<MinutesHead>(version.HeadJson)
        ?? throw new InvalidOperationException($"Version {version.Id} of the minutes has no head.");

    /// <summary>What is said of a part without a decision: where it follows to, or nothing when it does not.</summary>
    /// <param name="part">Of the same version.</param>
    public string Sentence(MinutesPart part) =>
        Follows == null || (part.DeficiencyId is { } id && Follows.Contains(id)) ? Undecided.Sentence(FollowsTo, part.Note.Length > 0) : "";

    internal string ToJson() => JsonSerializer.Serialize(this, Options);
}

/// <summary>A point that was raised, in minutes.</summary>
/// <param name="Party">Who raised it.</param>
/// <param name="Text">What they said.</param>
/// <param name="Outcome">What the meeting said; empty when it did not get to it.</param>
/// <param name="Id">The point, so that erasing finds it whatever it said then; 0 in versions from before this was kept.</param>
public sealed record RaisedLine(string Party, string Text, string Outcome, long Id = 0);

/// <summary>What minutes say that is not the meeting's own.</summary>
/// <param name="Raised">The points that were raised for the meeting.</param>
/// <param name="Reasons">Why, by decision.</param>
/// <param name="FollowsTo">Where what was not decided follows to.</param>
/// <param name="Waiting">The cases that wait for the meeting.</param>
internal sealed record AroundMinutes(IReadOnlyList<RaisedLine> Raised, IReadOnlyDictionary<long, string> Reasons, string FollowsTo, IReadOnlySet<long> Waiting)
{
    /// <summary>Whether the minutes say which items follow along: not those that were approved before it was kept.</summary>
    public bool NamesWhatFollows { get; init; } = true;
}

/// <summary>Makes notes and minutes from what is stored of a meeting, and a document from a version of them.</summary>
public static class MinutesText
{
    /// <summary>What the notes of a group are called.</summary>
    public static string NameOf(bool team) => team ? "Minnesanteckningar" : "Protokoll";

    /// <summary>The decisions that stand, in the order of the notes, with their paragraphs: those of approved minutes keep them, others run in the order of the agenda.</summary>
    /// <param name="meeting">Loaded with its items and their decisions.</param>
    public static IReadOnlyList<(AgendaItem Item, Decision Decision, int Paragraph)> Decisions(Meeting meeting)
    {
        var rows = new List<(AgendaItem, Decision, int)>();
        var paragraph = meeting.FirstParagraph;
        foreach (var item in meeting.Items.OrderBy(i => i.SortOrder).ThenBy(i => i.Id))
            foreach (var decision in item.Decisions.Where(d => d.UndoneAt == null).OrderBy(d => d.DecidedAt).ThenBy(d => d.Id))
                rows.Add((item, decision, decision.Paragraph > 0 ? decision.Paragraph : paragraph++));
        return rows;
    }

    /// <summary>The minutes as they read now. Examples are the team's own and in no minutes.</summary>
    /// <param name="meeting">Loaded with its group, attendances and parties, items with case, decisions and supports.</param>
    /// <param name="name">What the meeting is called.</param>
    /// <param name="organisation">Whose meeting it is.</param>
    /// <param name="around">What else they say.</param>
    /// <returns>Not stored, without number, time and person.</returns>
    internal static MinutesVersion Draft(Meeting meeting, string name, Organisation organisation, AroundMinutes around)
    {
        var left = Undecided.Of(meeting, around.Waiting).ToList();
        var head = new MinutesHead(
            $"{NameOf(meeting.Group.Kind == GroupKind.Team)} {name} {SwedishText.LongDate(meeting.Date)}", organisation.Name, meeting.Place,
            [.. meeting.Attendances.Where(a => a.IsPresent).OrderBy(a => a.Id).Select(PresentLine)],
            around.Raised, meeting.Notes, around.FollowsTo, around.NamesWhatFollows ? [.. left.Select(i => i.DeficiencyId)] : null);
        var version = new MinutesVersion { MeetingId = meeting.Id, HeadJson = head.ToJson() };
        var seen = new HashSet<long>();
        foreach (var (item, decision, paragraph) in Decisions(meeting).Where(d => !d.Item.Deficiency.IsExample))
        {
            // A note and what parties said belong to the item: they stand at its first decision.
            var part = PartOf(item, seen.Add(item.Id), version.Parts.Count + 1);
            part.Paragraph = meeting.Group.Kind == GroupKind.Team ? 0 : paragraph;
            part.Decision = Decided(decision, DecisionReasons.Beside(around.Reasons.GetValueOrDefault(decision.Id), item.Note));
            version.Parts.Add(part);
        }
        foreach (var item in meeting.Items.OrderBy(i => i.SortOrder).ThenBy(i => i.Id)
            .Where(i => left.Contains(i) || (!seen.Contains(i.Id) && !i.Deficiency.IsExample && (i.Note.Length > 0 || i.Supports.Count > 0))))
            version.Parts.Add(PartOf(item, seen.Add(item.Id), version.Parts.Count + 1));
        return version;
    }

    /// <summary>Whether two versions say the same. The day that points follow to is what was known when a version was kept: that it has moved since is no change of the minutes.</summary>
    internal static bool IsSame(MinutesVersion one, MinutesVersion other) => Content(MinutesHead.Of(one), MinutesHead.Of(other)) == Content(MinutesHead.Of(other), MinutesHead.Of(one))
        && one.Parts.OrderBy(p => p.SortOrder).Select(Content).SequenceEqual(other.Parts.OrderBy(p => p.SortOrder).Select(Content));

    /// <summary>The version as a Word document; the same whenever it is made.</summary>
    /// <param name="version">Loaded with its parts.</param>
    /// <param name="parts">Those that the reader may see.</param>
    /// <param name="standing">A line about its approval; may be empty.</param>
    public static WordDocument Document(MinutesVersion version, IEnumerable<MinutesPart> parts, string standing)
    {
        var head = MinutesHead.Of(version);
        var blocks = new List<WordBlock>();
        if (head.Place.Length > 0) blocks.Add(new WordParagraph(head.Place));
        if (standing.Length > 0) blocks.Add(new WordParagraph(standing, IsBold: true));
        if (head.Present.Count > 0) blocks.AddRange([new WordHeading(1, "Närvarande"), new WordList(head.Present)]);
        var shown = parts.OrderBy(p => p.SortOrder).ToList();
        blocks.Add(new WordHeading(1, "Beslut"));
        var decided = shown.FindAll(p => p.Decision.Length > 0);
        blocks.Add(decided.Count == 0 ? new WordParagraph("Inga beslut fattades.") : Table(decided));
        var said = shown.FindAll(p => p.Support.Length > 0);
        if (said.Count > 0)
        {
            blocks.Add(new WordHeading(1, "Ser det också, och avvikande meningar"));
            blocks.AddRange(said.Select(p => new WordLabelled($"{p.Number} {p.Title}", p.Support)));
        }
        var undecided = shown.FindAll(p => p.Decision.Length == 0).Select(p => (Part: p, Text: WithoutDecision(p, head))).Where(p => p.Text.Length > 0).ToList();
        if (undecided.Count > 0) blocks.AddRange(undecided.Select(p => (WordBlock)new WordLabelled($"{p.Part.Number} {p.Part.Title}", p.Text)).Prepend(new WordHeading(1, "Utan beslut")));
        if (head.Raised.Count > 0)
        {
            blocks.Add(new WordHeading(1, "Väckta punkter"));
            blocks.AddRange(head.Raised.Select(r => new WordLabelled(r.Outcome.Length > 0 ? $"{r.Party} ({r.Outcome})" : r.Party, Lines(r.Text, r.Outcome.Length > 0 ? "" : Undecided.Sentence(head.FollowsTo, false)))));
        }
        if (head.Notes.Length > 0) blocks.AddRange([new WordHeading(1, "Övrigt"), new WordParagraph(head.Notes)]);
        return new WordDocument(head.Name, head.Organisation, version.At, blocks);
    }

    private static WordTable Table(List<MinutesPart> decided)
    {
        var numbered = decided.Exists(p => p.Paragraph > 0);
        string[] header = numbered ? ["§", "Systemfel", "Beslut", "Anteckning"] : ["Systemfel", "Beslut", "Anteckning"];
        return new WordTable(numbered ? "Beslut med paragraf och anteckning" : "Beslut med anteckning", header,
            [.. decided.Select(p => (IReadOnlyList<string>)(numbered ? [p.Paragraph.ToString(CultureInfo.InvariantCulture), .. Cells(p)] : [.. Cells(p)]))])
        {
            Shares = numbered ? [2, 10, 8, 8] : [10, 8, 8],
        };
    }

    private static IEnumerable<string> Cells(MinutesPart p) => [$"{p.Number} {p.Title}", p.Decision, p.Note];

    private static MinutesPart PartOf(AgendaItem item, bool first, int order) => new()
    {
        DeficiencyId = item.DeficiencyId,
        SortOrder = order,
        Number = item.Deficiency.Number,
        Title = item.Deficiency.Title,
        Note = first ? item.Note : "",
        Support = first ? string.Join('\n', item.Supports.OrderBy(s => s.At).ThenBy(s => s.Id).Select(SupportLine)) : "",
    };

    private static string Decided(Decision decision, string reason) =>
        decision.Text + (decision.Who.Length > 0 ? $", {decision.Who}" : "") + (decision.AnswerBy is { } by ? $", senast {SwedishText.Date(by)}" : "")
        + (reason.Length > 0 ? $". {reason}" : "");

    private static string WithoutDecision(MinutesPart part, MinutesHead head) => Lines(part.Note, head.Sentence(part));

    private static string Lines(params IEnumerable<string> lines) => string.Join('\n', lines.Where(l => l.Length > 0));

    private static string SupportLine(Support s) => s.Kind == SupportKind.SeesItToo ? $"{s.Party.Name} ser detta också." : $"Avvikande mening, {s.Party.Name}: {s.Text}";

    private static string PresentLine(Attendance a) =>
        string.Join(", ", new[] { a.Name, a.Party?.Name ?? "" }.Where(t => t.Length > 0)) + (a.IsSubstitute ? " (ersättare)" : "");

    /// <summary>Which items follow is compared where both say it.</summary>
    private static string Content(MinutesHead head, MinutesHead other) => (head with { FollowsTo = "", Follows = other.Follows == null ? null : head.Follows }).ToJson();

    private static (long?, int, string, string, string, string, string) Content(MinutesPart p) =>
        (p.DeficiencyId, p.Paragraph, p.Number, p.Title, p.Decision, p.Note, p.Support);
}
