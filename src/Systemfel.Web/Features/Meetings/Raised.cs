using Microsoft.EntityFrameworkCore;
using Systemfel.Data.Accounts;
using Systemfel.Data.Meetings;
using Systemfel.Data.Organisations;
using Systemfel.Data.Storage;
using Systemfel.Workflows.Anonymisation;
using Systemfel.Workflows.Incidents;
using Systemfel.Workflows.Meetings;

namespace Systemfel.Web.Features.Meetings;

/// <summary>A point that a user organisation has raised, with its place among the meeting's, from 1.</summary>
public sealed record RaisedRow(long Id, int Number, string Party, string Text, RaisedOutcome? Outcome, bool MayWithdraw, bool MayErase)
{
    private const int Short = 40;

    /// <summary>'punkt 2, Väntetiden hos primärvården …': names its buttons.</summary>
    public string Name => Text.Length > 0 ? $"punkt {Number}, {Subject}" : $"punkt {Number}";

    private string Subject
    {
        get
        {
            var line = Text.ReplaceLineEndings(" ");
            if (line.Length <= Short) return line;
            var end = line.LastIndexOf(' ', Short);
            return $"{line[..(end > 0 ? end : Short)]} …";
        }
    }

    public bool IsWithdrawn => Outcome == RaisedOutcome.Withdrawn;

    /// <summary>Names the point as it is shown here.</summary>
    public required string Seen { get; init; }

    /// <summary>The own party, while the point may be reworded; otherwise null.</summary>
    public long? RewordedBy { get; init; }
}

/// <summary>A text that was refused: it stands in its form again, with what in it may point at a person.</summary>
/// <param name="Form">Which form: kommentar, avvikande or vack.</param>
/// <param name="CaseId">The item; 0 for a raised point.</param>
/// <param name="PartyId">Who said it.</param>
/// <param name="Text">As it was typed.</param>
/// <param name="Finds">What is left to answer.</param>
/// <param name="Accepted">What has been answered.</param>
public sealed record TypedSaid(string Form, long CaseId, long PartyId, string Text, IReadOnlyList<Find> Finds, IReadOnlyList<string> Accepted)
{
    /// <summary>The id that the form's fields begin with.</summary>
    public string Id => IdOf(Form, CaseId, PartyId);

    public static string IdOf(string form, long caseId, long partyId) => $"{form}-{caseId}-{partyId}";
}

/// <summary>Reads the points that were raised: those that wait for the group, and those that this meeting has spoken of.</summary>
public sealed class RaisedReader(SystemfelReader reader)
{
    public async Task<IReadOnlyList<RaisedRow>> ReadAsync(MeetingRights rights, CancellationToken ct)
    {
        var meeting = rights.Meeting;
        if (meeting.Group.Kind == GroupKind.Team) return [];
        var ahead = meeting.State is MeetingState.Planned or MeetingState.Open;
        var rows = await reader.RaisedPoints.At(meeting).Include(r => r.Party).OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(ct);
        // Words that were taken back stand in minutes from before.
        var kept = rows.Exists(r => !RaisedInMinutes.IsWords(r.Text) && rights.MaySpeakFor(r.PartyId))
            ? await RaisedInMinutes.ReadAsync(reader.MinutesVersions, meeting.GroupId, ct) : new HashSet<long>();
        return [.. rows.Select((r, i) => new RaisedRow(
            r.Id, i + 1, r.Party.Name, r.Text, RaisedPoints.OutcomeAt(r, meeting.Id), r.ClosedAt == null && ahead && rights.MaySpeakFor(r.PartyId),
            (RaisedInMinutes.IsWords(r.Text) || kept.Contains(r.Id)) && rights.MaySpeakFor(r.PartyId))
        {
            Seen = RaisedPoints.SeenOf(r),
            RewordedBy = r.ClosedAt == null && ahead && RaisedInMinutes.IsWords(r.Text) && rights.StandsFor.Any(s => s.Role == Role.UserOrganisation && s.Party.Id == r.PartyId) ? r.PartyId : null,
        })];
    }
}
