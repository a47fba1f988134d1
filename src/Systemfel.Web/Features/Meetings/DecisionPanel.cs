using Systemfel.Data.Meetings;

namespace Systemfel.Web.Features.Meetings;

/// <summary>'Vart ska det?' and 'Vad gör vi?': what can be decided on an item, what has been, and what is typed.</summary>
public sealed record DecisionPanel(IReadOnlyList<Choice> Choices, DecisionForm Form)
{
    /// <summary>The lines that the meeting has yet to decide on.</summary>
    public IReadOnlyList<OpenLine> Lines { get; init; } = [];
    public string Targets { get; init; } = "";
    /// <summary>Decisions that stand, in the order in which they were made.</summary>
    public IReadOnlyList<Decision> Decisions { get; init; } = [];
    /// <summary>The decision that another choice would replace; null when there is none, or more than one.</summary>
    public long? Replaces { get; init; }
    /// <summary>The choice whose fields are open.</summary>
    public Choice? Open { get; init; }
    public DateOnly? NextMeeting { get; init; }
    /// <summary>The last day to answer that is proposed for a letter.</summary>
    public DateOnly? AnswerBy { get; init; }
    /// <summary>The keys of the screen: of each choice by its value, and of 'undo', 'note', 'next' and 'back'.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; init; } = new Dictionary<string, string>();
    public IReadOnlyList<PartyChoice> Parties { get; init; } = [];
    /// <summary>Who can be told of the question: all the organisation's parties, also those that sit in no group.</summary>
    public IReadOnlyList<PartyChoice> Told { get; init; } = [];
    public IReadOnlyList<ContactChoice> Contacts { get; init; } = [];

    public bool MayDecide => Choices.Count > 0;
    /// <summary>Whether pressing a choice does something now.</summary>
    public bool IsLive => Lines.Count > 0 || Replaces != null;
    public Decision? Last => Decisions.Count == 0 ? null : Decisions[^1];
}

/// <summary>One track of the switch. <paramref name="Key"/>: empty when it has none. <paramref name="Asks"/>: it has fields that open below.</summary>
public sealed record Choice(string Key, string Value, string Move, string Label, string Hint, bool Chosen, bool Asks);

/// <summary>A line of the case that stands before this meeting.</summary>
public sealed record OpenLine(long Id, int Version, string Plate, string Name);

public sealed record PartyChoice(long Id, string Name, bool IsDefault);

public sealed record ContactChoice(long Id, string Party, string Name, bool IsDefault);

/// <summary>What the form of a decision sends. Texts stay as they were typed until they are understood.</summary>
public sealed class DecisionForm
{
    public long Punkt { get; set; }
    /// <summary>'stor': large, for a projector.</summary>
    public string? Visning { get; set; }
    /// <summary>Whether to stand at the item that the meeting looks at, when one may see it.</summary>
    public bool Folj { get; set; }
    /// <summary>A choice that was pressed: it is made at once, or its fields open.</summary>
    public string? Val { get; set; }
    /// <summary>A choice whose fields are filled in.</summary>
    public string? Gor { get; set; }
    public string? Targets { get; set; }
    public long? Replaces { get; set; }
    public string? Key { get; set; }
    public string? Note { get; set; }
    /// <summary>The note as the page showed it.</summary>
    public string? NoteSeen { get; set; }
    /// <summary>The one line that it concerns, of several.</summary>
    public long? Rad { get; set; }
    public string? Until { get; set; }
    public string? Seen { get; set; }
    public string? Who { get; set; }
    public string? Date { get; set; }
    public string? Question { get; set; }
    public string? Case { get; set; }
    public string? Reason { get; set; }
    public long? Party { get; set; }
    /// <summary>'date' for another day than the next meeting.</summary>
    public string? Svarstill { get; set; }
    public List<long> Contact { get; set; } = [];
    /// <summary>Those that get to know of it.</summary>
    public List<long> Parties { get; set; } = [];
    /// <summary>Keys of likely finds of personal data that are no person.</summary>
    public List<string> Accepted { get; set; } = [];

    public string? Chosen => Gor ?? Val;

    /// <summary>Which item and choice, without what was typed: to see what may be decided there.</summary>
    public DecisionForm Where() => new() { Punkt = Punkt, Val = Val, Gor = Gor, Visning = Visning };
}
