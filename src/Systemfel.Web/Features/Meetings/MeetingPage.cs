using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Meetings;
using Systemfel.Workflows.Routes;

namespace Systemfel.Web.Features.Meetings;

/// <summary>All that the page of one meeting shows to one person.</summary>
public sealed record MeetingPage(Meeting Meeting, MeetingRights Rights, DateOnly Today)
{
    public bool IsTeam => Meeting.Group.Kind == GroupKind.Team;
    public string Name => MeetingWords.NameOf(Meeting.Group);
    public string NotesName => MeetingWords.NotesName(IsTeam);
    public string Url => $"/mote/{Meeting.Id}";

    public DateOnly? NextMeeting { get; init; }
    public IReadOnlyList<AgendaRow> Agenda { get; init; } = [];
    /// <summary>What has come to wait for the group since the meeting was opened, and is not on its agenda.</summary>
    public int WaitingOutside { get; init; }
    /// <summary>The items of a meeting that has not been opened.</summary>
    public IReadOnlyList<AgendaPoint> Planned { get; init; } = [];
    /// <summary>The order that they were read in, with those that this person may not see.</summary>
    public IReadOnlyList<long> PlannedOrder { get; init; } = [];
    /// <summary>What user organisations want to talk about.</summary>
    public IReadOnlyList<RaisedRow> Raised { get; init; } = [];
    /// <summary>Those of them that say something.</summary>
    public IEnumerable<RaisedRow> RaisedTexts => Raised.Where(r => !r.IsWithdrawn);
    /// <summary>What was written before the meeting, or for it, and refused.</summary>
    public TypedSaid? Typed { get; init; }
    public CaseOnScreen? Current { get; init; }
    public IReadOnlyList<SinceLastParty> SinceLast { get; init; } = [];
    public DateOnly? PreviousMeeting { get; init; }
    public IReadOnlyList<MinutesRow> Minutes { get; init; } = [];
    /// <summary>What the meeting did not decide.</summary>
    public IReadOnlyList<UndecidedRow> Undecided { get; init; } = [];
    /// <summary>Versions, adjusters and mails of the minutes.</summary>
    public MinutesPanel Papers { get; init; } = MinutesPanel.None;
    /// <summary>What was typed into a form about the minutes, and refused.</summary>
    public TypedMinutes? TypedMinutes { get; init; }
    public IReadOnlyList<Reservation> Reservations { get; init; } = [];
    public IReadOnlyList<PresentRow> Attendance { get; init; } = [];
    /// <summary>Nobody has saved it: it is what the answers to the invitations say.</summary>
    public bool AttendanceIsProposed { get; init; }
    /// <summary>What to know about who was called.</summary>
    public IReadOnlyList<string> AttendanceNotes { get; init; } = [];
    /// <summary>What was typed into a form that was refused; null when the page is shown fresh.</summary>
    public OralAnswerForm? Oral { get; init; }
    public TypedSaid? TypedReservation { get; init; }
    public string? TypedNotes { get; init; }
    /// <summary>Which notes the page shows; those that were shown when what was typed was refused.</summary>
    public string NotesSeen { get; init; } = NotesVersion.Of(Meeting);
    /// <summary>A decision has just been made: focus goes to its confirmation.</summary>
    public bool JustDecided { get; init; }
    /// <summary>Came here from another item: focus goes to the case.</summary>
    public bool Stepped { get; init; }
    public bool ShortcutsOff { get; init; }

    /// <summary>What is surprising about opening the meeting now: a sentence each.</summary>
    public IReadOnlyList<string> Surprises => [.. MeetingWords.SurprisesOf(Meeting, Today)];
    /// <summary>Points that wait for the meeting and that it has not decided.</summary>
    public IReadOnlyList<AgendaRow> ToDecide => [.. Agenda.Where(a => a.IsLeft)];
    /// <summary>Raised points that the meeting has said nothing of.</summary>
    public IReadOnlyList<RaisedRow> RaisedLeft => [.. RaisedTexts.Where(r => r.Outcome == null)];
    public int Left => ToDecide.Count + RaisedLeft.Count;
    /// <summary>'två punkter och en väckt punkt'; empty when nothing is left.</summary>
    public string LeftInWords => string.Join(" och ", new[]
    {
        ToDecide.Count == 0 ? "" : MeetingWords.Count(ToDecide.Count, "en punkt", "punkter"),
        RaisedLeft.Count == 0 ? "" : MeetingWords.Count(RaisedLeft.Count, "en väckt punkt", "väckta punkter"),
    }.Where(t => t.Length > 0));
    /// <summary>The raised points as the notes say them: once approved, as they were then.</summary>
    public IReadOnlyList<RaisedNote> RaisedInNotes => MinutesOf.Raised(Papers.Approved, Raised);
    /// <summary>What the button is called that approves the notes or minutes.</summary>
    public string ApprovalName => IsTeam ? "Godkänn anteckningar" : Rights.IsChair ? "Justera som ordförande" : "Justera protokollet";

    public int Done => Agenda.Count(a => a.IsDone);
    /// <summary>0 when the item is not on the agenda: an oral answer, registered under 'sedan sist'.</summary>
    public int Position => Agenda.Select((a, i) => a.ItemId == Current?.ItemId ? i + 1 : 0).FirstOrDefault(i => i > 0);
    public AgendaRow? Previous => Position > 1 ? Agenda[Position - 2] : null;
    public AgendaRow? Next => Position < Agenda.Count ? Agenda[Position] : null;

    /// <summary>The item that the meeting looks at; null before the first, and when this person may not see its case.</summary>
    public AgendaRow? OnScreen => Agenda.FirstOrDefault(a => a.ItemId == Meeting.CurrentItemId);
    /// <summary>The last decision that stands, in a few words; null before the first.</summary>
    public string? LatestDecision => Minutes.MaxBy(m => m.Decision.DecidedAt) is { } m ? $"{m.Title}, {MeetingWords.Short(m.Decision)}" : null;
    public int PlaceOf(AgendaRow row) => Agenda.TakeWhile(a => a != row).Count() + 1;

    /// <summary>Large, for a projector: the case and the decision, and little else.</summary>
    public bool IsLarge { get; init; }

    /// <summary>The page at an item, as large as this one.</summary>
    public string At(long itemId) => $"{Url}?punkt={itemId}{(IsLarge ? "&visning=stor" : "")}";

    public string At(AgendaRow row) => At(row.ItemId);

    /// <summary>Where a form goes that leads back to a page as large as this one.</summary>
    public string To(string action, string query = "")
    {
        var parts = new[] { query, IsLarge ? "visning=stor" : "" }.Where(p => p.Length > 0).ToList();
        return $"{Url}/{action}{(parts.Count > 0 ? "?" + string.Join('&', parts) : "")}";
    }
}

public sealed record AgendaRow(long ItemId, string Number, string Title, AgendaSection Section, bool IsDone, string Decision)
{
    /// <summary>A colleague's approval of the text is required and not given.</summary>
    public bool NeedsApproval { get; init; }
    /// <summary>It waits for the meeting, which has not decided it.</summary>
    public bool IsLeft { get; init; }
    /// <summary>It waits for somebody else: the meeting has nothing to decide.</summary>
    public bool IsElsewhere { get; init; }
}

/// <summary>The case that the meeting looks at.</summary>
public sealed record CaseOnScreen(long ItemId, Deficiency Case, DecisionPanel Panel)
{
    /// <summary>Who reads it: the team at its review; at a group's meeting everyone who sees the screen.</summary>
    public required Audience Audience { get; init; }
    /// <summary>A colleague's approval of the text is required and not given.</summary>
    public bool NeedsApproval { get; init; }
    public bool MayApprove { get; init; }
    public AgendaSection Section { get; init; }
    public string Seen { get; init; } = "";
    /// <summary>Why it is here once more, and what was said: 'Bordlagt vid förra mötet: ...'.</summary>
    public IReadOnlyList<(string Label, string Text)> Because { get; init; } = [];
    public IReadOnlyList<SimilarCase> Similar { get; init; } = [];
    /// <summary>The item as it stands on the agenda: its priority, and what was said before the meeting.</summary>
    public AgendaPoint? Point { get; init; }
    /// <summary>Cases that it is linked to or split from, of those that the viewer may see.</summary>
    public IReadOnlyList<Cases.LinkedCase> Links { get; init; } = [];
    /// <summary>What this person may do beside the decision: split, link.</summary>
    public IReadOnlyList<RouteMove> Beside { get; init; } = [];
    public BranchedRoute? Line { get; init; }
    public IReadOnlyList<SupportRow> Supports { get; init; } = [];
}

public sealed record SimilarCase(long Id, string Number, string Title);

/// <summary>A user organisation at an item.</summary>
public sealed record SupportRow(long PartyId, string Name, bool SeesItToo, string Reservation, bool MaySpeak);

public sealed record Reservation(string Party, string Number, string Text);

public sealed record PresentRow(long? PartyId, string Party, string Name, bool IsPresent, bool IsSubstitute);
