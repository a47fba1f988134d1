using Systemfel.Data.Cases;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Web.Features.Shared;
using Systemfel.Workflows.Routes;
using Systemfel.Workflows.Running;

namespace Systemfel.Web.Features.Meetings;

/// <summary>What things of a meeting are called on screen.</summary>
public static class MeetingWords
{
    private static readonly string[] Numbers =
        ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];

    /// <summary>fem, tolv, 13.</summary>
    public static string Count(int number) => number >= 0 && number < Numbers.Length ? Numbers[number] : $"{number}";

    /// <summary>'en fråga', 'två frågor'.</summary>
    public static string Count(int number, string one, string many) => number == 1 ? one : $"{Count(number)} {many}";

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], System.Globalization.CultureInfo.CurrentCulture) + text[1..];

    /// <summary>Where the part of a number that is shown begins: this year's need no year, others do (2025-0149).</summary>
    public static int Cut(string number, DateOnly today) =>
        number.Contains($"-{today.Year}-", StringComparison.Ordinal) ? number.LastIndexOf('-') + 1 : number.IndexOf('-', StringComparison.Ordinal) + 1;

    /// <summary>'Mötet är torsdag 3 december, om 6 dagar.'</summary>
    public static IEnumerable<string> SurprisesOf(Meeting meeting, DateOnly today)
    {
        if (meeting.Date > today) yield return $"Mötet är planerat till {meeting.Date.WithWeekday(today)}, {SwedishDates.Remaining(meeting.Date, today)}.";
        var away = meeting.Invitations.Count(i => i.Answer == InvitationAnswer.Declined && i.Substitute.Length == 0);
        if (away * 2 > meeting.Invitations.Count)
            yield return $"Få kommer: {Count(away)} av {Count(meeting.Invitations.Count, "en kallad", "kallade")} har tackat nej.";
    }

    /// <summary>'kl. 09.00–12.00, Kommunhuset, värd Falu kommun. Försäkringskassan kallar.' What is not known is left out.</summary>
    public static string WhenAndWhere(Meeting meeting)
    {
        var parts = new[] { Workflows.Meetings.MeetingNames.Clock(meeting.StartsAt, meeting.Minutes), meeting.Place, meeting.HostParty is { } host ? $"värd {host.Name}" : "" };
        return string.Join(". ", new[] { string.Join(", ", parts.Where(p => p.Length > 0)), CalledBy(meeting) is { Length: > 0 } by ? by + "." : "" }.Where(p => p.Length > 0));
    }

    /// <summary>'Försäkringskassan kallar', when someone else does; otherwise nothing.</summary>
    public static string CalledBy(Meeting meeting) => meeting.IsCalledElsewhere ? $"{meeting.Group.Inviter?.Name ?? "Någon annan"} kallar" : "";

    public static string NameOf(Group group) => group.Kind == GroupKind.Team ? RouteWords.Stage(Stages.Review) : group.Name;

    /// <summary>What the notes are called, of a meeting of this kind.</summary>
    public static string NotesName(bool team) => Workflows.Meetings.MinutesText.NameOf(team);

    public static string Of(AgendaSection section) => section switch
    {
        AgendaSection.SinceLast => "Sedan sist",
        AgendaSection.AnswerToAssess => "Svar att bedöma",
        AgendaSection.Overdue => "Försenat",
        AgendaSection.HoldDue => "Har väntat färdigt",
        AgendaSection.Tabled => "Bordlagda",
        AgendaSection.Returning => "Åter",
        AgendaSection.New => "Nya",
        AgendaSection.ProposedMerge => "Förslag att slå samman",
        AgendaSection.Raised => "Väckta punkter",
        _ => throw new ArgumentOutOfRangeException(nameof(section)),
    };

    /// <summary>Why a line stands before the meeting once more; null for one that is new.</summary>
    public static string? Of(BookmarkMark mark) => mark switch
    {
        BookmarkMark.Tabled => "Bordlagt vid förra mötet",
        BookmarkMark.CloseProposed => "Gruppen föreslår att det avslutas",
        BookmarkMark.Returned => "Tillbaka från gruppen",
        BookmarkMark.AuthorAsked => "Ombudet har fått en fråga",
        BookmarkMark.RaiseAgain => "Ingen skillnad, lyft igen",
        BookmarkMark.AnswerToAssess => "Svar att bedöma",
        BookmarkMark.NotDone => "Lovat men inte gjort",
        BookmarkMark.AtChair => "Hos ordföranden",
        BookmarkMark.Reopened => "Öppnat igen",
        BookmarkMark.AuthorityAsks => "Myndigheten frågar",
        BookmarkMark.SomeoneElse => "Hör till någon annan",
        BookmarkMark.Discussed => "Diskuterad vid förra mötet",
        BookmarkMark.GroupInformed => "Gruppen är informerad",
        _ => null,
    };

    /// <summary>A decision in the few words that the agenda has room for.</summary>
    public static string Short(Decision decision) => decision.MoveId switch
    {
        "refer" => decision.Text.Contains(" och ", StringComparison.Ordinal) ? "båda grupperna" : LongWords.Broken(decision.Text),
        "hold" => "avvakta",
        "handle-locally" => "hanteras lokalt",
        "ask-author" => "komplettering",
        "merge" => "slås samman",
        "not-a-deficiency" => "inte ett systemfel",
        "take-home" => "ledamoten tar hem",
        "write-to-authority" => "brev",
        "inform-county" => "Länsstyrelsen",
        "table" => "bordlagt",
        // By the name on the route's button: who takes it back differs.
        "return-to-review" => LongWords.Broken(decision.Text),
        "forward" => $"till {decision.Who}",
        "inform-parties" => "för kännedom",
        "discuss" => "diskuterad",
        "group-informed" => "informerad",
        "propose-close" => "föreslås avslutas",
        "register-answer" => "muntligt svar",
        "split" => "delat",
        "link" => "kopplat",
        "unlink" => "kopplingen borttagen",
        _ => decision.Text,
    };

    /// <summary>Which of the seven stations a stage is.</summary>
    public static int Step(string stage) => stage switch
    {
        Stages.Draft or Stages.Submitted => 1,
        Stages.Review => 2,
        Stages.Group => 3,
        Stages.AwaitingAnswer => 4,
        Stages.FollowUp => 5,
        Stages.Effect => 6,
        _ => 7,
    };

    public static string StageLabel(string stage) => RouteWords.Stage(stage);
}
