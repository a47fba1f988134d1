using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Meetings;

/// <summary>An item of an agenda as one person may see it.</summary>
/// <param name="Case">Loaded with its addressees and occurrences.</param>
/// <param name="Section">Why it stands there.</param>
/// <param name="Group">Whom it is about, as it is named to those who read.</param>
/// <param name="Priority">What it is ordered by within its group.</param>
/// <param name="Audience">Who reads.</param>
public sealed record AgendaPoint(Deficiency Case, AgendaSection Section, string Group, Priority Priority, Audience Audience)
{
    public IReadOnlyList<(string Code, string Name)> Plates =>
        [.. Case.Addressees.OrderBy(a => a.SortOrder).Select(a => (a.Authority.Plate, a.Authority.Name)).Distinct()];

    /// <summary>A colleague's approval of the text is required and not given.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>Parties that have said beforehand that it is important to them.</summary>
    public IReadOnlyList<string> Important { get; init; } = [];
    public IReadOnlyList<Said> Comments { get; init; } = [];
    public IReadOnlyList<string> AlsoSee { get; init; } = [];
    public IReadOnlyList<Said> Reservations { get; init; } = [];

    /// <summary>Lines that somebody else is late with.</summary>
    public IReadOnlyList<LateLine> Late { get; init; } = [];

    /// <summary>Why it is here once more, and what was said.</summary>
    public IReadOnlyList<(string Label, string Text)> Because { get; init; } = [];

    /// <summary>The earlier case that it may be merged into.</summary>
    public EarlierCase? Merge { get; init; }

    /// <summary>It waits for somebody else alone: the meeting has nothing to decide.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>The parties that the reader may speak for before the meeting.</summary>
    public IReadOnlyList<Voice> Voices { get; init; } = [];
}

/// <summary>A party that the reader stands for, and what it has said of an item.</summary>
/// <param name="PartyId">The party.</param>
/// <param name="Name">What it is called.</param>
/// <param name="IsUserOrganisation">May say 'vi ser detta också', and dissent.</param>
public sealed record Voice(long PartyId, string Name, bool IsUserOrganisation)
{
    public bool HasMarked { get; init; }
    public bool SeesItToo { get; init; }
    public string Reservation { get; init; } = "";

    /// <summary>The case is about this party: the day from which it may comment.</summary>
    public DateOnly? CommentsFrom { get; init; }
    public string Comment { get; init; } = "";
}

/// <summary>What a party has said.</summary>
public sealed record Said(string Party, string Text);

/// <summary>Who is late, since when, and whether the group's chair has been told.</summary>
public sealed record LateLine(string Who, bool IsPromise, DateOnly Due, bool IsAtChair);

/// <summary>The other case of a merge that is proposed.</summary>
public sealed record EarlierCase(long Id, string Number, string Title, string Pattern);

/// <summary>Items one after another that stand there for the same reason and are about the same body.</summary>
/// <param name="Section">Why they stand there; null in an order across the sections.</param>
/// <param name="Name">The body; empty in such an order.</param>
/// <param name="Points">The items.</param>
public sealed record AgendaGroup(AgendaSection? Section, string Name, IReadOnlyList<AgendaPoint> Points)
{
    public string Heading => Section is { } section ? MeetingWords.Of(section) : "I mötets ordning";

    /// <summary>
    /// The items in their order, a new group wherever section or body changes. When one would come back further down, the order is another
    /// than that of the sections: then there is one group, and each item says why it stands there.
    /// </summary>
    public static IReadOnlyList<AgendaGroup> Of(IReadOnlyList<AgendaPoint> points)
    {
        var groups = new List<AgendaGroup>();
        foreach (var point in points)
        {
            if (groups.Count > 0 && groups[^1] is { } last && last.Section == point.Section && last.Name == point.Group)
                groups[^1] = last with { Points = [.. last.Points, point] };
            else
                groups.Add(new AgendaGroup(point.Section, point.Group, [point]));
        }
        var runs = groups.Where((g, i) => i == 0 || groups[i - 1].Section != g.Section).ToList();
        var comesBack = groups.DistinctBy(g => (g.Section, g.Name)).Count() < groups.Count || runs.DistinctBy(g => g.Section).Count() < runs.Count;
        return comesBack ? [new AgendaGroup(null, "", points)] : groups;
    }
}

/// <summary>How an agenda speaks of its items.</summary>
public static class AgendaWords
{
    /// <summary>'3 gånger × nivå 2 × 2 kommuner = 12'; with marks '(3 gånger + 1 viktig för oss) × ...'.</summary>
    public static string Of(Priority p)
    {
        var times = p.Times == 1 ? "1 gång" : $"{p.Times} gånger";
        var seen = p.Important == 0 ? times : $"({times} + {p.Important} viktig för oss)";
        return $"{seen} × nivå {p.Severity} × {(p.Municipalities == 1 ? "1 kommun" : $"{p.Municipalities} kommuner")} = {p.Value}";
    }

    /// <summary>What the meeting is asked for.</summary>
    public static string Asked(AgendaPoint point, bool team) => point switch
    {
        { IsElsewhere: true } => "Hör vad som har hänt. Frågan väntar på någon annan, så här finns inget att besluta.",
        { Case.Kind: DeficiencyKind.GoodExample } => team ? "Ett gott exempel: bestäm vilka som ska få veta om det." : "Ett gott exempel: bestäm hur det sprids.",
        _ => Asked(point.Section, team),
    };

    private static string Asked(AgendaSection section, bool team) => section switch
    {
        AgendaSection.AnswerToAssess => team ? "Bedöm svaret: svara myndigheten, för vidare eller avsluta." : "Bedöm svaret: räcker det, eller ska frågan tas vidare?",
        AgendaSection.Overdue => "Hör vad som har hänt, och bestäm om ni väntar eller tar upp frågan igen.",
        AgendaSection.HoldDue => "Tiden eller antalet som ni väntade på är nått. Bestäm vart frågan ska.",
        AgendaSection.Tabled => "Punkten bordlades förra gången. Besluta nu.",
        AgendaSection.ProposedMerge => "Är det samma fel? Slå samman, eller bestäm vart det ska.",
        AgendaSection.Returning => team ? "Frågan är tillbaka. Bestäm vart den ska nu." : "Frågan är tillbaka. Bestäm vad gruppen gör nu.",
        _ => team ? "Bestäm vart frågan ska." : "Bestäm vem som tar hem frågan, eller om gruppen skriver till myndigheten.",
    };
}
