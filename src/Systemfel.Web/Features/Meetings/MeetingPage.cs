using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Web.Features.Shared.Components;
using Systemfel.Workflows.Disclosure;
using Systemfel.Workflows.Meetings;

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
    public CaseOnScreen? Current { get; init; }
    public IReadOnlyList<SinceLastParty> SinceLast { get; init; } = [];
    public DateOnly? PreviousMeeting { get; init; }
    public IReadOnlyList<MinutesRow> Minutes { get; init; } = [];
    public IReadOnlyList<Reservation> Reservations { get; init; } = [];
    public IReadOnlyList<PresentRow> Attendance { get; init; } = [];
    /// <summary>What was typed into a form that was refused; null when the page is shown fresh.</summary>
    public OralAnswerForm? Oral { get; init; }
    public string? TypedReservation { get; init; }
    public string? TypedNotes { get; init; }
    /// <summary>Which notes the page shows; those that were shown when what was typed was refused.</summary>
    public string NotesSeen { get; init; } = NotesVersion.Of(Meeting);
    /// <summary>A decision has just been made: focus goes to its confirmation.</summary>
    public bool JustDecided { get; init; }
    /// <summary>Came here from another item: focus goes to the case.</summary>
    public bool Stepped { get; init; }
    public bool ShortcutsOff { get; init; }

    public int Done => Agenda.Count(a => a.IsDone);
    /// <summary>0 when the item is not on the agenda: an oral answer, registered under 'sedan sist'.</summary>
    public int Position => Agenda.Select((a, i) => a.ItemId == Current?.ItemId ? i + 1 : 0).FirstOrDefault(i => i > 0);
    public AgendaRow? Previous => Position > 1 ? Agenda[Position - 2] : null;
    public AgendaRow? Next => Position < Agenda.Count ? Agenda[Position] : null;

    public string At(AgendaRow row) => $"{Url}?punkt={row.ItemId}";
}

public sealed record AgendaRow(long ItemId, string Number, string Title, AgendaSection Section, bool IsDone, string Decision)
{
    /// <summary>A colleague's approval of the text is required and not given.</summary>
    public bool NeedsApproval { get; init; }
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
    public BranchedRoute? Line { get; init; }
    public IReadOnlyList<SupportRow> Supports { get; init; } = [];
}

public sealed record SimilarCase(long Id, string Number, string Title);

/// <summary>A user organisation at an item.</summary>
public sealed record SupportRow(long PartyId, string Name, bool SeesItToo, string Reservation, bool MaySpeak);

/// <summary>A decision as it stands in the notes.</summary>
public sealed record MinutesRow(int Paragraph, long ItemId, long CaseId, string Number, string Title, Decision Decision, string Note, IReadOnlyList<string> AlsoSee);

public sealed record Reservation(string Party, string Number, string Text);

public sealed record PresentRow(long? PartyId, string Party, string Name, bool IsPresent, bool IsSubstitute);
